// What a ticket is after an event: replaying its log from the first gives the ticket as it stands. Pure and total.
import type { EventOf, TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { never } from './result.ts';
import { type Calendars, targetOf } from './sla/timers.ts';
import { isPaging, type Outcome, type Ticket } from './ticket.ts';
import { advanceTimers, startTimers } from './ticket-timers.ts';

/** The ticket that `event` leaves; `ticket` is null before the first event, which opens it. */
export function evolve(ticket: Ticket | null, event: TicketEvent, calendars: Calendars): Ticket {
  if (event.type === 'TicketOpened') return opened(event, calendars);
  if (ticket === null) throw new Error(`the log of a ticket starts with ${event.type}`);
  const next = { ...ticket, updatedAt: Math.max(ticket.updatedAt, event.at), version: ticket.version + 1 };
  const timers = advanceTimers(ticket, event, calendars);
  return { ...next, ...changeOf(ticket, event), ...remindedAnew(ticket, event, timers), timers };
}

/** Steps posted for a former timer, or for a deadline that was moved later, say nothing about the one in force. */
function remindedAnew(ticket: Ticket, event: TicketEvent, timers: Ticket['timers']): Partial<Ticket> {
  const anew = timers.filter((timer, index) => {
    const former = ticket.timers[index];
    return former === undefined || (movesDeadlines.has(event.type) && isLater(timer.dueAt, former.dueAt));
  });
  const told = timers.filter((timer, index) => owes(timer) !== owes(ticket.timers[index]));
  if (anew.length === 0 && told.length === 0) return {};
  const isOf = (some: Ticket['timers']) => (sent: string) =>
    some.some(({ metric }) => sent.startsWith(`${metric}:`));
  return {
    remindersSent: ticket.remindersSent.filter((sent) => !isOf(anew)(sent)),
    acknowledgements: ticket.acknowledgements.filter((each) => !isOf([...anew, ...told])(each)),
  };
}

/** Whoever knows that a promise is owed has heard nothing of its deadline yet, and the other way round. */
const owes = (timer: Ticket['timers'][number] | undefined): boolean =>
  timer !== undefined && targetOf(timer) === null;

const movesDeadlines: ReadonlySet<TicketEvent['type']> = new Set([
  'SeverityChanged',
  'TargetsChanged',
  'PromiseMade',
]);

const isLater = (dueAt: Instant | null, formerly: Instant | null): boolean =>
  dueAt !== null && formerly !== null && dueAt > formerly;

/** The ticket after the whole log; null for an empty one. */
export function replay(events: readonly TicketEvent[], calendars: Calendars): Ticket | null {
  return events.reduce<Ticket | null>((ticket, event) => evolve(ticket, event, calendars), null);
}

function opened(event: EventOf<'TicketOpened'>, calendars: Calendars): Ticket {
  return {
    id: event.ticketId,
    reference: event.reference,
    queue: event.queue,
    plan: event.plan,
    rank: event.rank,
    isUrgent: event.isUrgent,
    organisationId: event.organisationId,
    contractId: event.contractId,
    requestType: event.requestType,
    answers: event.answers,
    stage: event.stage,
    priority: null,
    severity: event.severity,
    status: 'new',
    requesterId: event.requesterId,
    assigneeId: null,
    description: event.opening.text,
    requestedAt: event.requestedAt,
    openedAt: event.at,
    acknowledgedAt: null,
    resolvedAt: null,
    closedAt: null,
    outcome: null,
    updatedAt: event.at,
    targets: event.targets,
    timers: startTimers(event, calendars),
    remindersSent: [],
    acknowledgements: [],
    replyIds: [],
    paging: null,
    mergedInto: null,
    version: 1,
  };
}

function changeOf(ticket: Ticket, event: Exclude<TicketEvent, { type: 'TicketOpened' }>): Partial<Ticket> {
  switch (event.type) {
    case 'TicketClaimed':
      return { assigneeId: event.actorId, ...takenUp(ticket, event.at), ...pageTaken(ticket, event.at) };
    case 'TicketAssigned':
      return { assigneeId: event.assigneeId, ...takenUp(ticket, event.at) };
    case 'TicketUnclaimed':
      return { assigneeId: null };
    case 'ReplySent':
      return {
        replyIds: [...ticket.replyIds, event.message.messageId],
        ...started(ticket),
        ...pageTaken(ticket, event.at),
      };
    case 'ReplyUndelivered':
      return { replyIds: ticket.replyIds.filter((id) => id !== event.messageId) };
    case 'ReplyResent':
      return { replyIds: [...ticket.replyIds, event.messageId], ...started(ticket) };
    case 'TicketPended':
      return { status: 'pending' };
    case 'TicketHeld':
      return { status: 'on_hold' };
    case 'TicketResumed':
      return { status: 'open' };
    case 'SeverityChanged':
      return { severity: event.severity, targets: event.targets };
    case 'TargetsChanged':
      return { targets: event.targets, rank: event.rank, isUrgent: event.isUrgent };
    case 'TicketResolved':
      return resolved(ticket, event);
    case 'TicketReopened':
      return { status: 'open', resolvedAt: null, outcome: null };
    case 'TicketClosed':
      return closed(ticket, event.at, ticket.outcome ?? 'resolved');
    case 'TicketCancelled':
      return closed(ticket, event.at, 'cancelled');
    case 'TicketMarkedSpam':
      return closed(ticket, event.at, 'spam');
    case 'TicketMerged':
      return { ...closed(ticket, event.at, 'duplicate'), mergedInto: event.intoId };
    case 'PriorityIncidentSpent':
      return { priority: { contractId: event.contractId, year: event.year } };
    case 'PriorityIncidentRefunded':
      return { priority: null };
    case 'StageReached':
      return staged(ticket, event);
    case 'CallLogged':
      return event.needsPaging ? sought(ticket, event.at) : {};
    case 'OnCallPaged':
      return { paging: paged(ticket.paging, event) };
    case 'PageAcknowledged':
      return { paging: ticket.paging && { ...ticket.paging, acknowledgedAt: event.at } };
    case 'SlaReminderSent':
      return { remindersSent: [...ticket.remindersSent, `${event.metric}:${event.step}`] };
    case 'ReminderAcknowledged':
      return { acknowledgements: [...ticket.acknowledgements, `${event.metric}:${event.level}`] };
    case 'MessageEdited':
      return event.saidAs === 'opening' ? { description: event.text } : {};
    case 'NoteAdded':
    case 'MessageDeleted':
    case 'DuplicateMerged':
    case 'SampleIdentified':
    case 'PromiseMade':
    case 'RequesterWrote':
    case 'SlaBreached':
      return {};
    default:
      return never(event);
  }
}

const started = (ticket: Ticket): Partial<Ticket> => (ticket.status === 'new' ? { status: 'open' } : {});

const takenUp = (ticket: Ticket, at: number): Partial<Ticket> => ({
  ...started(ticket),
  acknowledgedAt: ticket.acknowledgedAt ?? at,
});

function resolved(ticket: Ticket, event: EventOf<'TicketResolved'>): Partial<Ticket> {
  const isReply = event.comment !== null && event.actorId !== ticket.requesterId;
  return {
    status: 'resolved',
    resolvedAt: event.at,
    outcome: 'resolved',
    paging: soughtNoMore(ticket),
    ...(isReply && event.comment !== null ? { replyIds: [...ticket.replyIds, event.comment.messageId] } : {}),
  };
}

const closed = (ticket: Ticket, closedAt: Instant, outcome: Outcome): Partial<Ticket> => ({
  status: 'closed',
  closedAt,
  outcome,
  paging: soughtNoMore(ticket),
});

/** A search ends with the work, so that a call after the ticket was taken up again begins a new one. */
const soughtNoMore = ({ paging }: Ticket): Ticket['paging'] =>
  isPaging(paging) ? { ...paging, rounds: [...paging.rounds, []] } : paging;

function staged(ticket: Ticket, event: EventOf<'StageReached'>): Partial<Ticket> {
  const { stage, comment } = event;
  const isAnswer = event.isFinal && comment !== null;
  return {
    stage,
    ...started(ticket),
    ...(isAnswer ? { replyIds: [...ticket.replyIds, comment.messageId] } : {}),
  };
}

/** A second call joins the search that is under way. */
const sought = ({ paging }: Ticket, at: Instant): Partial<Ticket> =>
  isPaging(paging) ? {} : { paging: { since: at, rounds: [], acknowledgedAt: null } };

/** Whoever takes the ticket or answers it after the call has been found. */
const pageTaken = ({ paging }: Ticket, at: Instant): Partial<Ticket> =>
  paging !== null && paging.acknowledgedAt === null && at >= paging.since
    ? { paging: { ...paging, acknowledgedAt: at } }
    : {};

function paged(paging: Ticket['paging'], { at, accounts }: EventOf<'OnCallPaged'>): Ticket['paging'] {
  const { since, rounds, acknowledgedAt } = paging ?? { since: at, rounds: [], acknowledgedAt: null };
  return { since, rounds: [...rounds, accounts], acknowledgedAt };
}
