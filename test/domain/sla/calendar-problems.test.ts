// What the desk says about a calendar that somebody mistyped: everything at once, and where it stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { calendarProblems } from '../../../src/domain/sla/calendar-problems.ts';
import { parseLocalDate, parseTimeOfDay } from '../../../src/domain/sla/calendar-spec.ts';
import { scene } from './arbitrary-calendars.ts';
import { officeSpec } from './given.ts';

const problemsOf = (change: Partial<CalendarSpec>) =>
  calendarProblems({ ...officeSpec, ...change }).map(({ code, path, value }) => [
    code,
    path.join('.'),
    value,
  ]);

describe('calendar problems', () => {
  it('there are none in a good calendar', () => {
    expect(calendarProblems(officeSpec)).toEqual([]);
    expect(problemsOf({ holidays: ['2028-02-29'], extra: [{ date: '2026-11-03', hours: [] }] })).toEqual([]);
  });

  it('an unknown zone is named', () => {
    expect(problemsOf({ timezone: 'Moscow' })).toEqual([['unknown-zone', 'timezone', 'Moscow']]);
  });

  it('a time that no clock shows is named with its place', () => {
    const hours: CalendarSpec['hours'] = { mon: [['09:00', '25:00']], tue: [['9:00', '18:60']] };
    expect(problemsOf({ hours })).toEqual([
      ['bad-time', 'hours.mon.0.1', '25:00'],
      ['bad-time', 'hours.tue.0.0', '9:00'],
      ['bad-time', 'hours.tue.0.1', '18:60'],
    ]);
  });

  it('24:00 ends an interval and never begins one', () => {
    expect(problemsOf({ hours: { mon: [['00:00', '24:00']] } })).toEqual([]);
    expect(problemsOf({ hours: { mon: [['24:00', '06:00']] } })).toEqual([
      ['bad-time', 'hours.mon.0.0', '24:00'],
    ]);
  });

  it('a date that does not exist is named, and so is one listed twice', () => {
    expect(problemsOf({ holidays: ['2026-02-29', '2026-01-01', '2026-01-01', '1.1.2026'] })).toEqual([
      ['bad-date', 'holidays.0', '2026-02-29'],
      ['duplicate-date', 'holidays.2', '2026-01-01'],
      ['bad-date', 'holidays.3', '1.1.2026'],
    ]);
    const twice = { date: '2026-11-03', hours: [] };
    expect(problemsOf({ extra: [twice, twice] })).toEqual([['duplicate-date', 'extra.1.date', '2026-11-03']]);
  });

  it('extra hours do not run past midnight', () => {
    expect(problemsOf({ extra: [{ date: '2026-11-03', hours: [['22:00', '06:00']] }] })).toEqual([
      ['wrapping-extra', 'extra.0.hours.0', '22:00–06:00'],
    ]);
  });

  it('a calendar in which nobody ever works is a problem as a whole', () => {
    expect(problemsOf({ hours: {} })).toEqual([['no-working-time', '', '']]);
    expect(problemsOf({ hours: { mon: [['09:00', '09:00']] } })).toEqual([['no-working-time', '', '']]);
    expect(problemsOf({ hours: {}, extra: [{ date: '2026-11-03', hours: [['10:00', '12:00']] }] })).toEqual(
      [],
    );
  });

  it('all are found together', () => {
    const found = problemsOf({ timezone: 'X', hours: { sun: [['a', 'b']] }, holidays: ['x'] });
    expect(found.map(([code]) => code)).toEqual(['unknown-zone', 'bad-time', 'bad-time', 'bad-date']);
  });

  it('no text, however wild, makes the search throw, and what passes it compiles', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('09:00', '24:00', '2026-01-01', 'UTC', '99:99'));
    const interval = fc.tuple(text, text);
    const wild = fc.record({
      timezone: text,
      hours: fc.record({ mon: fc.array(interval) }),
      holidays: fc.array(text),
      extra: fc.array(fc.record({ date: text, hours: fc.array(interval) })),
    });
    fc.assert(
      fc.property(wild, (spec) => {
        if (calendarProblems(spec).length === 0) expect(compileCalendar(spec).hasWorkingTime).toBe(true);
      }),
    );
  });

  it('any calendar of the right form has working time or is told to have none', () => {
    fc.assert(
      fc.property(scene, ({ spec }) => {
        const codes = calendarProblems(spec).map(({ code }) => code);
        expect(codes).toEqual(compileCalendar(spec).hasWorkingTime ? [] : ['no-working-time']);
      }),
    );
  });
});

describe('times and dates', () => {
  it('are read in one form only', () => {
    expect(['00:00', '09:30', '23:59', '24:00'].map(parseTimeOfDay)).toEqual([
      0, 34_200_000, 86_340_000, 86_400_000,
    ]);
    expect(['24:01', '9:30', '09:60', '09:30:00', '-1:00', ''].map(parseTimeOfDay)).toEqual(
      Array(6).fill(null),
    );
  });

  it('count days from 1970 in both directions', () => {
    expect(['1970-01-01', '1970-01-02', '1969-12-31', '2000-02-29'].map(parseLocalDate)).toEqual([
      0, 1, -1, 11_016,
    ]);
    expect(['1900-02-29', '2026-13-01', '2026-1-1', '2026-04-31'].map(parseLocalDate)).toEqual(
      Array(4).fill(null),
    );
  });
});
