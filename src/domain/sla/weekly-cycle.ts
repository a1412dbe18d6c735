// The week that repeats for ever: working time in it by closed formulas, so that distance costs nothing.
import { DAY_MS } from '../instant.ts';
import type { DayHours } from './day-hours.ts';
import { runningTotals } from './sorted-search.ts';

const WEEK_MS = 7 * DAY_MS;

/** 1970-01-01 was a Thursday; weeks are counted from the Monday before it. */
const EPOCH_IN_WEEK_MS = 3 * DAY_MS;

export interface WeeklyCycle {
  /** Working milliseconds a week. */
  readonly weekMs: number;
  /** Working milliseconds since a fixed origin at wall-clock time `local`. */
  elapsedAt(local: number): number;
  /** The earliest wall-clock time with `elapsedMs` elapsed; Infinity when nothing ever elapses. */
  earliestWith(elapsedMs: number): number;
}

/** Builds the cycle from seven days' hours, Monday first. */
export function weeklyCycle(week: readonly DayHours[]): WeeklyCycle {
  const intervals = week.flatMap((day, weekday) =>
    day.intervals.map(([from, to]) => [weekday * DAY_MS + from, weekday * DAY_MS + to] as const),
  );
  const opens = Float64Array.from([...intervals.map(([from]) => from), Number.POSITIVE_INFINITY]);
  const closes = Float64Array.from([...intervals.map(([, to]) => to), Number.POSITIVE_INFINITY]);
  const elapsedBefore = runningTotals(intervals.map(([from, to]) => to - from));
  const weekMs = elapsedBefore.at(-1)!;
  const firstOfDay = runningTotals(week.map((day) => day.intervals.length));

  return {
    weekMs,
    elapsedAt(local) {
      const sinceMonday = local + EPOCH_IN_WEEK_MS;
      const weeks = Math.floor(sinceMonday / WEEK_MS);
      const inWeek = sinceMonday - weeks * WEEK_MS;
      let index = firstOfDay[Math.floor(inWeek / DAY_MS)]!;
      while (closes[index]! <= inWeek) index++;
      const openMs = inWeek - opens[index]!;
      return weeks * weekMs + elapsedBefore[index]! + Math.max(openMs, 0);
    },
    earliestWith(elapsedMs) {
      if (weekMs === 0) return Number.POSITIVE_INFINITY;
      const weeks = Math.ceil(elapsedMs / weekMs) - 1;
      const restMs = elapsedMs - weeks * weekMs;
      let index = 0;
      while (elapsedBefore[index + 1]! < restMs) index++;
      return weeks * WEEK_MS - EPOCH_IN_WEEK_MS + opens[index]! + restMs - elapsedBefore[index]!;
    },
  };
}
