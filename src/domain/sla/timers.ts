// SLA timers as pure functions of what happened: the same events give the same timer, however late they are swept.
import type { Instant } from '../instant.ts';
import type { Answer, CalendarKey, Metric, SlaTimer, TimerEvent, TimerState, Verdict } from './timer.ts';
import { type Calendars, dueAfter, openPause, resumedAt, targetOf } from './timer-clock.ts';

export type * from './timer.ts';
export { METRICS } from './timer.ts';
export { type Calendars, calendarAt, dueAtIfResumed, targetOf, workedMs } from './timer-clock.ts';

export interface TimerStart {
  readonly metric: Metric;
  readonly startedAt: Instant;
  /** Business time allowed, in milliseconds; null where an agent owes a promise. */
  readonly withinMs: number | null;
  readonly calendar: CalendarKey;
}

/** The timer's own verdict and `metAt`: those of its first answer, or of the clock while there is none. */
function decided(timer: SlaTimer): SlaTimer {
  const answer = timer.answers[0];
  const verdict = answer?.verdict ?? timer.clock;
  const metAt = answer !== undefined && verdict.breachedAt === null ? answer.at : null;
  return { ...timer, ...verdict, metAt };
}

/** When a clock that is late at `now` fell late: at its due instant, or when a change put that in the past. */
function breachBy(dueAt: Instant | null, changedAt: Instant, now: Instant): Instant | null {
  return dueAt !== null && dueAt < now ? Math.max(dueAt, changedAt) : null;
}

/**
 * The breach that stood just before `at`, whether or not anybody looked in the meantime. A resolution that was
 * met in time has none: its clock stood still from then on, even if it had nothing left.
 */
function breachBefore(timer: SlaTimer, at: Instant): Instant | null {
  if (timer.metric === 'resolution' && timer.metAt !== null) return null;
  const { breachedAt, dueAt } = timer.clock;
  const breach = breachedAt ?? breachBy(dueAt, timer.changedAt, at);
  return breach !== null && breach < at ? breach : null;
}

/** The clock's verdict at `at`, computed anew from its inputs; `earlierBreach` stood before. */
function verdictAt(
  timer: SlaTimer,
  at: Instant,
  earlierBreach: Instant | null,
  calendars: Calendars,
): Verdict {
  const dueAt = dueAfter(timer, calendars);
  const { pastBreaches } = timer.clock;
  const breach = breachBy(dueAt, timer.changedAt, at);
  if (breach !== null) return { dueAt, breachedAt: earlierBreach ?? breach, pastBreaches };
  const overtaken = earlierBreach === null ? [] : [earlierBreach];
  return { dueAt, breachedAt: null, pastBreaches: [...pastBreaches, ...overtaken] };
}

function paused(timer: SlaTimer, at: Instant): SlaTimer {
  if (openPause(timer) !== undefined) return timer;
  return { ...timer, pauses: [...timer.pauses, { fromAt: at, toAt: null }] };
}

/** In the order of the calls, however they were logged. */
const withCall = (
  calls: SlaTimer['calls'],
  { at, calledAt = at, calendar }: Extract<TimerEvent, { type: 'call' }>,
): SlaTimer['calls'] => [...calls, { at: calledAt, calendar }].toSorted((a, b) => a.at - b.at);

function closed(timer: SlaTimer, at: Instant): SlaTimer {
  return { ...paused(timer, at), closedAt: timer.closedAt ?? at };
}

function reopened(timer: SlaTimer, at: Instant): SlaTimer {
  if (timer.closedAt === null) return timer;
  const answers = timer.metric === 'resolution' ? [] : timer.answers;
  return { ...resumedAt(timer, at), closedAt: null, answers, changedAt: at };
}

/** Resolving is what a resolution waits for, so that answer also stops its clock until the ticket is reopened. */
function answered(timer: SlaTimer, answer: Answer): SlaTimer {
  const isKnown = timer.answers.some(({ by }) => by === answer.by);
  const withAnswer = isKnown ? timer : { ...timer, answers: [...timer.answers, answer] };
  return timer.metric === 'resolution' ? closed(withAnswer, answer.at) : withAnswer;
}

/** The timer with the event's inputs taken over; what they come to is worked out afterwards. */
function applied(timer: SlaTimer, event: TimerEvent, answerVerdict: () => Verdict): SlaTimer {
  const { at } = event;
  switch (event.type) {
    case 'target':
      return { ...timer, withinMs: event.withinMs, changedAt: at };
    case 'promise':
      return { ...timer, promise: { madeAt: at, withinMs: event.withinMs }, changedAt: at };
    case 'calendar':
      return { ...timer, calendar: event.calendar, changedAt: at };
    case 'call':
      return { ...timer, calls: withCall(timer.calls, event), changedAt: at };
    case 'pause':
      return paused(timer, at);
    case 'resume':
      return timer.closedAt === null ? resumedAt(timer, at) : timer;
    case 'met':
      return answered(timer, { at, by: event.by ?? null, verdict: answerVerdict() });
    case 'metWithdrawn':
      return { ...timer, answers: timer.answers.filter(({ by }) => by !== event.by) };
    case 'close':
      return closed(timer, at);
    case 'reopen':
      return reopened(timer, at);
    case 'cancel':
      return { ...timer, cancelledAt: timer.answers.length > 0 ? null : at };
    default:
      return event satisfies never;
  }
}

/** A timer that begins to run at `startedAt`. */
export function startTimer(start: TimerStart, calendars: Calendars): SlaTimer {
  const none: Verdict = { dueAt: null, breachedAt: null, pastBreaches: [] };
  const blank: SlaTimer = {
    ...start,
    ...none,
    promise: null,
    calls: [],
    pauses: [],
    changedAt: start.startedAt,
    clock: none,
    answers: [],
    metAt: null,
    closedAt: null,
    cancelledAt: null,
  };
  return decided({ ...blank, clock: { ...none, dueAt: dueAfter(blank, calendars) } });
}

/**
 * The timer after `event`. Events are applied in the order of the log; a cancelled timer takes no more, and an
 * answered one keeps its verdict while its clock goes on underneath, should the answer be withdrawn.
 */
export function advanceTimer(timer: SlaTimer, event: TimerEvent, calendars: Calendars): SlaTimer {
  if (timer.cancelledAt !== null) return timer;
  const earlierBreach = breachBefore(timer, event.at);
  const next = applied(timer, event, () =>
    verdictAt(resumedAt(timer, event.at), event.at, earlierBreach, calendars),
  );
  return decided({ ...next, clock: verdictAt(next, event.at, earlierBreach, calendars) });
}

/** The timer with a breach recorded when it is due before `now` and unanswered; sweeping late changes nothing. */
export function judgeTimer(timer: SlaTimer, now: Instant): SlaTimer {
  if (timer.cancelledAt !== null || timer.answers.length > 0) return timer;
  const { dueAt, breachedAt } = timer.clock;
  const breach = breachedAt ?? breachBy(dueAt, timer.changedAt, now);
  return decided({ ...timer, clock: { ...timer.clock, breachedAt: breach } });
}

/** What a person would call the timer at `now`, swept or not. */
export function timerState(timer: SlaTimer, now: Instant): TimerState {
  if (timer.cancelledAt !== null) return 'cancelled';
  if (timer.metAt !== null) return 'met';
  if (judgeTimer(timer, now).breachedAt !== null) return 'breached';
  if (timer.closedAt !== null && timer.metric !== 'resolution') return 'unmet';
  if (targetOf(timer) === null) return 'owed';
  return openPause(timer) === undefined ? 'running' : 'paused';
}
