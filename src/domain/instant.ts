// The one way this project writes a point in time, and the units that durations are built from.

/** A point in time: milliseconds since the Unix epoch, UTC. Names of instants end in `At`. */
export type Instant = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The last instant that a `Date` can hold (13 September 275760); nothing is ever due later. */
export const LAST_INSTANT: Instant = 8.64e15;
