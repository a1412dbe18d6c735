// Resident memory of a desk that works at one rate for minutes.
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMiB } from '../load/process-usage.ts';
import type { Step } from './opening.ts';

export interface Flatness {
  readonly rate: number;
  readonly minutes: number;
  readonly step: Step;
  /** By the least squares over all but the first fifth. */
  readonly slopeMiBPerMinute: number;
  readonly firstMiB: number;
  readonly lastMiB: number;
  readonly highestMiB: number;
  readonly samples: readonly (readonly [second: number, mib: number])[];
}

const sampleEveryMs = 5_000;

/** Samples the memory of `pid` while `run` goes on. */
export async function measureFlatness(
  { pid, rate, minutes }: { readonly pid: number; readonly rate: number; readonly minutes: number },
  run: () => Promise<Step>,
): Promise<Flatness> {
  const samples: [number, number][] = [];
  const startedAt = performance.now();
  const over = new AbortController();
  const sampling = (async () => {
    while (!over.signal.aborted) {
      samples.push([Math.round((performance.now() - startedAt) / 1_000), residentMiB(pid)]);
      await sleep(sampleEveryMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  const step = await run();
  over.abort();
  await sampling;
  const warm = samples.slice(Math.floor(samples.length / 5));
  const sizes = warm.map(([, mib]) => mib);
  return {
    rate,
    minutes,
    step,
    slopeMiBPerMinute: Math.round(slope(warm) * 60 * 100) / 100,
    firstMiB: sizes[0] ?? Number.NaN,
    lastMiB: sizes.at(-1) ?? Number.NaN,
    highestMiB: Math.max(...sizes),
    samples,
  };
}

/** Of the line closest to the points. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, each) => sum + each, 0) / values.length;
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  const across = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  const along = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  return across / along;
}
