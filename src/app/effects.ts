// What follows from a ticket's events: whom to tell what, worked out purely and carried out by the outbox.
import type { EventOf, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { never } from '../domain/result.ts';
import { reminderLevel } from '../domain/sla/reminders.ts';
import { type Account, isPaging, type PersonId, type Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { DeskPolicy } from './policy.ts';
import type { Conversation } from './ports.ts';
import type { Mark } from './view.ts';

/** The message by which a person did what happened, where there is one. */
export interface Origin {
  readonly conversationId: string;
  readonly messageId: string;
}

export type Effect =
  | { readonly kind: 'tell'; readonly conversationId: string; readonly content: Content }
  | {
      readonly kind: 'tellInPerson';
      readonly personId: PersonId | null;
      readonly leadsToo: boolean;
      /** Accounts besides theirs, such as of whoever is on call. */
      readonly others: readonly Account[];
      /** Whose accounts are left out, such as of whoever did it. */
      readonly except?: PersonId | null;
      readonly content: Content;
    }
  /** The given round of the ticket's paging is to be sent. */
  | { readonly kind: 'page'; readonly round: number; readonly runAt: Instant };

interface Happening {
  readonly event: TicketEvent;
  readonly sequence: number;
  readonly ticket: Ticket;
  readonly conversations: readonly Conversation[];
  readonly origin: Origin | null;
  readonly policy: DeskPolicy;
}

/** The effects of one event on the conversations of its ticket; `ticket` is as it stands after all events. */
export function effectsOf(happening: Happening): readonly Effect[] {
  const { event } = happening;
  switch (event.type) {
    case 'TicketOpened':
      return [...card(happening), ...toRequester(happening)];
    case 'TicketClaimed':
      return [...card(happening), ...toAgents(happening), ...toThosePaged(happening)];
    case 'TicketAssigned':
    case 'TicketUnclaimed':
      return [...card(happening), ...toAgents(happening)];
    case 'RequesterWrote':
      return [...toAgents(happening), ...toColleagues(happening), ...mark(happening, 'received')];
    case 'ReplySent':
      return [
        ...card(happening),
        ...toRequester(happening),
        ...toOtherAgents(happening, 'reply'),
        ...byPhone(happening),
        ...toThosePaged(happening),
      ];
    case 'NoteAdded':
      return toOtherAgents(happening, 'note');
    case 'MessageEdited':
    case 'MessageDeleted':
      return toThoseTold(happening, event);
    case 'ReplyUndelivered':
    case 'ReplyResent':
      return [...card(happening), ...toAgents(happening)];
    case 'TicketPended':
    case 'PromiseMade':
    case 'TicketResolved':
      return [
        ...card(happening),
        ...toAgents(happening),
        ...toRequesterUnlessTheirs(happening),
        ...byPhone(happening),
      ];
    case 'TicketHeld':
    case 'SeverityChanged':
    case 'TicketReopened':
    case 'TicketClosed':
    case 'TicketCancelled':
      return [...card(happening), ...toAgents(happening), ...toRequesterUnlessTheirs(happening)];
    case 'PriorityIncidentSpent':
    case 'PriorityIncidentRefunded':
    case 'TicketMerged':
    case 'StageReached':
    case 'SampleIdentified':
      return [...card(happening), ...toAgents(happening), ...toRequester(happening)];
    case 'CallLogged':
      return [
        ...card(happening),
        ...toAgents(happening),
        ...toRequester(happening),
        ...firstPage(happening, event),
      ];
    case 'OnCallPaged':
      return [...card(happening), ...toAgents(happening), ...page(happening, event)];
    case 'PageAcknowledged':
      return [...card(happening), ...toAgents(happening), ...toThosePaged(happening)];
    case 'TicketMarkedSpam':
    case 'DuplicateMerged':
    case 'TicketResumed':
      return [...card(happening), ...toAgents(happening)];
    case 'SlaReminderSent':
      return event.inDigest ? [] : [...toAgents(happening), ...inPerson(happening, event)];
    case 'ReminderAcknowledged':
      return toAgents(happening);
    case 'SlaBreached':
    case 'TargetsChanged':
      return card(happening);
    default:
      return never(event);
  }
}

const told = ({ sequence }: Happening): Content => ({ kind: 'event', sequence });

function on(happening: Happening, side: Conversation['side'], content: Content): readonly Effect[] {
  return happening.conversations
    .filter((conversation) => conversation.side === side)
    .map(({ id }) => ({ kind: 'tell', conversationId: id, content }));
}

const card = (happening: Happening): readonly Effect[] => on(happening, 'agents', { kind: 'card' });

const toAgents = (happening: Happening): readonly Effect[] => on(happening, 'agents', told(happening));

const toRequester = (happening: Happening): readonly Effect[] => on(happening, 'requester', told(happening));

/** What requesters do themselves, their command's own answer tells them. */
const toRequesterUnlessTheirs = (happening: Happening): readonly Effect[] =>
  happening.event.actorId === happening.ticket.requesterId ? [] : toOthersThan(happening);

/** The requester's side without the conversation of whoever did it. */
const toOthersThan = (happening: Happening): readonly Effect[] =>
  toRequester({
    ...happening,
    conversations: happening.conversations.filter(
      ({ personId }) => personId === null || personId !== happening.event.actorId,
    ),
  });

/** Where an organisation's people share their tickets, what one of them writes reaches the others who follow it. */
function toColleagues(happening: Happening): readonly Effect[] {
  const { ticket, policy, origin } = happening;
  if (policy.plans.get(ticket.plan)?.visibility !== 'organisation') return [];
  return toOthersThan(happening).filter(
    (effect) => effect.kind !== 'tell' || effect.conversationId !== origin?.conversationId,
  );
}

/** Somebody who is on no platform can only be told by phone: the agents are reminded to. */
const byPhone = (happening: Happening): readonly Effect[] =>
  happening.conversations.some(({ side }) => side === 'requester')
    ? []
    : on(happening, 'agents', { kind: 'byPhone', sequence: happening.sequence });

/** Where the words were written they get a sign; the agents' other threads get the words. */
function toOtherAgents(happening: Happening, sign: Mark): readonly Effect[] {
  const { origin } = happening;
  const elsewhere = toAgents(happening).filter(
    (effect) => effect.kind === 'tell' && effect.conversationId !== origin?.conversationId,
  );
  return [...mark(happening, sign), ...elsewhere];
}

/** Whoever was told the words hears what became of them, but where they were written, where it is seen. */
function toThoseTold(
  happening: Happening,
  { saidAs }: EventOf<'MessageEdited' | 'MessageDeleted'>,
): readonly Effect[] {
  const others = (effects: readonly Effect[]): readonly Effect[] =>
    effects.filter(
      (effect) => effect.kind !== 'tell' || effect.conversationId !== happening.origin?.conversationId,
    );
  switch (saidAs) {
    case 'opening':
      return [...card(happening), ...others(toAgents(happening))];
    case 'request':
      return others([...toAgents(happening), ...toColleagues(happening)]);
    case 'reply':
      return others([...toRequester(happening), ...toAgents(happening)]);
    case 'note':
      return others(toAgents(happening));
    default:
      return never(saidAs);
  }
}

function mark({ origin }: Happening, sign: Mark): readonly Effect[] {
  if (origin === null) return [];
  const { conversationId, messageId } = origin;
  return [{ kind: 'tell', conversationId, content: { kind: 'mark', messageId, mark: sign } }];
}

/** Whom a reminder mentions, it also reaches directly: from the second step the owner, with none the leads. */
function inPerson(happening: Happening, event: EventOf<'SlaReminderSent'>): readonly Effect[] {
  const { ticket, policy } = happening;
  const level = reminderLevel(policy.reminders, event.step);
  const others = event.toOnCall ? (policy.queues.get(ticket.queue)?.onCallAt(event.at) ?? []) : [];
  const personId = level === 0 ? null : ticket.assigneeId;
  const leadsToo = level === 2 || (level === 1 && personId === null);
  if (personId === null && !leadsToo && others.length === 0) return [];
  return [{ kind: 'tellInPerson', personId, leadsToo, others, content: told(happening) }];
}

/** A call that comes while somebody is looked for already pages nobody anew. */
function firstPage({ ticket: { paging } }: Happening, event: EventOf<'CallLogged'>): readonly Effect[] {
  const isFirst = event.needsPaging && isPaging(paging) && paging.rounds.length === 0;
  return isFirst ? [{ kind: 'page', round: 0, runAt: event.at }] : [];
}

/** Pages people directly, and has the next ones paged unless somebody answers in time. */
function page(happening: Happening, { at, accounts }: EventOf<'OnCallPaged'>): readonly Effect[] {
  const { ticket, policy } = happening;
  if (accounts.length === 0) return [];
  const runAt = at + (policy.queues.get(ticket.queue)?.pageAgainMs ?? 0);
  return [
    { kind: 'tellInPerson', personId: null, leadsToo: false, others: accounts, content: told(happening) },
    { kind: 'page', round: ticket.paging?.rounds.length ?? 0, runAt },
  ];
}

/** Whoever was paged before hears that somebody has it now. */
function toThosePaged(happening: Happening): readonly Effect[] {
  const { event, ticket } = happening;
  const paged = ticket.paging?.rounds.flat() ?? [];
  if (paged.length === 0 || ticket.paging?.acknowledgedAt !== event.at) return [];
  const content = told(happening);
  return [
    {
      kind: 'tellInPerson',
      personId: null,
      leadsToo: false,
      others: paged,
      except: event.actorId,
      content,
    },
  ];
}
