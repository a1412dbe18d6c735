// What one process at a time is to do for all of them, such as receiving what only one may receive.
import type { Clock, Logger, Store } from './ports.ts';

export interface SoleTurn {
  /** Runs `work` whenever it is this process's turn, until `signal` is aborted; never rejects. `work` ends with its own signal. */
  run(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Whether another process is known to have the turn. */
  isElsewhere(): boolean;
}

/** How long a process that died keeps the turn. */
const leaseMs = 15_000;
const prolongEveryMs = 5_000;
const askEveryMs = 2_000;

/** The turn of that name among processes that share the database; without an `owner` there is only this one. */
export function createSoleTurn(
  name: string,
  parts: {
    readonly store: Store;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly owner: string | null;
    /** Resolves after so many milliseconds, or when the signal is aborted. */
    wait(ms: number, signal: AbortSignal): Promise<void>;
  },
): SoleTurn {
  const { store, clock, logger, owner, wait } = parts;
  let isElsewhere = false;

  async function take(by: string): Promise<boolean> {
    const now = clock.now();
    const taking = store.transaction((tx) => tx.leases.take(name, by, now, now + leaseMs), {
      isUrgent: true,
    });
    return (await taking) !== null;
  }

  /** Returns when the turn was lost, or cannot be known to be still ours; or with the signal. */
  async function hold(by: string, signal: AbortSignal): Promise<void> {
    let until = clock.now() + leaseMs;
    while (!signal.aborted) {
      await wait(prolongEveryMs, signal);
      if (signal.aborted) return;
      try {
        const asked = clock.now();
        if (!(await take(by))) return;
        until = asked + leaseMs;
      } catch (error) {
        logger.warn({ err: error, name }, 'a turn could not be prolonged');
        if (clock.now() + prolongEveryMs >= until) return;
      }
    }
  }

  async function haveTurn(
    by: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const over = new AbortController();
    const ours = AbortSignal.any([over.signal, signal]);
    const working = work(ours);
    await hold(by, ours);
    over.abort();
    await working;
    await store.transaction((tx) => tx.leases.release(name, by));
  }

  return {
    isElsewhere: () => isElsewhere,
    async run(work, signal) {
      if (owner === null) return work(signal);
      while (!signal.aborted) {
        try {
          const isOurs = await take(owner);
          isElsewhere = !isOurs;
          if (isOurs) await haveTurn(owner, work, signal);
        } catch (error) {
          isElsewhere = false;
          logger.warn({ err: error, name }, 'a turn could not be taken or given back');
        }
        await wait(askEveryMs, signal);
      }
    },
  };
}
