// When it was last some time of day on somebody's wall.
import { describe, expect, it } from 'vitest';
import { lastTime, timeOfDayAt } from '../../src/domain/time-of-day.ts';
import { moscow, utc } from './sla/given.ts';

const zone = 'Europe/Moscow';

describe('the last time it was so late', () => {
  it.each([
    ['earlier today', '2026-02-07 22:00', { hours: 21, minutes: 40 }, '2026-02-07 21:40'],
    ['this very minute', '2026-02-07 21:40', { hours: 21, minutes: 40 }, '2026-02-07 21:40'],
    [
      'yesterday, where today it is still to come',
      '2026-02-08 00:10',
      { hours: 23, minutes: 50 },
      '2026-02-07 23:50',
    ],
    [
      'yesterday, across the turn of a year',
      '2026-01-01 00:05',
      { hours: 23, minutes: 55 },
      '2025-12-31 23:55',
    ],
  ])('was %s', (_, now, time, then) => {
    expect(lastTime(time, moscow(now), zone)).toBe(moscow(then));
  });

  it('is counted on the wall of the zone, also the day after its clocks changed', () => {
    expect(lastTime({ hours: 12, minutes: 0 }, utc('2026-03-30 09:00'), 'Europe/Berlin')).toBe(
      utc('2026-03-29 10:00'),
    );
  });
});

it('is shown as the wall shows it', () => {
  expect(timeOfDayAt(utc('2026-02-07 06:05'), zone)).toBe('09:05');
});
