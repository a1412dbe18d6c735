// Runs the same work again and again, never twice at once, by the clock that the jobs run by.
import type { Clock } from 'pg-boss';
import type { Repeating } from './jobs.ts';

export interface Repeater extends Repeating {
  /** Runs the work now, and not only when its time comes. */
  wake(): void;
  /** Begins no more work and waits for what is under way. */
  stop(): Promise<void>;
}

export interface RepeaterOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  /** Hears of work that failed; it is tried again when its time comes. */
  onError(error: unknown): void;
}

/** Starts running `work` every `everyMs`, and again at once while it says that there is more. */
export function startRepeater(
  work: () => Promise<boolean>,
  { clock, everyMs, onError }: RepeaterOptions,
): Repeater {
  let running: Promise<void> | null = null;
  let isStopped = false;
  const drain = async (): Promise<void> => {
    try {
      while (!isStopped && (await work()));
    } catch (error) {
      onError(error);
    }
    running = null;
  };
  const wake = (): void => {
    if (!isStopped) running ??= drain();
  };
  const timer = clock.setInterval(wake, everyMs);
  const idle = async (): Promise<void> => {
    await running;
  };
  return {
    idle,
    wake,
    async stop() {
      isStopped = true;
      clock.clearInterval(timer);
      await idle();
    },
  };
}
