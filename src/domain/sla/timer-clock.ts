// How a timer's target, calendars and pauses come to a due instant, and to the time already used.
import type { Instant } from '../instant.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarKey, SlaTimer } from './timer.ts';
import { instantWorked, type Pause, type WorkedSpan, workedSpans, workedUntil } from './worked-spans.ts';

/** Finds a calendar by its key; calendars that timers use stay available, or this throws. */
export type Calendars = (key: CalendarKey) => Calendar;

/** The inputs of a timer's clock, without what came of them. */
export type TimerInputs = Pick<
  SlaTimer,
  'startedAt' | 'withinMs' | 'promise' | 'calendar' | 'calls' | 'pauses'
>;

/** From when on, and how long: the plan's target, else the promise; null while a promise is owed. */
export function targetOf(timer: TimerInputs): { fromAt: Instant; withinMs: number } | null {
  if (timer.withinMs !== null) return { fromAt: timer.startedAt, withinMs: timer.withinMs };
  if (timer.promise !== null) return { fromAt: timer.promise.madeAt, withinMs: timer.promise.withinMs };
  return null;
}

/** Which calendar counts at `at`: that of the last phone call by then, else the timer's own. */
export function calendarAt(timer: TimerInputs, at: Instant): CalendarKey {
  return timer.calls.findLast((call) => call.at <= at)?.calendar ?? timer.calendar;
}

/** Where the timer's clock runs, from where its target counts (its start, while a promise is owed). */
export function spansOf(timer: TimerInputs, calendars: Calendars): WorkedSpan[] {
  const fromAt = targetOf(timer)?.fromAt ?? timer.startedAt;
  const laterCalls = timer.calls.filter((call) => call.at > fromAt);
  const pieces = [{ at: fromAt, calendar: calendarAt(timer, fromAt) }, ...laterCalls];
  return workedSpans(
    pieces.map(({ at, calendar }) => ({ fromAt: at, calendar: calendars(calendar) })),
    timer.pauses,
  );
}

/** When the target is used up by more or less than itself; null when the clock does not get there. */
export function dueAfter(timer: TimerInputs, calendars: Calendars, moreMs = 0): Instant | null {
  const target = targetOf(timer);
  if (target === null) return null;
  const durationMs = target.withinMs + moreMs;
  return durationMs <= 0 ? target.fromAt : instantWorked(spansOf(timer, calendars), durationMs);
}

/** When the clock has counted more than 0 ms of business time from where it began; null when it never does. */
export const instantAfterStart = (
  timer: TimerInputs,
  calendars: Calendars,
  durationMs: number,
): Instant | null => instantWorked(spansOf(timer, calendars), durationMs);

/** The pause that lasts, if one does. */
export const openPause = (timer: TimerInputs): Pause | undefined =>
  timer.pauses.find((pause) => pause.toAt === null);

/** The same clock with its open pause, if any, ended at `at`. */
export function resumedAt<T extends TimerInputs>(timer: T, at: Instant): T {
  const pauses = timer.pauses.map((pause) =>
    pause.toAt === null ? { ...pause, toAt: Math.max(at, pause.fromAt) } : pause,
  );
  return { ...timer, pauses };
}

/** Business milliseconds that the timer has counted by `at`; what comes after its answer or end does not count. */
export function workedMs(timer: SlaTimer, at: Instant, calendars: Calendars): number {
  const endsAt = timer.answers[0]?.at ?? timer.cancelledAt ?? Number.POSITIVE_INFINITY;
  return workedUntil(spansOf(timer, calendars), Math.min(at, endsAt));
}

/** When the timer is due, or would be if its open pause ended at `now`; null where no target or calendar says. */
export function dueAtIfResumed(timer: SlaTimer, now: Instant, calendars: Calendars): Instant | null {
  const isFinal = timer.dueAt !== null || timer.answers.length > 0 || timer.cancelledAt !== null;
  return isFinal ? timer.dueAt : dueAfter(resumedAt(timer, now), calendars);
}
