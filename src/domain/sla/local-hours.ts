// Working time along the local wall clock, as if no clock were ever moved: how much has passed, and when.
import { DAY_MS } from '../instant.ts';
import type { DatedHours, DayHours } from './day-hours.ts';
import { sortedSearch } from './sorted-search.ts';

/** Wall-clock time: milliseconds since 1970-01-01T00:00 as a clock on the wall shows it. */
export type LocalMs = number;

export interface LocalHours {
  readonly hasWorkingTime: boolean;
  isOpen(local: LocalMs): boolean;
  /** Working milliseconds since a fixed origin, never falling; only differences have a meaning. */
  elapsedAt(local: LocalMs): number;
  /** The earliest wall-clock time at which `elapsedAt` reaches `elapsedMs`; Infinity when it never does. */
  earliestWith(elapsedMs: number): LocalMs;
}

/** 1970-01-01 was a Thursday: weeks are counted from the Monday before it. */
const THURSDAY = 3;

function elapsedInDay({ intervals }: DayHours, untilMs: number): number {
  let elapsedMs = 0;
  for (const [from, to] of intervals) {
    if (untilMs <= from) break;
    elapsedMs += Math.min(untilMs, to) - from;
  }
  return elapsedMs;
}

function earliestInDay({ intervals }: DayHours, elapsedMs: number): number {
  let restMs = elapsedMs;
  for (const [from, to] of intervals) {
    if (restMs <= to - from) return from + restMs;
    restMs -= to - from;
  }
  return DAY_MS;
}

/** Running totals, `totals[k]` being the sum of the first `k` values. */
function runningTotals(values: readonly number[]): Float64Array {
  const totals = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    totals[index + 1] = totals[index]! + value;
  });
  return totals;
}

/** The weekly cycle alone: closed formulas, so that distance costs nothing. */
function weeklyCycle(week: readonly DayHours[]) {
  const before = runningTotals(week.map((day) => day.totalMs));
  const weekMs = before[7]!;
  const weekOf = (date: number): number => Math.floor((date + THURSDAY) / 7);
  const weekdayOf = (date: number): number => date + THURSDAY - 7 * weekOf(date);
  return {
    weekMs,
    hoursOn: (date: number): DayHours => week[weekdayOf(date)]!,
    elapsedBefore: (date: number): number => weekOf(date) * weekMs + before[weekdayOf(date)]!,
    earliestWith(elapsedMs: number): LocalMs {
      if (weekMs === 0) return Number.POSITIVE_INFINITY;
      const weeks = Math.ceil(elapsedMs / weekMs) - 1;
      const restMs = elapsedMs - weeks * weekMs;
      let weekday = 0;
      while (weekday < 6 && before[weekday + 1]! < restMs) weekday++;
      const date = weeks * 7 + weekday - THURSDAY;
      return date * DAY_MS + earliestInDay(week[weekday]!, restMs - before[weekday]!);
    },
  };
}

/**
 * Builds the wall-clock hours: a weekly cycle, corrected by what each exceptional date has more or less than it.
 * Both directions cost O(log e) at most in the number `e` of exceptions, whatever the distance.
 */
export function localHours({ week, exceptions }: DatedHours): LocalHours {
  const cycle = weeklyCycle(week);
  const dates = Float64Array.from(exceptions, ([date]) => date);
  const gainBefore = runningTotals(
    exceptions.map(([date, hours]) => hours.totalMs - cycle.hoursOn(date).totalMs),
  );
  const elapsedBefore = dates.map((date, index) => cycle.elapsedBefore(date) + gainBefore[index]!);
  const byDate = sortedSearch(dates);
  const byElapsed = sortedSearch(elapsedBefore);

  const hoursOn = (date: number, index: number): DayHours =>
    dates[index] === date ? exceptions[index]![1] : cycle.hoursOn(date);

  return {
    hasWorkingTime: cycle.weekMs > 0 || exceptions.some(([, hours]) => hours.totalMs > 0),
    isOpen(local) {
      const date = Math.floor(local / DAY_MS);
      const timeOfDay = local - date * DAY_MS;
      const { intervals } = hoursOn(date, byDate.countBelow(date));
      return intervals.some(([from, to]) => from <= timeOfDay && timeOfDay < to);
    },
    elapsedAt(local) {
      const date = Math.floor(local / DAY_MS);
      const index = byDate.countBelow(date);
      const todayMs = elapsedInDay(hoursOn(date, index), local - date * DAY_MS);
      return cycle.elapsedBefore(date) + gainBefore[index]! + todayMs;
    },
    earliestWith(elapsedMs) {
      const begun = byElapsed.countBelow(elapsedMs);
      if (begun > 0) {
        const [date, hours] = exceptions[begun - 1]!;
        const sinceMs = elapsedMs - elapsedBefore[begun - 1]!;
        if (sinceMs <= hours.totalMs) return date * DAY_MS + earliestInDay(hours, sinceMs);
      }
      return cycle.earliestWith(elapsedMs - gainBefore[begun]!);
    },
  };
}
