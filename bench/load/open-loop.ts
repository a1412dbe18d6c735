// Arrivals by the clock, whatever becomes of those before: nothing waits for the desk but the person who asked.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  readonly offered: number;
  /** From the intended arrival to the answer, in ascending order: waiting to be sent counts. */
  readonly latenciesMs: readonly number[];
  /** What went wrong, each with how often. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Has `act` called `ratePerSecond` times a second for so many seconds; resolves when the last one is answered. */
export async function openLoop(
  { ratePerSecond, seconds }: { readonly ratePerSecond: number; readonly seconds: number },
  act: (intendedAt: number) => Promise<void>,
): Promise<Load> {
  const offered = Math.round(ratePerSecond * seconds);
  const startedAt = performance.now();
  const tally = createTally();
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < offered; index += 1) {
    const intendedAt = startedAt + (index * 1_000) / ratePerSecond;
    const waitMs = intendedAt - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    underWay.push(tally.count(intendedAt, act(intendedAt)));
  }
  await Promise.all(underWay);
  return { offered, ...tally.result() };
}

/** Keeps `atOnce` acts going until `seconds` are over; resolves when the last one is answered. */
export async function closedLoop(
  { atOnce, seconds }: { readonly atOnce: number; readonly seconds: number },
  act: () => Promise<void>,
): Promise<Load> {
  const until = performance.now() + seconds * 1_000;
  const tally = createTally();
  let offered = 0;
  const keepGoing = async (): Promise<void> => {
    while (performance.now() < until) {
      offered += 1;
      await tally.count(performance.now(), act());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepGoing));
  return { offered, ...tally.result() };
}

function createTally() {
  const latenciesMs: number[] = [];
  const errors = new Map<string, number>();
  return {
    async count(intendedAt: number, answered: Promise<void>): Promise<void> {
      try {
        await answered;
        latenciesMs.push(performance.now() - intendedAt);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        errors.set(what, (errors.get(what) ?? 0) + 1);
      }
    },
    result: () => ({
      latenciesMs: latenciesMs.toSorted((a, b) => a - b),
      errors: Object.fromEntries(errors),
    }),
  };
}

/** The value that this share of the ascending values does not exceed, in tenths; null of none. */
export function percentile(ascending: readonly number[], share: number): number | null {
  const value = ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}
