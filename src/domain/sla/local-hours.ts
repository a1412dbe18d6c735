// Working time along the local wall clock, as if no clock were ever moved: how much has passed, and when.
import { DAY_MS } from '../instant.ts';
import type { DatedHours, DayHours } from './day-hours.ts';
import { runningTotals, sortedSearch } from './sorted-search.ts';
import { weeklyCycle } from './weekly-cycle.ts';

/** Wall-clock time: milliseconds since 1970-01-01T00:00 as a clock on the wall shows it. */
export type LocalMs = number;

export interface LocalHours {
  readonly hasWorkingTime: boolean;
  /** Working milliseconds since a fixed origin, never falling; only differences have a meaning. */
  elapsedAt(local: LocalMs): number;
  /** The earliest wall-clock time at which `elapsedAt` reaches `elapsedMs`; Infinity when it never does. */
  earliestWith(elapsedMs: number): LocalMs;
}

function elapsedInDay({ intervals }: DayHours, untilMs: number): number {
  return intervals.reduce((sumMs, [from, to]) => sumMs + Math.max(0, Math.min(untilMs, to) - from), 0);
}

function earliestInDay({ intervals }: DayHours, elapsedMs: number): number {
  let restMs = elapsedMs;
  for (const [from, to] of intervals) {
    if (restMs <= to - from) return from + restMs;
    restMs -= to - from;
  }
  return DAY_MS;
}

/**
 * Builds the wall-clock hours: a weekly cycle, corrected by what each exceptional date has more or less than it.
 * Both directions cost O(log e) at most in the number `e` of exceptions, whatever the distance.
 */
export function localHours({ week, exceptions }: DatedHours): LocalHours {
  const cycle = weeklyCycle(week);
  const regularMs = (date: number): number =>
    cycle.elapsedAt((date + 1) * DAY_MS) - cycle.elapsedAt(date * DAY_MS);
  const startsAt = Float64Array.from(exceptions, ([date]) => date * DAY_MS);
  const gainBefore = runningTotals(exceptions.map(([date, hours]) => hours.totalMs - regularMs(date)));
  const elapsedBefore = startsAt.map((local, index) => cycle.elapsedAt(local) + gainBefore[index]!);
  const startsBefore = sortedSearch(startsAt);
  const reachedBefore = sortedSearch(elapsedBefore);

  return {
    hasWorkingTime: cycle.weekMs > 0 || exceptions.some(([, hours]) => hours.totalMs > 0),
    elapsedAt(local) {
      const begun = startsBefore(Math.floor(local) + 1);
      const inException = begun > 0 ? local - startsAt[begun - 1]! : DAY_MS;
      return inException < DAY_MS
        ? elapsedBefore[begun - 1]! + elapsedInDay(exceptions[begun - 1]![1], inException)
        : cycle.elapsedAt(local) + gainBefore[begun]!;
    },
    earliestWith(elapsedMs) {
      const begun = reachedBefore(elapsedMs);
      if (begun > 0) {
        const [date, hours] = exceptions[begun - 1]!;
        const sinceMs = elapsedMs - elapsedBefore[begun - 1]!;
        if (sinceMs <= hours.totalMs) return date * DAY_MS + earliestInDay(hours, sinceMs);
      }
      return cycle.earliestWith(elapsedMs - gainBefore[begun]!);
    },
  };
}
