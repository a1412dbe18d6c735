// When an event that could not be handled is tried again, and when it is set aside.
import { MessengerError } from './platform-ports.ts';
import { ThreadOpeningError } from './thread-opening.ts';

/** What comes from outside may pass: the lane waits up to a minute for it, so that the order is kept. */
const outsideWaitsMs = [1_000, 4_000, 15_000, 40_000] as const;
/** A fault of the desk's own seldom passes, and nobody behind it should wait long. */
const ownWaitsMs = [1_000, 4_000] as const;
const longestWaitMs = 60_000;

/** How long the event waits after its `attempt`-th failure (from 1), in milliseconds; null when it is to be set aside. */
export function retryWaitMs(error: unknown, attempt: number): number | null {
  const waits = isFromOutside(error) || isEndless(error) ? outsideWaitsMs : ownWaitsMs;
  const waitMs = waits[attempt - 1] ?? (isEndless(error) ? waits.at(-1) : undefined);
  return waitMs === undefined ? null : Math.min(Math.max(waitMs, askedFor(error)), longestWaitMs);
}

/** The delivery by which the thread is opened ends this in any case. */
const isEndless = (error: unknown): boolean => error instanceof ThreadOpeningError;

/** A platform, a network or a database names what went wrong by a code; a mistake in the desk has none. */
function isFromOutside(error: unknown): boolean {
  if (error instanceof MessengerError) return error.failure.kind === 'retry';
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  return 'code' in error && typeof error.code === 'string' && !error.code.startsWith('ERR_');
}

const askedFor = (error: unknown): number =>
  error instanceof MessengerError && error.failure.kind === 'retry' ? (error.failure.afterMs ?? 0) : 0;
