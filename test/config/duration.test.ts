// Durations of the configuration.

import { describe, expect, it } from 'vitest';
import { durationSchema, positiveDurationSchema } from '../../src/config/duration.ts';

describe('a duration in the configuration', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['2d', 172_800_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['1d 2h 3m 4s', 93_784_000],
    ['0m', 0],
    ['3650d', 315_360_000_000],
  ])('is read: %s is %d ms', (text, durationMs) => {
    expect(durationSchema.parse(text)).toBe(durationMs);
  });

  it.each([
    '',
    '6',
    'h',
    '6 h',
    '6x',
    '-6h',
    '1.5h',
    '6h,',
    ' 6h',
    '6h ',
    '6H',
    '3651d',
    '9999999999d',
    6,
    null,
  ])('is refused when it is %j, with how to write one', (value) => {
    expect(durationSchema.safeParse(value).error?.issues[0]?.message).toContain('write it like 90s, 15m, 6h');
  });

  it('may be zero for a reminder, and not for a target', () => {
    expect(durationSchema.safeParse('0m').success).toBe(true);
    expect(positiveDurationSchema.safeParse('0m').error?.issues[0]?.message).toBe('must be longer than 0.');
    expect(positiveDurationSchema.parse('1s')).toBe(1000);
  });
});
