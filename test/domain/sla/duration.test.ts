// How a policy's durations are read.
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/domain/sla/duration.ts';
import { hours, minutes } from './given.ts';

describe('a duration', () => {
  it('is a number with its unit', () => {
    expect(['90s', '15m', '6h', '2d', '0m'].map(parseDuration)).toEqual([
      90_000,
      minutes(15),
      hours(6),
      hours(48),
      0,
    ]);
  });

  it('may be a sum', () => {
    expect(['1h30m', '1h 30m', '1d 2h 3m 4s'].map(parseDuration)).toEqual([
      minutes(90),
      minutes(90),
      hours(26) + minutes(3) + 4_000,
    ]);
  });

  it('is nothing else', () => {
    expect(['', '5', 'm', '1.5h', '-1h', '50%', '1w', '1h,2m'].map(parseDuration)).toEqual(
      Array(8).fill(null),
    );
  });
});
