// Contract years: the anniversaries, 29 February among them, and what holds for every contract and every date.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractYearAt } from '../../../src/domain/contract/contract-year.ts';
import { localDateAt } from '../../../src/domain/contract/local-date.ts';
import { utc } from '../sla/given.ts';

const yearOf = (startsOn: string, date: string) => contractYearAt({ startsOn }, date);

describe('a contract year', () => {
  it.each([
    ['2026-03-01', '2026-03-01', 1, '2026-03-01', '2027-03-01'],
    ['2026-03-01', '2027-02-28', 1, '2026-03-01', '2027-03-01'],
    ['2026-03-01', '2027-03-01', 2, '2027-03-01', '2028-03-01'],
    ['2026-12-31', '2027-12-30', 1, '2026-12-31', '2027-12-31'],
    ['2026-12-31', '2027-12-31', 2, '2027-12-31', '2028-12-31'],
    ['2026-01-01', '2035-06-15', 10, '2035-01-01', '2036-01-01'],
  ])('of a contract from %s holds %s: it is number %i, %s to %s', (from, date, year, startsOn, renewsOn) => {
    expect(yearOf(from, date)).toEqual({ year, startsOn, renewsOn });
  });

  it.each([
    ['2025-02-27', 1, '2024-02-29', '2025-02-28'],
    ['2025-02-28', 2, '2025-02-28', '2026-02-28'],
    ['2028-02-28', 4, '2027-02-28', '2028-02-29'],
    ['2028-02-29', 5, '2028-02-29', '2029-02-28'],
    ['2029-02-27', 5, '2028-02-29', '2029-02-28'],
    ['2029-02-28', 6, '2029-02-28', '2030-02-28'],
  ])('of a contract from 29 February holds %s in year %i, %s to %s', (date, year, startsOn, renewsOn) => {
    expect(yearOf('2024-02-29', date)).toEqual({ year, startsOn, renewsOn });
  });

  it('is none before the contract begins', () => {
    expect(yearOf('2026-03-01', '2026-02-28')).toBeNull();
  });
});

const date = fc
  .integer({ min: 0, max: 150 * 365 })
  .map((days) => localDateAt(utc('1996-01-01 12:00') + days * 86_400_000, 'UTC'));
const contractAndDate = fc.tuple(date, date).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string]);

const holds = (predicate: (startsOn: string, on: string) => void): void =>
  fc.assert(
    fc.property(contractAndDate, ([startsOn, on]) => predicate(startsOn, on)),
    {
      numRuns: 2_000,
      examples: [
        [['2024-02-29', '2025-02-28']],
        [['2024-02-29', '2028-02-29']],
        [['2024-02-29', '2100-02-28']],
      ],
    },
  );

describe('every date from the first of a contract on', () => {
  it('lies in exactly one of its years, which begins on or before it and is renewed after it', () => {
    holds((startsOn, on) => {
      const year = yearOf(startsOn, on);
      if (year === null) throw new Error(`no year on ${on}`);
      expect(year.startsOn <= on && on < year.renewsOn).toBe(true);
      expect(yearOf(startsOn, year.startsOn)).toEqual(year);
      const next = yearOf(startsOn, year.renewsOn);
      expect(next).toMatchObject({ year: year.year + 1, startsOn: year.renewsOn });
    });
  });

  it('is never in an earlier year than the date before it, and a renewal moves on by one year of the calendar', () => {
    holds((startsOn, on) => {
      const year = yearOf(startsOn, on);
      const first = yearOf(startsOn, startsOn);
      expect(first).toMatchObject({ year: 1, startsOn });
      expect(Number(year?.year)).toBeGreaterThanOrEqual(1);
      expect(Number(year?.renewsOn.slice(0, 4))).toBe(Number(startsOn.slice(0, 4)) + Number(year?.year));
    });
    fc.assert(
      fc.property(date, date, date, (...dates) => {
        const [startsOn = '', earlier = '', later = ''] = dates.toSorted();
        const before = yearOf(startsOn, earlier);
        const after = yearOf(startsOn, later);
        expect(Number(before?.year)).toBeLessThanOrEqual(Number(after?.year));
        expect(String(before?.renewsOn) <= String(after?.renewsOn)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the day of the contract’s first, but for the 29th in years that have none', () => {
    holds((startsOn, on) => {
      const { renewsOn } = yearOf(startsOn, on) ?? { renewsOn: '' };
      const day = (each: string) => each.slice(5);
      expect([day(startsOn), day(startsOn) === '02-29' ? '02-28' : day(startsOn)]).toContain(day(renewsOn));
    });
  });
});
