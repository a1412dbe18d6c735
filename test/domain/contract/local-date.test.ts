// Dates on the calendar, whatever the clock of the machine or the zone of a reader says.
import { describe, expect, it } from 'vitest';
import { localDateAt, startOfDate, yearsLater } from '../../../src/domain/contract/local-date.ts';
import { moscow, utc } from '../sla/given.ts';

describe('the date at an instant', () => {
  it.each([
    ['Europe/Moscow', moscow('2026-02-28 23:59'), '2026-02-28'],
    ['Europe/Moscow', moscow('2026-03-01 00:00'), '2026-03-01'],
    ['UTC', moscow('2026-03-01 00:00'), '2026-02-28'],
    ['Pacific/Auckland', utc('2026-12-31 12:00'), '2027-01-01'],
    ['America/Los_Angeles', utc('2027-01-01 07:59'), '2026-12-31'],
  ])('in %s is that of the wall there', (zone, at, date) => {
    expect(localDateAt(at, zone)).toBe(date);
  });
});

describe('the first instant of a date', () => {
  it.each([
    ['Europe/Moscow', '2026-03-01', moscow('2026-03-01 00:00')],
    ['UTC', '2026-03-01', utc('2026-03-01 00:00')],
    // Where the clocks are set forward at midnight, the day begins at one.
    ['Asia/Beirut', '2026-03-29', utc('2026-03-28 22:00')],
  ])('in %s is where the wall there turns to it', (zone, date, at) => {
    expect(startOfDate(date, zone)).toBe(at);
    expect(localDateAt(at, zone)).toBe(date);
    expect(localDateAt(at - 1, zone)).not.toBe(date);
  });
});

describe('some years later', () => {
  it.each([
    ['2026-03-01', 1, '2027-03-01'],
    ['2026-12-31', 2, '2028-12-31'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-29', 0, '2024-02-29'],
    ['2023-02-28', 1, '2024-02-28'],
  ])('than %s, %i, is %s', (date, years, later) => {
    expect(yearsLater(date, years)).toBe(later);
  });
});
