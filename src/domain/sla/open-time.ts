// Working time along real time: wall-clock hours laid over a zone's periods of constant offset.
import type { Instant } from '../instant.ts';
import type { LocalHours } from './local-hours.ts';
import { sortedSearch } from './sorted-search.ts';
import type { ZoneOffsets } from './zone.ts';

export interface OpenTime {
  isOpen(at: Instant): boolean;
  /** Working milliseconds since a fixed origin, never falling; only differences have a meaning. */
  elapsedAt(at: Instant): number;
  /** The earliest instant at which `elapsedAt` reaches `elapsedMs`; Infinity when it never does. */
  earliestWith(elapsedMs: number): Instant;
  /** The earliest open instant at or after `at`; Infinity when there is none. */
  nextOpening(at: Instant): Instant;
}

/**
 * An instant is open when the wall clock shows an open time then: what a forward change skips is never worked,
 * what a backward change repeats is worked twice, and a date that a zone skipped does not exist.
 */
export function openTime(hours: LocalHours, { startsAt, offsetMs }: ZoneOffsets): OpenTime {
  // Within period i, real working time is wall-clock working time shifted by a constant.
  const shift = new Float64Array(startsAt.length);
  const elapsedAtStart = new Float64Array(startsAt.length);
  startsAt.forEach((at, index) => {
    if (index > 0) elapsedAtStart[index] = shift[index - 1]! + hours.elapsedAt(at + offsetMs[index - 1]!);
    shift[index] = elapsedAtStart[index]! - hours.elapsedAt(at + offsetMs[index]!);
  });
  const startsBefore = sortedSearch(startsAt);
  const reachedBefore = sortedSearch(elapsedAtStart);
  const periodAt = (at: Instant): number => Math.max(0, startsBefore(Math.floor(at) + 1) - 1);

  const elapsedAt = (at: Instant): number => {
    const period = periodAt(at);
    return shift[period]! + hours.elapsedAt(at + offsetMs[period]!);
  };
  const earliestWith = (elapsedMs: number): Instant => {
    const period = Math.max(0, reachedBefore(elapsedMs) - 1);
    return hours.earliestWith(elapsedMs - shift[period]!) - offsetMs[period]!;
  };
  // Time counts in whole milliseconds: an open instant is one at which the next millisecond is worked.
  const isOpen = (at: Instant): boolean => {
    const period = periodAt(at);
    const local = Math.floor(at) + offsetMs[period]!;
    return hours.elapsedAt(local + 1) > hours.elapsedAt(local);
  };
  return {
    isOpen,
    elapsedAt,
    earliestWith,
    // Intervals begin and end on whole milliseconds, so the first one worked ends 1 ms after the opening.
    nextOpening: (at) => (isOpen(at) ? at : earliestWith(elapsedAt(at) + 1) - 1),
  };
}
