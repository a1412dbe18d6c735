// The highest rate of arrivals that a desk stands: found by doubling, then by halving the gap.
import type { Step } from './opening.ts';

/** A step that holds: quick enough, without errors, and with no more owed at its end than a second's arrivals owe. */
export function isSustained({ p99Ms, errors, backlogSeconds }: Step): boolean {
  return p99Ms !== null && p99Ms < 500 && Object.keys(errors).length === 0 && (backlogSeconds ?? 0) <= 1;
}

export interface Highest {
  /** 0 where not even the lowest one was sustained. */
  readonly rate: number;
  readonly step: Step | null;
  readonly tried: readonly Step[];
}

/** Tries rates from `lowest` on, to a tenth of the answer; a rate that fails is tried once more. */
export async function findHighest(
  lowest: number,
  tryRate: (rate: number) => Promise<Step>,
): Promise<Highest> {
  const tried: Step[] = [];
  let best: Step | null = null;
  const holds = async (rate: number): Promise<boolean> => {
    for (const _ of ['first', 'again']) {
      const step = await tryRate(rate);
      tried.push(step);
      if (!isSustained(step)) continue;
      best = step;
      return true;
    }
    return false;
  };
  let low = 0;
  let high = lowest;
  while (await holds(high)) [low, high] = [high, high * 2];
  while (high - low > Math.max(2, low / 10)) {
    const middle = Math.round((low + high) / 2);
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return { rate: low, step: best, tried };
}
