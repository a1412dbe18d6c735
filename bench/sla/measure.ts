// How long one call takes, from a call of nanoseconds to one of many seconds.

/** Enough for a steady figure, and little enough for a table of many. */
const BUDGET_NS = 250_000_000;
const SAMPLES = 8;

const nowNs = (): number => Number(process.hrtime.bigint());

/** Nanoseconds that `count` calls take altogether; each gets its own index, so that none repeats the one before. */
function timeCalls(call: (index: number) => number, count: number): number {
  let sum = 0;
  const began = nowNs();
  for (let index = 0; index < count; index++) sum += call(index);
  const tookNs = nowNs() - began;
  // The sum is read, so that no call can be left out as unused.
  return Number.isNaN(sum) ? Number.NaN : tookNs;
}

/** Nanoseconds a call, the least disturbed of several samples; a call that takes longer than the budget is made once. */
export function nsPerCall(call: (index: number) => number): number {
  let count = 1;
  let tookNs = timeCalls(call, count);
  if (tookNs > BUDGET_NS) return tookNs;
  while (tookNs < BUDGET_NS / SAMPLES / 2) {
    count *= 2;
    tookNs = timeCalls(call, count);
  }
  const samples = Array.from({ length: SAMPLES }, () => timeCalls(call, count) / count);
  return Math.min(...samples);
}

/** Rounds in which several calls take turns, so that a busy moment of the machine meets them all. */
const ROUNDS = 40;
const ROUND_NS = 2_000_000;

/** Nanoseconds of each of several quick calls, measured in turns: their ratios are fair to one another. */
export function nsPerCallInTurns(calls: readonly ((index: number) => number)[]): number[] {
  const best = calls.map(nsPerCall);
  for (let round = 0; round < ROUNDS; round++) {
    calls.forEach((call, index) => {
      const count = Math.ceil(ROUND_NS / (best[index] ?? 1));
      best[index] = Math.min(best[index] ?? Number.NaN, timeCalls(call, count) / count);
    });
  }
  return best;
}
