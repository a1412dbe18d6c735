// What a calendar says about its closed time: nights and weekends, holidays, exceptions.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { instantAround, scene } from './arbitrary-calendars.ts';
import { moscow, officeSpec } from './given.ts';

const closedOf = (change: Partial<CalendarSpec>, from: string, to: string) =>
  [...compileCalendar({ ...officeSpec, ...change }).closedIntervals(moscow(from), moscow(to))].map(
    ({ fromAt, toAt, reason }) => {
      const text = (at: number): string => new Date(at + 3 * 3_600_000).toISOString().slice(5, 16);
      return `${text(fromAt)} ${text(toAt)} ${reason}`;
    },
  );

describe('closed time', () => {
  it('is outside the hours at night and over a weekend, in one piece', () => {
    expect(closedOf({}, '2026-02-06 17:00', '2026-02-09 10:00')).toEqual(['02-06T18:00 02-09T09:00 hours']);
  });

  it('is a holiday for the whole of its date, and days of holidays in a row are one', () => {
    const holidays = ['2026-02-23', '2026-02-24'];
    expect(closedOf({ holidays }, '2026-02-20 17:00', '2026-02-25 10:00')).toEqual([
      '02-20T18:00 02-23T00:00 hours',
      '02-23T00:00 02-25T00:00 holiday',
      '02-25T00:00 02-25T09:00 hours',
    ]);
  });

  it('is an exception where an extra day is shorter than the week would have it', () => {
    const extra = [{ date: '2026-02-20', hours: [['09:00', '17:00'] as const] }];
    expect(closedOf({ extra }, '2026-02-20 16:00', '2026-02-23 10:00')).toEqual([
      '02-20T17:00 02-20T18:00 exception',
      '02-20T18:00 02-23T09:00 hours',
    ]);
  });

  it('is no holiday any more on a date that an extra day opens', () => {
    const extra = [{ date: '2026-02-23', hours: [['10:00', '14:00'] as const] }];
    expect(closedOf({ holidays: ['2026-02-23'], extra }, '2026-02-23 08:00', '2026-02-24 09:00')).toEqual([
      '02-23T08:00 02-23T09:00 hours',
      '02-23T09:00 02-23T10:00 exception',
      '02-23T14:00 02-23T18:00 exception',
      '02-23T18:00 02-24T09:00 hours',
    ]);
  });

  it('goes to the end of the range on a calendar that never opens', () => {
    const never = compileCalendar({ timezone: 'UTC', hours: {} });
    expect([...never.closedIntervals(0, 5)]).toEqual([{ fromAt: 0, toAt: 5, reason: 'hours' }]);
  });

  it('and the working intervals tile any range of any calendar', () => {
    const range = scene.chain(({ moment, spec }) =>
      fc.tuple(fc.constant(spec), instantAround(moment), instantAround(moment)),
    );
    fc.assert(
      fc.property(range, ([spec, a, b]) => {
        const calendar = compileCalendar(spec);
        const [fromAt, toAt] = a < b ? [a, b] : [b, a];
        const open = [...calendar.openIntervals(fromAt, toAt)];
        const closed = [...calendar.closedIntervals(fromAt, toAt)].map((each) => [each.fromAt, each.toAt]);
        const tiles = [...open, ...closed].sort(([x = 0], [y = 0]) => x - y);
        let at = fromAt;
        for (const [start = 0, end = 0] of tiles) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(toAt);
        for (const [start = 0] of closed) expect(calendar.isOpen(start)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
