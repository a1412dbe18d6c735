// Which of a ticket's events start, pause, meet and end its SLA timers.
import type { EventOf, TicketEvent } from './events.ts';
import { never } from './result.ts';
import type { SlaTarget, SlaTargets } from './sla/targets.ts';
import {
  advanceTimer,
  type Calendars,
  judgeTimer,
  METRICS,
  type Metric,
  type SlaTimer,
  startTimer,
  type TimerEvent,
} from './sla/timers.ts';
import type { Ticket } from './ticket.ts';

type LaterEvent = Exclude<TicketEvent, { type: 'TicketOpened' }>;

/** The timers that run from a ticket's opening, of those its plan has targets for. */
export function startTimers(event: EventOf<'TicketOpened'>, calendars: Calendars): readonly SlaTimer[] {
  const { firstResponse, resolution } = event.targets;
  return [
    ...timerFor('firstResponse', firstResponse, event.requestedAt, calendars),
    ...timerFor('resolution', resolution, event.at, calendars),
  ];
}

/** The ticket's timers after `event`. */
export function advanceTimers(ticket: Ticket, event: LaterEvent, calendars: Calendars): readonly SlaTimer[] {
  if (event.type === 'SeverityChanged' || event.type === 'TargetsChanged')
    return retargeted(ticket, event, calendars);
  const advanced = ticket.timers.map((timer) => {
    if (event.type === 'SlaBreached')
      return event.metric === timer.metric ? judgeTimer(timer, event.at) : timer;
    return timerEventsOf(ticket, event, timer.metric).reduce(
      (now, timerEvent) => advanceTimer(now, timerEvent, calendars),
      timer,
    );
  });
  return event.type === 'RequesterWrote'
    ? [...advanced, ...nextResponseTimer(ticket, event, calendars)]
    : advanced;
}

function timerFor(
  metric: Metric,
  target: SlaTarget | undefined,
  startedAt: number,
  calendars: Calendars,
): readonly SlaTimer[] {
  if (target === undefined) return [];
  return [startTimer({ metric, startedAt, withinMs: target.withinMs, calendar: target.calendar }, calendars)];
}

/** Whether the requester waits for an answer under this timer. */
export const isUnanswered = (timer: SlaTimer): boolean =>
  timer.answers.length === 0 && timer.closedAt === null && timer.cancelledAt === null;

/** The timer that a promise is made on: the first that waits for one; where none does, the first promised before. */
export function timerToPromise({ timers }: Ticket): SlaTimer | undefined {
  const promised = timers.filter((timer) => timer.withinMs === null && isUnanswered(timer));
  return promised.find((timer) => timer.promise === null) ?? promised[0];
}

/** Whether an agent has yet to promise when the requester is answered. */
export const owesPromise = ({ timers }: Ticket): boolean =>
  timers.some((timer) => timer.withinMs === null && timer.promise === null && isUnanswered(timer));

/** Whether the timer would be breached if its due instant passed now. */
export const isBreachable = (timer: SlaTimer): boolean =>
  timer.dueAt !== null && timer.breachedAt === null && isUnanswered(timer);

/** The clock for the next answer runs from the oldest message that no answer followed. */
function nextResponseTimer(
  ticket: Ticket,
  event: EventOf<'RequesterWrote'>,
  calendars: Calendars,
): readonly SlaTimer[] {
  const waits = ticket.timers.some((timer) => timer.metric !== 'resolution' && isUnanswered(timer));
  return waits ? [] : timerFor('nextResponse', ticket.targets.nextResponse, event.at, calendars);
}

type Retargeting = EventOf<'SeverityChanged'> | EventOf<'TargetsChanged'>;

/** Whether two plans' targets are the same, in whatever order they are written. */
export const sameTargets = (a: SlaTargets, b: SlaTargets): boolean =>
  METRICS.every((metric) => {
    const [one, other] = [a[metric], b[metric]];
    if (one === undefined || other === undefined) return one === other;
    return (
      one.withinMs === other.withinMs &&
      one.calendar === other.calendar &&
      one.afterHours === other.afterHours
    );
  });

/** Every running timer recomputed from its start; what is newly promised runs as if it always had been. */
function retargeted(ticket: Ticket, event: Retargeting, calendars: Calendars): readonly SlaTimer[] {
  const { targets, at } = event;
  const timers = ticket.timers.map((timer) =>
    retargetEvents(timer, targets[timer.metric], at).reduce(
      (now, timerEvent) => advanceTimer(now, timerEvent, calendars),
      timer,
    ),
  );
  const lacks = (metric: Metric): boolean =>
    timers.every((timer) => timer.metric !== metric || timer.cancelledAt !== null);
  const mayAnswerFirst = lacks('firstResponse') && ticket.replyIds.length === 0;
  const anew = [
    ...(mayAnswerFirst
      ? timerFor('firstResponse', targets.firstResponse, ticket.requestedAt, calendars)
      : []),
    ...(lacks('resolution') ? timerFor('resolution', targets.resolution, ticket.openedAt, calendars) : []),
  ];
  return [...timers, ...anew.map((timer) => withFormerCalls(timer, ticket, event, calendars))];
}

/** Whoever phoned while a clock ran need not phone again for the one that takes its place. */
function withFormerCalls(
  timer: SlaTimer,
  ticket: Ticket,
  { targets, at }: Retargeting,
  calendars: Calendars,
): SlaTimer {
  const former = ticket.timers.findLast(({ metric }) => metric === timer.metric);
  const calls = targets[timer.metric]?.afterHours === 'phone' ? (former?.calls ?? []) : [];
  return calls.reduce(
    (now, { at: calledAt, calendar }) =>
      advanceTimer(now, { type: 'call', at, calledAt, calendar }, calendars),
    timer,
  );
}

function retargetEvents(timer: SlaTimer, target: SlaTarget | undefined, at: number): readonly TimerEvent[] {
  if (target === undefined) return [{ type: 'cancel', at }];
  const { withinMs, calendar } = target;
  return [
    ...(withinMs === timer.withinMs ? [] : [{ type: 'target', at, withinMs } as const]),
    ...(calendar === timer.calendar ? [] : [{ type: 'calendar', at, calendar } as const]),
  ];
}

function timerEventsOf(
  ticket: Ticket,
  event: Exclude<LaterEvent, { type: 'SlaBreached' } | Retargeting>,
  metric: Metric,
): readonly TimerEvent[] {
  const { at } = event;
  const isResolution = metric === 'resolution';
  switch (event.type) {
    case 'ReplySent':
      return isResolution ? [] : answerBy(ticket, event.actorId, event.message.messageId, at);
    case 'ReplyUndelivered':
      return isResolution ? [] : [{ type: 'metWithdrawn', at, by: event.messageId }];
    case 'ReplyResent':
      return isResolution ? [] : answerBy(ticket, event.actorId, event.messageId, at);
    case 'PromiseMade':
      return event.metric === metric ? [{ type: 'promise', at, withinMs: event.withinMs }] : [];
    case 'TicketPended':
    case 'TicketHeld':
      return isResolution ? [{ type: 'pause', at }] : [];
    case 'TicketResumed':
      return isResolution ? [{ type: 'resume', at }] : [];
    case 'TicketResolved':
      if (isResolution) return [{ type: 'met', at }];
      return event.comment === null
        ? [{ type: 'close', at }]
        : [...answerBy(ticket, event.actorId, event.comment.messageId, at), { type: 'close', at }];
    case 'TicketReopened':
      return [{ type: 'reopen', at }];
    case 'TicketClosed':
      return [isResolution ? { type: 'met', at } : { type: 'close', at }];
    case 'TicketCancelled':
    case 'TicketMarkedSpam':
    case 'TicketMerged':
      return [{ type: 'cancel', at }];
    case 'StageReached':
      return isResolution || !event.isFinal || event.comment === null
        ? []
        : answerBy(ticket, event.actorId, event.comment.messageId, at);
    case 'CallLogged':
      return called(ticket, event, metric);
    case 'TicketClaimed':
    case 'TicketAssigned':
    case 'TicketUnclaimed':
    case 'RequesterWrote':
    case 'NoteAdded':
    case 'MessageEdited':
    case 'MessageDeleted':
    case 'DuplicateMerged':
    case 'PriorityIncidentSpent':
    case 'PriorityIncidentRefunded':
    case 'SampleIdentified':
    case 'OnCallPaged':
    case 'PageAcknowledged':
    case 'SlaReminderSent':
    case 'ReminderAcknowledged':
      return [];
    default:
      return never(event);
  }
}

/** A public reply counts when a person other than the requester wrote it. */
function answerBy(ticket: Ticket, actorId: string | null, by: string, at: number): readonly TimerEvent[] {
  return actorId === null || actorId === ticket.requesterId ? [] : [{ type: 'met', at, by }];
}

/** A phone call moves the clocks of what the plan handles by phone after hours, from the call on. */
function called(ticket: Ticket, event: EventOf<'CallLogged'>, metric: Metric): readonly TimerEvent[] {
  const { at, calledAt, calendar } = event;
  if (calendar === null || ticket.targets[metric]?.afterHours !== 'phone') return [];
  return [{ type: 'call', at, calledAt, calendar }];
}
