// Why a calendar is closed: outside its hours, for a holiday, or for an exception to its regular hours.
import type { Instant } from '../instant.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarSpec } from './calendar-spec.ts';

/**
 * `hours`: nobody works then in any week; `holiday`: the local date is one; `exception`: an extra day is closed when
 * the regular week would be open.
 */
export type ClosedReason = 'hours' | 'holiday' | 'exception';

export interface ClosedInterval {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly reason: ClosedReason;
}

/** What a calendar's closed time is held against. */
export interface ClosedReasons {
  /** Open all day on the dates that are holidays, and never else. */
  readonly holidays: Calendar;
  /** The regular week, without holidays and extra days. */
  readonly regular: Calendar;
}

/** The calendars behind `ClosedReasons`, to be compiled; an extra day on a holiday's date replaces it. */
export function reasonSpecs({ timezone, hours, holidays = [], extra = [] }: CalendarSpec): {
  readonly holidays: CalendarSpec;
  readonly regular: CalendarSpec;
} {
  const replaced = new Set(extra.map(({ date }) => date));
  const dates = holidays.filter((date) => !replaced.has(date));
  const wholeDays = dates.map((date) => ({ date, hours: [['00:00', '24:00']] as const }));
  return { holidays: { timezone, hours: {}, extra: wholeDays }, regular: { timezone, hours } };
}

/** Cuts `[fromAt, toAt)`, throughout which a calendar is closed, where the reason changes. */
export function* withReasons(
  fromAt: Instant,
  toAt: Instant,
  reasons: ClosedReasons,
): Generator<ClosedInterval> {
  for (let at = fromAt; at < toAt; ) {
    const { reason, untilAt } = reasonAt(at, reasons);
    const endAt = Math.min(untilAt, toAt);
    yield { fromAt: at, toAt: endAt, reason };
    at = endAt;
  }
}

const orNever = (at: Instant | null): Instant => at ?? Number.POSITIVE_INFINITY;

function reasonAt(
  at: Instant,
  { holidays, regular }: ClosedReasons,
): { reason: ClosedReason; untilAt: Instant } {
  if (holidays.isOpen(at)) return { reason: 'holiday', untilAt: orNever(holidays.closingAfter(at)) };
  const holidayAt = orNever(holidays.nextOpening(at));
  return regular.isOpen(at)
    ? { reason: 'exception', untilAt: Math.min(holidayAt, orNever(regular.closingAfter(at))) }
    : { reason: 'hours', untilAt: Math.min(holidayAt, orNever(regular.nextOpening(at))) };
}
