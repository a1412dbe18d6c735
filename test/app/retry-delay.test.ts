// How long a delivery waits before it is tried again.
import { describe, expect, it } from 'vitest';
import { attemptLimit, retryDelayMs } from '../../src/app/retry-delay.ts';

const shortest = () => 0;
const longest = () => 1;

describe('retryDelayMs', () => {
  it('doubles from a second to five minutes', () => {
    const delays = [1, 2, 3, 8, 9, 10, 19].map((attempt) => retryDelayMs(attempt, null, longest));
    expect(delays).toEqual([1_000, 2_000, 4_000, 128_000, 256_000, 300_000, 300_000]);
  });

  it('takes off at most a half, by chance', () => {
    expect(retryDelayMs(4, null, shortest)).toBe(4_000);
    expect(retryDelayMs(4, null, () => 0.5)).toBe(6_000);
  });

  it('never comes back before the platform asked for it', () => {
    expect(retryDelayMs(1, 30_000, longest)).toBe(30_000);
    expect(retryDelayMs(6, 1_000, longest)).toBe(32_000);
  });

  it('gives up after about an hour', () => {
    const attempts = Array.from({ length: attemptLimit - 1 }, (_, index) => index + 1);
    const total = attempts.reduce((sum, attempt) => sum + retryDelayMs(attempt, null, () => 0.5), 0);
    expect(total / 60_000).toBeGreaterThan(30);
    expect(total / 60_000).toBeLessThan(90);
  });
});
