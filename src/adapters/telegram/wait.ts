// Waiting, as something that can be handed in: tests move a clock in place of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { MessengerError } from '../../app/ports.ts';

/** Resolves after `ms` milliseconds, or as soon as `signal` is aborted; never rejects. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits real time. */
export const realWait: Wait = async (ms, signal) => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Runs `work` up to three times while Telegram asks to come back later; for what no ledger would retry. Throws the
 * last `MessengerError`, and at once one that time will not mend, that asks for more than 30 s, or once `signal` is
 * aborted.
 */
export async function patiently<T>(wait: Wait, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MessengerError) || error.failure.kind !== 'retry' || attempt === ATTEMPTS)
        throw error;
      const pauseMs = error.failure.afterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
      if (pauseMs > LONGEST_PAUSE_MS || signal?.aborted === true) throw error;
      await wait(pauseMs, signal);
    }
  }
}
