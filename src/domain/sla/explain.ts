// How a timer's due instant comes about: its time cut into what was worked, closed, paused, segment by segment.
import type { Instant } from '../instant.ts';
import type { Calendar } from './calendar.ts';
import type { ClosedReason } from './closed-time.ts';
import type { CalendarKey, SlaTimer } from './timer.ts';
import { type Calendars, calendarAt, dueAfter, spansOf, type TimerInputs, targetOf } from './timer-clock.ts';
import { type WorkedSpan, workedUntil } from './worked-spans.ts';

/**
 * `owed`: nobody had promised a time yet; `closed`: outside the calendar's hours; `exception`: closed by an extra
 * day when the regular week is open; `rest`: everything after the most that is told one by one.
 */
export type SegmentKind = 'owed' | 'worked' | 'closed' | 'holiday' | 'exception' | 'paused' | 'rest';

/** A stretch `[fromAt, toAt)` of a timer's time. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** What it counts towards the target, in milliseconds; 0 where the clock stands still. */
  readonly countedMs: number;
  /** By which its time is counted. */
  readonly calendar: CalendarKey;
}

export interface Explanation {
  /** The timer's start. */
  readonly fromAt: Instant;
  /** When it is due; with no due instant, its end so far: the answer, the end of the ticket, or now. */
  readonly toAt: Instant;
  /** The time allowed; null while a promise is owed. */
  readonly withinMs: number | null;
  /**
   * Tile `[fromAt, toAt)` in order, no two alike beside each other; where there is a due instant, what they count adds
   * up to `withinMs`. Empty where the target was changed after the answer, since the verdict stands as it was.
   */
  readonly segments: readonly Segment[];
}

/** At most so many segments are told; a rest takes the place of the others. */
const MOST_SEGMENTS = 1_000;

/** Explains the timer as it stands at `now`. */
export function explainTimer(timer: SlaTimer, now: Instant, calendars: Calendars): Explanation {
  const judged = asJudged(timer);
  const fromAt = timer.startedAt;
  const toAt = timer.dueAt ?? Math.max(fromAt, endOf(timer, now));
  const withinMs = targetOf(judged)?.withinMs ?? null;
  const isAsJudged = timer.answers.length === 0 || dueAfter(judged, calendars) === timer.dueAt;
  return { fromAt, toAt, withinMs, segments: isAsJudged ? segmentsOf(judged, toAt, calendars) : [] };
}

/** The inputs that the first answer was judged by: later pauses and calls had no part in it. */
function asJudged(timer: SlaTimer): TimerInputs {
  const answer = timer.answers[0];
  if (answer === undefined) return timer;
  const pauses = timer.pauses
    .map(({ fromAt, toAt }) => ({ fromAt, toAt: Math.min(toAt ?? answer.at, answer.at) }))
    .filter(({ fromAt, toAt }) => fromAt < toAt);
  return { ...timer, pauses, calls: timer.calls.filter(({ at }) => at <= answer.at) };
}

/** Where the clock without a due instant came to an end, or has come to by `now`. */
const endOf = ({ answers, cancelledAt, closedAt }: SlaTimer, now: Instant): Instant =>
  answers[0]?.at ?? cancelledAt ?? closedAt ?? now;

function segmentsOf(timer: TimerInputs, toAt: Instant, calendars: Calendars): readonly Segment[] {
  const segments: Segment[] = [];
  for (const segment of everySegment(timer, toAt, calendars)) {
    const last = segments.at(-1);
    if (last !== undefined && isAlike(last, segment)) segments[segments.length - 1] = joined(last, segment);
    else if (segments.length < MOST_SEGMENTS) segments.push(segment);
    else return [...segments, restAfter(segments, timer, toAt, calendars)];
  }
  return segments;
}

const isAlike = (a: Segment, b: Segment): boolean => a.kind === b.kind && a.calendar === b.calendar;

/** Two neighbours as one, of the first one's kind. */
const joined = (a: Segment, b: Segment): Segment => ({
  ...a,
  toAt: b.toAt,
  countedMs: a.countedMs + b.countedMs,
});

function restAfter(
  told: readonly Segment[],
  timer: TimerInputs,
  toAt: Instant,
  calendars: Calendars,
): Segment {
  const fromAt = told.at(-1)?.toAt ?? timer.startedAt;
  const spans = spansOf(timer, calendars);
  const countedMs = workedUntil(spans, toAt) - workedUntil(spans, fromAt);
  return { kind: 'rest', fromAt, toAt, countedMs, calendar: calendarAt(timer, fromAt) };
}

function* everySegment(timer: TimerInputs, toAt: Instant, calendars: Calendars): Generator<Segment> {
  const standing = (kind: SegmentKind, fromAt: Instant, untilAt: Instant): Segment[] => {
    const endAt = Math.min(untilAt, toAt);
    const calendar = calendarAt(timer, fromAt);
    return fromAt < endAt ? [{ kind, fromAt, toAt: endAt, countedMs: 0, calendar }] : [];
  };
  const countsFromAt = targetOf(timer)?.fromAt ?? Number.POSITIVE_INFINITY;
  yield* standing('owed', timer.startedAt, countsFromAt);
  let at = countsFromAt;
  if (at >= toAt) return;
  for (const span of spansOf(timer, calendars)) {
    yield* standing('paused', at, span.fromAt);
    if (span.fromAt >= toAt) return;
    yield* segmentsIn({ ...span, toAt: Math.min(span.toAt, toAt) }, calendarAt(timer, span.fromAt));
    at = span.toAt;
  }
  yield* standing('paused', at, toAt);
}

const CLOSED_KINDS: Readonly<Record<ClosedReason, SegmentKind>> = {
  hours: 'closed',
  holiday: 'holiday',
  exception: 'exception',
};

/** The segments of a stretch in which the clock runs on one calendar. */
function* segmentsIn({ fromAt, toAt, calendar }: WorkedSpan, key: CalendarKey): Generator<Segment> {
  let at = fromAt;
  for (const [openAt, closeAt] of calendar.openIntervals(fromAt, toAt)) {
    yield* closedSegments(calendar, key, at, openAt);
    yield { kind: 'worked', fromAt: openAt, toAt: closeAt, countedMs: closeAt - openAt, calendar: key };
    at = closeAt;
  }
  yield* closedSegments(calendar, key, at, toAt);
}

function* closedSegments(
  calendar: Calendar,
  key: CalendarKey,
  fromAt: Instant,
  toAt: Instant,
): Generator<Segment> {
  for (const { reason, ...stretch } of calendar.closedIntervals(fromAt, toAt)) {
    yield { kind: CLOSED_KINDS[reason], ...stretch, countedMs: 0, calendar: key };
  }
}
