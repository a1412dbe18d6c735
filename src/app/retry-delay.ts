// How long to wait before a delivery is tried again.

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** After this many attempts a delivery has failed for good; with the delays below that is about an hour. */
export const attemptLimit = 20;

/**
 * The wait in milliseconds after the given attempt (from 1): doubling from a second to five minutes, of which a
 * random half is taken off so that many do not come back at once; never less than what the platform asked for.
 */
export function retryDelayMs(attempt: number, afterMs: number | null, random: () => number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 20));
  return Math.max(afterMs ?? 0, Math.round(delay * (0.5 + random() / 2)));
}
