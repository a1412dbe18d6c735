// Months: which one it is where, its neighbours, and how long it lasts on a wall there.
import { describe, expect, it } from 'vitest';
import { isMonth, monthAt, monthsLater, periodOf } from '../../../src/domain/contract/month.ts';
import { hours, moscow, utc } from '../sla/given.ts';

describe('a month', () => {
  it.each(['2026-10', '1970-01', '2026-12'])('is written %s', (text) => expect(isMonth(text)).toBe(true));
  it.each(['2026-13', '2026-00', '2026-1', '26-10', '2026-10-01', 'october', ''])('is not %j', (text) =>
    expect(isMonth(text)).toBe(false),
  );

  it('is that of the zone, not of Greenwich', () => {
    expect(monthAt(utc('2026-10-31 21:30'), 'Europe/Moscow')).toBe('2026-11');
    expect(monthAt(utc('2026-10-31 20:59'), 'Europe/Moscow')).toBe('2026-10');
  });

  it('has neighbours across the year', () => {
    expect(monthsLater('2026-12', 1)).toBe('2027-01');
    expect(monthsLater('2026-01', -1)).toBe('2025-12');
  });

  it('lasts from midnight to midnight there, an hour more where clocks were set back in it', () => {
    expect(periodOf('2026-10', 'Europe/Moscow')).toEqual({
      fromAt: moscow('2026-10-01 00:00'),
      toAt: moscow('2026-11-01 00:00'),
    });
    const { fromAt, toAt } = periodOf('2026-10', 'Europe/Berlin');
    expect(toAt - fromAt).toBe(hours(31 * 24 + 1));
  });
});
