// Business time: how long a calendar was open between two instants, and when a duration of it has passed.
import { type Instant, LAST_INSTANT } from '../instant.ts';
import type { CalendarSpec } from './calendar-spec.ts';
import { type ClosedInterval, type ClosedReasons, reasonSpecs, withReasons } from './closed-time.ts';
import { closedHoursOf, datedHoursOf } from './day-hours.ts';
import { localHours } from './local-hours.ts';
import { openTime } from './open-time.ts';
import { zoneOffsets } from './zone.ts';

export type { Instant } from '../instant.ts';
export type { CalendarSpec, ExtraDay, LocalInterval, Weekday } from './calendar-spec.ts';
export type { ClosedInterval, ClosedReason } from './closed-time.ts';

/**
 * A compiled calendar. Every answer costs O(log n) in the number of exceptions and clock changes, whatever the
 * distance, and none depends on what was asked before. Exact for 1970–2100; outside, the nearest UTC offset of
 * that span is taken to go on.
 */
export interface Calendar {
  readonly timezone: string;
  /** The regular week, for telling people of it. */
  readonly hours: CalendarSpec['hours'];
  /** False when no date is ever open: then `add` answers null for every positive duration. */
  readonly hasWorkingTime: boolean;
  /**
   * The earliest instant at or after `startAt` with `durationMs` of business time elapsed, so a deadline that
   * lands on closing time is closing time; `startAt` itself when the duration is not positive; null when the
   * calendar never gets there. Fractions of a millisecond are rounded up.
   */
  add(startAt: Instant, durationMs: number): Instant | null;
  /** Business milliseconds in `[fromAt, toAt)`; 0 for a reversed range. */
  between(fromAt: Instant, toAt: Instant): number;
  /** Whether `at` lies in a half-open working interval: true at opening, false at closing. */
  isOpen(at: Instant): boolean;
  /** `at` itself when open, else the next opening; null when the calendar never opens again. */
  nextOpening(at: Instant): Instant | null;
  /** The end of the working interval that contains `at`; null when closed at `at`, or when it never closes. */
  closingAfter(at: Instant): Instant | null;
  /** The working intervals within `[fromAt, toAt)`, ascending and clipped to it; found one by one. */
  openIntervals(fromAt: Instant, toAt: Instant): Iterable<readonly [fromAt: Instant, toAt: Instant]>;
  /** What lies between the working intervals of `[fromAt, toAt)`, cut where the reason changes; found one by one. */
  closedIntervals(fromAt: Instant, toAt: Instant): Iterable<ClosedInterval>;
}

const orNever = (at: Instant): Instant | null => (at <= LAST_INSTANT ? at : null);

/** Open-ended spans reach to Infinity; there is no time to count beyond what a `Date` can hold. */
const bounded = (at: Instant): Instant => Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, at));

/**
 * Compiles a calendar; the zone's offsets are scanned once a process (about 20 ms) and shared.
 * @throws RangeError on an unknown zone, or text that is no time or date; `calendarProblems` finds all of these.
 */
export function compileCalendar(spec: CalendarSpec): Calendar {
  const zone = zoneOffsets(spec.timezone);
  const dated = datedHoursOf(spec);
  const hours = localHours(dated);
  const open = openTime(hours, zone);
  const closed = openTime(localHours(closedHoursOf(dated)), zone);

  const nextOpening = (at: Instant): Instant | null => orNever(open.nextOpening(at));
  const closingAfter = (at: Instant): Instant | null =>
    open.isOpen(at) ? orNever(closed.nextOpening(at)) : null;

  function* openIntervals(fromAt: Instant, toAt: Instant): Generator<readonly [Instant, Instant]> {
    let openAt = nextOpening(fromAt);
    while (openAt !== null && openAt < toAt) {
      const closeAt: Instant = closingAfter(openAt) ?? toAt;
      yield [openAt, Math.min(closeAt, toAt)];
      openAt = closeAt < toAt ? nextOpening(closeAt) : null;
    }
  }

  // Few calendars are ever asked why they are closed, so what it takes is made for the first who asks.
  let knownReasons: ClosedReasons | undefined;
  const reasons = (): ClosedReasons => {
    knownReasons ??= compileReasons(spec);
    return knownReasons;
  };

  function* closedIntervals(fromAt: Instant, toAt: Instant): Generator<ClosedInterval> {
    let closedAt = fromAt;
    for (const [openAt, closeAt] of openIntervals(fromAt, toAt)) {
      yield* withReasons(closedAt, openAt, reasons());
      closedAt = closeAt;
    }
    yield* withReasons(closedAt, toAt, reasons());
  }

  return {
    timezone: spec.timezone,
    hours: spec.hours,
    hasWorkingTime: hours.hasWorkingTime,
    add(startAt, durationMs) {
      if (durationMs <= 0) return startAt;
      return orNever(open.earliestWith(open.elapsedAt(startAt) + Math.ceil(durationMs)));
    },
    between: (fromAt, toAt) =>
      toAt <= fromAt ? 0 : open.elapsedAt(bounded(toAt)) - open.elapsedAt(bounded(fromAt)),
    isOpen: open.isOpen,
    nextOpening,
    closingAfter,
    openIntervals,
    closedIntervals,
  };
}

function compileReasons(spec: CalendarSpec): ClosedReasons {
  const { holidays, regular } = reasonSpecs(spec);
  return { holidays: compileCalendar(holidays), regular: compileCalendar(regular) };
}
