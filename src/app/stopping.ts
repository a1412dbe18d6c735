// Stops a desk in order, each step in its time: whoever waits is answered, what is in hand ends, the rest is left.
import type { Drains } from './drains.ts';
import type { InboxIntake } from './inbox.ts';

/**
 * Every step has its time, ten seconds in all: what is not finished then stays in the store, for another process or
 * the next start.
 */
const answerWithinMs = 3_000;
const finishWithinMs = 2_000;
const leaveWithinMs = 500;
const drainMs = 2_000;
const closeWithinMs = 1_000;

export interface StoppingParts {
  readonly inbox: Pick<InboxIntake, 'close' | 'idle' | 'leave'>;
  readonly drains: Pick<Drains, 'stop'>;
  readonly adapters: readonly { stop(): Promise<void> }[];
  /** Requests under way have `withinMs` to be answered. */
  readonly web: { stop(withinMs: number): Promise<void> };
  readonly jobs: { stop(options: { readonly timeoutMs: number }): Promise<void> };
  readonly database: { close(): Promise<void> };
  /** Called once the platforms bring nothing more, or their time is over. */
  onQuiet(): void;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Stops taking work, finishes what is under way as far as there is time, and closes the database. */
export async function stopInOrder(parts: StoppingParts): Promise<void> {
  const { inbox, drains, adapters, web, jobs, database } = parts;
  const endsWithin = (ms: number, work: Promise<unknown>): Promise<void> =>
    endedOrOver(work, (signal) => parts.wait(ms, signal));
  inbox.close();
  // Deliveries end first, so that what was sent is recorded while there is time.
  const drained = drains.stop(answerWithinMs + finishWithinMs + drainMs);
  const unanswered = web.stop(answerWithinMs);
  await endsWithin(answerWithinMs, Promise.all(adapters.map((adapter) => adapter.stop())));
  parts.onQuiet();
  await unanswered;
  await endsWithin(finishWithinMs, inbox.idle());
  await endsWithin(leaveWithinMs, inbox.leave());
  await Promise.all([endsWithin(drainMs + leaveWithinMs, jobs.stop({ timeoutMs: drainMs })), drained]);
  await endsWithin(closeWithinMs, database.close());
}

/** Resolves when the work has ended, well or not, or its time is over. */
async function endedOrOver(
  work: Promise<unknown>,
  over: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.catch(() => undefined), over(ended.signal)]);
  ended.abort();
}
