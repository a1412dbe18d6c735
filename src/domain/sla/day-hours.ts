// The open intervals of one local date, and how a calendar's text becomes one set of them a weekday.
import { DAY_MS } from '../instant.ts';
import {
  type CalendarSpec,
  type LocalInterval,
  parseLocalDate,
  parseTimeOfDay,
  WEEKDAYS,
} from './calendar-spec.ts';

/** `[from, to)` in milliseconds after local midnight. */
export type DayInterval = readonly [from: number, to: number];

/** Disjoint ascending intervals of one local date with their total length in milliseconds. */
export interface DayHours {
  readonly intervals: readonly DayInterval[];
  readonly totalMs: number;
}

/** Working hours in local time: one set a weekday (Monday first), and the dates that differ from it. */
export interface DatedHours {
  readonly week: readonly DayHours[];
  /** By days since 1970-01-01, ascending. */
  readonly exceptions: readonly (readonly [date: number, hours: DayHours])[];
}

/** The union of `intervals`; empty and reversed ones add nothing. */
export function unionOf(intervals: readonly DayInterval[]): DayHours {
  const merged: [number, number][] = [];
  for (const [from, to] of intervals.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return { intervals: merged, totalMs: merged.reduce((sum, [from, to]) => sum + to - from, 0) };
}

/** What of a date is not in `hours`. */
export function complementOf(hours: DayHours): DayHours {
  const borders = [0, ...hours.intervals.flat(), DAY_MS];
  const gaps = borders.flatMap((from, index): DayInterval[] =>
    index % 2 === 0 ? [[from, borders[index + 1]!]] : [],
  );
  return unionOf(gaps);
}

function parseInterval([from, to]: LocalInterval): DayInterval {
  const fromMs = parseTimeOfDay(from);
  const toMs = parseTimeOfDay(to);
  if (fromMs === null || toMs === null) throw new RangeError(`Not a time of day: ${from}–${to}`);
  return [fromMs, toMs];
}

function parseDate(date: string): number {
  const day = parseLocalDate(date);
  if (day === null) throw new RangeError(`Not a date: ${date}`);
  return day;
}

const wraps = ([from, to]: DayInterval): boolean => to < from;

/**
 * A date's regular hours: its weekday's own intervals up to midnight, and what runs in from the weekday before.
 * That tail depends on the regular hours alone, so it belongs to the date on which it is worked.
 */
function regularWeek(spec: CalendarSpec): DayHours[] {
  const own = WEEKDAYS.map((weekday) => (spec.hours[weekday] ?? []).map(parseInterval));
  return own.map((intervals, index) => {
    const untilMidnight = intervals.map((each): DayInterval => (wraps(each) ? [each[0], DAY_MS] : each));
    const runningIn = own[(index + 6) % 7]!.filter(wraps).map(([, to]): DayInterval => [0, to]);
    return unionOf([...untilMidnight, ...runningIn]);
  });
}

/**
 * Reads a calendar's hours, holidays and extra days.
 * @throws RangeError on text that is no time or date; `calendarProblems` finds it beforehand.
 */
export function datedHoursOf(spec: CalendarSpec): DatedHours {
  const exceptions = new Map<number, DayHours>();
  for (const date of spec.holidays ?? []) exceptions.set(parseDate(date), unionOf([]));
  for (const { date, hours } of spec.extra ?? []) {
    exceptions.set(parseDate(date), unionOf(hours.map(parseInterval)));
  }
  return { week: regularWeek(spec), exceptions: [...exceptions].sort((a, b) => a[0] - b[0]) };
}

/** The same dates with open and closed exchanged. */
export function closedHoursOf({ week, exceptions }: DatedHours): DatedHours {
  return {
    week: week.map(complementOf),
    exceptions: exceptions.map(([date, hours]) => [date, complementOf(hours)]),
  };
}
