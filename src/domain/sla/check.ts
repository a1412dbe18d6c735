// Acceptance cases for business time and timers: runs one and says what came out and whether it was expected.
import { type Instant, MINUTE_MS } from '../instant.ts';
import type { Calendar } from './calendar.ts';
import {
  advanceTimer,
  type CalendarKey,
  dueAtIfResumed,
  judgeTimer,
  type Metric,
  type SlaTimer,
  startTimer,
  type TimerEvent,
  timerState,
  workedMs,
} from './timers.ts';
import { instantWorked, type Pause, workedSpans, workedUntil } from './worked-spans.ts';

/** What may come out of a case: an instant as ISO text or minutes, null for never, or a timer's standing. */
export type CaseOutcome = string | number | null | TimelineOutcome;

export interface TimelineOutcome {
  readonly due: string | null;
  readonly state: string;
  readonly breachedAt: string | null;
}

export interface CaseResult {
  readonly id: string;
  readonly actual: CaseOutcome;
  readonly passed: boolean;
  /** What was expected, in the form of `actual`; of a timeline only what the case names. */
  readonly expected: CaseOutcome | Partial<TimelineOutcome & { workedMinutes: number }>;
}

interface BusinessTimeCase {
  readonly id: string;
  readonly calendar: Calendar;
  readonly startAt: Instant;
  readonly pauses: readonly Pause[];
}

export interface AddCase extends BusinessTimeCase {
  readonly op: 'add';
  readonly minutes: number;
  /** Any of these is right, the first is preferred; null means never. */
  readonly expected: readonly (Instant | null)[];
}

export interface BetweenCase extends BusinessTimeCase {
  readonly op: 'between';
  readonly endAt: Instant;
  /** Minutes; any of these is right, the first is preferred. */
  readonly expected: readonly number[];
}

export interface TimelineCase {
  readonly id: string;
  readonly metric: Metric;
  readonly startAt: Instant;
  readonly targetMinutes: number | null;
  readonly calendar: CalendarKey;
  readonly calendars: ReadonlyMap<CalendarKey, Calendar>;
  readonly events: readonly TimerEvent[];
  readonly now: Instant;
  readonly expect: {
    readonly dueAt?: Instant | null;
    readonly state?: string;
    readonly breachedAt?: Instant | null;
    readonly workedMinutes?: number;
  };
}

const isoOf = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

const minutesToMs = (minutes: number): number => Math.round(minutes * MINUTE_MS);

function runAdd({ id, calendar, startAt, pauses, minutes, expected }: AddCase): CaseResult {
  const durationMs = minutesToMs(minutes);
  const spans = workedSpans([{ fromAt: startAt, calendar }], pauses);
  const at = durationMs <= 0 ? startAt : instantWorked(spans, durationMs);
  return { id, actual: isoOf(at), passed: expected.includes(at), expected: isoOf(expected[0] ?? null) };
}

function runBetween({ id, calendar, startAt, endAt, pauses, expected }: BetweenCase): CaseResult {
  const betweenMs = workedUntil(workedSpans([{ fromAt: startAt, calendar }], pauses), endAt);
  return {
    id,
    actual: betweenMs / MINUTE_MS,
    passed: expected.some((minutes) => minutesToMs(minutes) === betweenMs),
    expected: expected[0] ?? null,
  };
}

/** Runs a case of `add` or `between`, pauses left out of what is counted. */
export function runBusinessTimeCase(one: AddCase | BetweenCase): CaseResult {
  return one.op === 'add' ? runAdd(one) : runBetween(one);
}

function calendarsOf({ calendars }: TimelineCase): (key: CalendarKey) => Calendar {
  return (key) => {
    const calendar = calendars.get(key);
    if (calendar === undefined) throw new Error(`A timeline without its calendar ${key}`);
    return calendar;
  };
}

function timerOf(one: TimelineCase): SlaTimer {
  const calendars = calendarsOf(one);
  const { metric, startAt: startedAt, calendar, targetMinutes } = one;
  const withinMs = targetMinutes === null ? null : minutesToMs(targetMinutes);
  const started = startTimer({ metric, startedAt, withinMs, calendar }, calendars);
  const advanced = one.events
    .filter((event) => event.at <= one.now)
    .reduce((timer, event) => advanceTimer(timer, event, calendars), started);
  return judgeTimer(advanced, one.now);
}

/** Runs one clock through its events up to `now`; a paused clock is due as if it were resumed then. */
export function runTimelineCase(one: TimelineCase): CaseResult {
  const calendars = calendarsOf(one);
  const timer = timerOf(one);
  const dueAt = dueAtIfResumed(timer, one.now, calendars);
  const state = timerState(timer, one.now);
  const { expect } = one;
  const passed =
    (expect.dueAt === undefined || expect.dueAt === dueAt) &&
    (expect.state === undefined || expect.state === state) &&
    (expect.breachedAt === undefined || expect.breachedAt === timer.breachedAt) &&
    (expect.workedMinutes === undefined ||
      minutesToMs(expect.workedMinutes) === workedMs(timer, one.now, calendars));
  return {
    id: one.id,
    actual: { due: isoOf(dueAt), state, breachedAt: isoOf(timer.breachedAt) },
    passed,
    expected: {
      ...(expect.dueAt !== undefined && { due: isoOf(expect.dueAt) }),
      ...(expect.state !== undefined && { state: expect.state }),
      ...(expect.breachedAt !== undefined && { breachedAt: isoOf(expect.breachedAt) }),
      ...(expect.workedMinutes !== undefined && { workedMinutes: expect.workedMinutes }),
    },
  };
}
