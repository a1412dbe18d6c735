// What follows from a ticket's events: whom to tell what, worked out purely and carried out by the outbox.
import type { EventOf, TicketEvent } from '../domain/events.ts';
import { never } from '../domain/result.ts';
import { reminderLevel } from '../domain/sla/reminders.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
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
      readonly others: readonly { readonly platform: string; readonly userId: string }[];
      readonly content: Content;
    };

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
    case 'TicketAssigned':
    case 'TicketUnclaimed':
      return [...card(happening), ...toAgents(happening)];
    case 'RequesterWrote':
      return [...toAgents(happening), ...mark(happening, 'received')];
    case 'ReplySent':
      return [...card(happening), ...toRequester(happening), ...toOtherAgents(happening, 'reply')];
    case 'NoteAdded':
      return toOtherAgents(happening, 'note');
    case 'ReplyUndelivered':
      return [...card(happening), ...toAgents(happening)];
    case 'TicketPended':
    case 'TicketHeld':
    case 'SeverityChanged':
    case 'PromiseMade':
    case 'TicketResolved':
    case 'TicketReopened':
    case 'TicketClosed':
    case 'TicketCancelled':
      return [...card(happening), ...toAgents(happening), ...toRequesterUnlessTheirs(happening)];
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
  happening.event.actorId === happening.ticket.requesterId ? [] : toRequester(happening);

/** Where the words were written they get a sign; the agents' other threads get the words. */
function toOtherAgents(happening: Happening, sign: Mark): readonly Effect[] {
  const { origin } = happening;
  const elsewhere = toAgents(happening).filter(
    (effect) => effect.kind === 'tell' && effect.conversationId !== origin?.conversationId,
  );
  return [...mark(happening, sign), ...elsewhere];
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
