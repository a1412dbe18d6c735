// What an administrator's calendar means: one sentence a rule, and one for each way such engines go wrong.
import { describe, expect, it } from 'vitest';
import { DAY_MS, LAST_INSTANT } from '../../../src/domain/instant.ts';
import { type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { alwaysSpec, daily, hours, hoursOn, minutes, moscow, officeSpec, utc } from './given.ts';

const office = compileCalendar(officeSpec);
const always = compileCalendar(alwaysSpec);
const inMoscow = (spec: Omit<CalendarSpec, 'timezone'>) =>
  compileCalendar({ timezone: 'Europe/Moscow', ...spec });

describe('a deadline', () => {
  it('that lands on closing time is closing time, and does not roll to the next opening', () => {
    expect(office.add(moscow('2026-02-02 10:00'), hours(8))).toBe(moscow('2026-02-02 18:00'));
    expect(office.add(moscow('2026-02-06 17:59:59.999'), 1)).toBe(moscow('2026-02-06 18:00'));
  });

  it('of no time at all is the start, open or closed', () => {
    expect(office.add(moscow('2026-02-07 03:00'), 0)).toBe(moscow('2026-02-07 03:00'));
    expect(office.add(moscow('2026-02-07 03:00'), -5)).toBe(moscow('2026-02-07 03:00'));
  });

  it('for a ticket from Friday evening is on Monday', () => {
    expect(office.add(moscow('2026-02-06 17:40'), hours(6))).toBe(moscow('2026-02-09 14:40'));
  });

  it('keeps its seconds and milliseconds', () => {
    expect(office.add(moscow('2026-02-02 17:59:30.250'), 90_500)).toBe(moscow('2026-02-03 09:01:00.750'));
  });

  it('rounds a fraction of a millisecond up, never down', () => {
    expect(always.add(utc('2026-02-02 10:00'), 0.25)).toBe(utc('2026-02-02 10:00') + 1);
  });

  it('is never reached on a calendar without working time', () => {
    const empty = inMoscow({ hours: { mon: [['09:00', '09:00']] } });
    expect(empty.hasWorkingTime).toBe(false);
    expect(empty.add(moscow('2026-02-02 10:00'), 1)).toBeNull();
    expect(empty.nextOpening(moscow('2026-02-02 10:00'))).toBeNull();
  });

  it('is never reached once the only open days are over', () => {
    const oneDay = inMoscow({ hours: {}, extra: [{ date: '2026-02-05', hours: [['10:00', '12:00']] }] });
    expect(oneDay.hasWorkingTime).toBe(true);
    expect(oneDay.add(moscow('2026-02-02 10:00'), hours(2))).toBe(moscow('2026-02-05 12:00'));
    expect(oneDay.add(moscow('2026-02-02 10:00'), hours(2) + 1)).toBeNull();
    expect(oneDay.add(moscow('2026-02-05 12:00'), 1)).toBeNull();
  });

  it('beyond the last instant of a Date is never reached', () => {
    expect(always.add(utc('2026-02-02 10:00'), LAST_INSTANT)).toBeNull();
    expect(always.add(LAST_INSTANT - 5, 5)).toBe(LAST_INSTANT);
  });
});

describe('a deadline on the last closing before something unusual', () => {
  const endOfFriday = moscow('2026-02-06 18:00');

  it('is that closing before a holiday', () => {
    const holiday = inMoscow({ hours: officeSpec.hours, holidays: ['2026-02-09'] });
    expect(holiday.add(moscow('2026-02-06 10:00'), hours(8))).toBe(endOfFriday);
  });

  it('is that closing before an extra day', () => {
    const saturday = { date: '2026-02-07', hours: [['10:00', '12:00']] as const };
    const extra = inMoscow({ hours: officeSpec.hours, extra: [saturday] });
    expect(extra.add(moscow('2026-02-06 10:00'), hours(8))).toBe(endOfFriday);
    expect(extra.add(moscow('2026-02-06 10:00'), hours(10))).toBe(moscow('2026-02-07 12:00'));
  });

  it('is that closing before the clocks change', () => {
    const berlin = compileCalendar({ timezone: 'Europe/Berlin', hours: officeSpec.hours });
    expect(berlin.add(utc('2026-03-27 10:00'), hours(7))).toBe(utc('2026-03-27 17:00'));
    expect(berlin.add(utc('2026-10-23 10:00'), hours(6))).toBe(utc('2026-10-23 16:00'));
  });
});

describe('the time between two instants', () => {
  it('is nothing for an empty or a reversed range', () => {
    expect(office.between(moscow('2026-02-02 10:00'), moscow('2026-02-02 10:00'))).toBe(0);
    expect(office.between(moscow('2026-02-02 12:00'), moscow('2026-02-02 10:00'))).toBe(0);
  });

  it('counts each millisecond, and drops no seconds', () => {
    expect(office.between(moscow('2026-02-02 17:59:30.250'), moscow('2026-02-03 09:00:00.001'))).toBe(29_751);
  });

  it('may be asked for an open end', () => {
    expect(always.between(LAST_INSTANT - 7, Number.POSITIVE_INFINITY)).toBe(7);
  });
});

describe('opening hours', () => {
  it('are open at opening and closed at closing', () => {
    expect(office.isOpen(moscow('2026-02-02 09:00'))).toBe(true);
    expect(office.isOpen(moscow('2026-02-02 08:59:59.999'))).toBe(false);
    expect(office.isOpen(moscow('2026-02-02 17:59:59.999'))).toBe(true);
    expect(office.isOpen(moscow('2026-02-02 18:00'))).toBe(false);
  });

  it('that end at 24:00 include the last minute of the day', () => {
    expect(always.isOpen(utc('2026-02-02 23:59:59.999'))).toBe(true);
    expect(always.between(utc('2026-02-02 00:00'), utc('2026-02-03 00:00'))).toBe(DAY_MS);
  });

  it('leave lunch out', () => {
    const withLunch = inMoscow({ hours: daily(['09:00', '13:00'], ['14:00', '18:00']) });
    expect(withLunch.add(moscow('2026-02-02 12:30'), hours(1))).toBe(moscow('2026-02-02 14:30'));
    expect(withLunch.add(moscow('2026-02-02 12:30'), minutes(30))).toBe(moscow('2026-02-02 13:00'));
  });

  it('that overlap, touch or come unsorted are one union', () => {
    const union = inMoscow({ hours: daily(['12:00', '15:00'], ['09:00', '13:00'], ['15:00', '16:00']) });
    expect(union.between(moscow('2026-02-02 00:00'), moscow('2026-02-03 00:00'))).toBe(hours(7));
    expect(union.closingAfter(moscow('2026-02-02 12:30'))).toBe(moscow('2026-02-02 16:00'));
  });

  it('whose end comes before their start run past midnight', () => {
    const night = inMoscow({ hours: hoursOn(['fri'], ['22:00', '06:00']) });
    expect(night.add(moscow('2026-02-06 21:00'), hours(8))).toBe(moscow('2026-02-07 06:00'));
    expect(night.isOpen(moscow('2026-02-06 05:00'))).toBe(false);
    expect(night.closingAfter(moscow('2026-02-06 23:00'))).toBe(moscow('2026-02-07 06:00'));
  });

  it('of Sunday night run into Monday', () => {
    const night = inMoscow({ hours: hoursOn(['sun'], ['22:00', '02:00']) });
    expect(night.isOpen(moscow('2026-02-09 01:59'))).toBe(true);
    expect(night.isOpen(moscow('2026-02-02 02:00'))).toBe(false);
  });

  it('cannot be made of text that is no time', () => {
    expect(() => inMoscow({ hours: { mon: [['9:00', '18:00']] } })).toThrow(RangeError);
    expect(() => inMoscow({ hours: {}, holidays: ['2026-02-30'] })).toThrow(RangeError);
    expect(() => compileCalendar({ timezone: 'Mars/Olympus', hours: {} })).toThrow(RangeError);
  });
});

describe('holidays and extra days', () => {
  it('a holiday closes its date and no other', () => {
    const holiday = inMoscow({ hours: officeSpec.hours, holidays: ['2026-02-03'] });
    expect(holiday.add(moscow('2026-02-02 17:00'), hours(2))).toBe(moscow('2026-02-04 10:00'));
  });

  it('a half day ends early, and a moved working Saturday is worked', () => {
    const production = inMoscow({
      hours: officeSpec.hours,
      extra: [
        { date: '2026-02-06', hours: [['09:00', '13:00']] },
        { date: '2026-02-07', hours: [['09:00', '18:00']] },
      ],
    });
    expect(production.add(moscow('2026-02-06 12:00'), hours(2))).toBe(moscow('2026-02-07 10:00'));
  });

  it('an extra day beats a holiday on the same date', () => {
    const both = inMoscow({
      hours: officeSpec.hours,
      holidays: ['2026-02-03'],
      extra: [{ date: '2026-02-03', hours: [['10:00', '12:00']] }],
    });
    expect(both.between(moscow('2026-02-03 00:00'), moscow('2026-02-04 00:00'))).toBe(hours(2));
  });

  it('an extra day without hours closes its date', () => {
    const shut = inMoscow({ hours: officeSpec.hours, extra: [{ date: '2026-02-03', hours: [] }] });
    expect(shut.between(moscow('2026-02-03 00:00'), moscow('2026-02-04 00:00'))).toBe(0);
  });

  it('a holiday closes the tail of the shift that runs into it', () => {
    const night = inMoscow({ hours: daily(['22:00', '06:00']), holidays: ['2026-02-04'] });
    expect(night.closingAfter(moscow('2026-02-03 23:00'))).toBe(moscow('2026-02-04 00:00'));
    expect(night.isOpen(moscow('2026-02-04 01:00'))).toBe(false);
    expect(night.isOpen(moscow('2026-02-04 23:00'))).toBe(false);
  });

  it('the tail of a holiday’s own shift stays open on the next date, which is no holiday', () => {
    const night = inMoscow({ hours: daily(['22:00', '06:00']), holidays: ['2026-02-04'] });
    expect(night.nextOpening(moscow('2026-02-04 12:00'))).toBe(moscow('2026-02-05 00:00'));
    expect(night.closingAfter(moscow('2026-02-05 00:00'))).toBe(moscow('2026-02-05 06:00'));
  });

  it('an extra day replaces the tail that runs into it, and its own hours do not run out of it', () => {
    const night = inMoscow({
      hours: daily(['22:00', '06:00']),
      extra: [
        {
          date: '2026-02-04',
          hours: [
            ['20:00', '04:00'],
            ['10:00', '12:00'],
          ],
        },
      ],
    });
    const open = [...night.openIntervals(moscow('2026-02-03 23:00'), moscow('2026-02-05 12:00'))];
    expect(open).toEqual([
      [moscow('2026-02-03 23:00'), moscow('2026-02-04 00:00')],
      [moscow('2026-02-04 10:00'), moscow('2026-02-04 12:00')],
      [moscow('2026-02-05 00:00'), moscow('2026-02-05 06:00')],
    ]);
  });

  it('of one year leave every other year alone', () => {
    const holiday = inMoscow({ hours: daily(['09:00', '18:00']), holidays: ['2026-02-03'] });
    expect(holiday.isOpen(moscow('2025-02-03 12:00'))).toBe(true);
    expect(holiday.isOpen(moscow('2027-02-03 12:00'))).toBe(true);
  });

  it('are all counted on the way, however many there are', () => {
    const everyMonday = Array.from({ length: 500 }, (_, week) =>
      new Date(Date.UTC(2026, 0, 5) + week * 7 * DAY_MS).toISOString().slice(0, 10),
    );
    const calendar = compileCalendar({
      timezone: 'UTC',
      hours: daily(['00:00', '24:00']),
      holidays: everyMonday,
    });
    const startAt = utc('2026-01-05 00:00');
    expect(calendar.between(startAt, startAt + 500 * 7 * DAY_MS)).toBe(500 * 6 * DAY_MS);
    expect(calendar.add(startAt, 500 * 6 * DAY_MS)).toBe(startAt + 500 * 7 * DAY_MS);
  });
});

describe('a clock that is moved', () => {
  const berlin = (spec: Omit<CalendarSpec, 'timezone'>) =>
    compileCalendar({ timezone: 'Europe/Berlin', ...spec });

  it('forward takes an hour away that nobody works', () => {
    const earlyShift = berlin({ hours: daily(['00:00', '08:00']) });
    expect(earlyShift.between(utc('2026-03-28 23:00'), utc('2026-03-29 22:00'))).toBe(hours(7));
  });

  it('backward gives an hour that is worked twice', () => {
    const earlyShift = berlin({ hours: daily(['00:00', '08:00']) });
    expect(earlyShift.between(utc('2026-10-24 22:00'), utc('2026-10-25 23:00'))).toBe(hours(9));
  });

  it('makes a deadline in real hours, not in hours on the wall', () => {
    const aroundTheClock = berlin({ hours: daily(['00:00', '24:00']) });
    expect(aroundTheClock.add(utc('2026-03-28 11:00'), hours(24))).toBe(utc('2026-03-29 11:00'));
    expect(aroundTheClock.add(utc('2026-10-24 10:00'), hours(24))).toBe(utc('2026-10-25 10:00'));
  });

  it('opens and closes by the wall on the day of the change', () => {
    const office = berlin({ hours: daily(['09:00', '17:00']) });
    expect(office.nextOpening(utc('2026-03-29 00:00'))).toBe(utc('2026-03-29 07:00'));
    expect(office.closingAfter(utc('2026-10-25 09:00'))).toBe(utc('2026-10-25 16:00'));
  });

  it('closes a shift twice when its end falls into the repeated hour', () => {
    const late = berlin({ hours: daily(['00:00', '02:30']) });
    expect([...late.openIntervals(utc('2026-10-24 22:00'), utc('2026-10-25 10:00'))]).toEqual([
      [utc('2026-10-24 22:00'), utc('2026-10-25 00:30')],
      [utc('2026-10-25 01:00'), utc('2026-10-25 01:30')],
    ]);
  });

  it('by half an hour counts half an hour', () => {
    const lordHowe = compileCalendar({ timezone: 'Australia/Lord_Howe', hours: daily(['00:00', '08:00']) });
    expect(lordHowe.between(utc('2026-04-04 13:00'), utc('2026-04-05 13:30'))).toBe(hours(8.5));
  });

  it('across the date line leaves out the date that Samoa never had', () => {
    const samoa = compileCalendar({ timezone: 'Pacific/Apia', hours: daily(['09:00', '17:00']) });
    // Thursday 29 December 2011 ends at UTC−10, and Saturday 31 begins at UTC+14.
    expect(samoa.add(utc('2011-12-30 01:00'), hours(3))).toBe(utc('2011-12-30 20:00'));
    expect(samoa.between(utc('2011-12-29 10:00'), utc('2011-12-31 10:00'))).toBe(hours(16));
  });

  it('for good moves the hours from then on', () => {
    const pyongyang = compileCalendar({ timezone: 'Asia/Pyongyang', hours: daily(['09:00', '18:00']) });
    expect(pyongyang.nextOpening(utc('2015-08-13 12:00'))).toBe(utc('2015-08-14 00:00'));
    expect(pyongyang.nextOpening(utc('2015-08-14 15:00'))).toBe(utc('2015-08-15 00:30'));
    expect(pyongyang.nextOpening(utc('2018-05-05 12:00'))).toBe(utc('2018-05-06 00:00'));
  });
});

describe('opening and closing', () => {
  it('the next opening of an open calendar is now', () => {
    expect(office.nextOpening(moscow('2026-02-02 12:34'))).toBe(moscow('2026-02-02 12:34'));
    expect(office.nextOpening(moscow('2026-02-06 18:00'))).toBe(moscow('2026-02-09 09:00'));
  });

  it('a closed calendar has no closing ahead, and one around the clock never has', () => {
    expect(office.closingAfter(moscow('2026-02-07 12:00'))).toBeNull();
    expect(always.closingAfter(utc('2026-02-07 12:00'))).toBeNull();
    expect(always.isOpen(utc('2026-02-07 12:00'))).toBe(true);
  });

  it('intervals that meet at midnight are one', () => {
    const late = inMoscow({ hours: hoursOn(['mon'], ['18:00', '24:00']) });
    const through = inMoscow({ hours: { mon: [['18:00', '24:00']], tue: [['00:00', '03:00']] } });
    expect(late.closingAfter(moscow('2026-02-02 20:00'))).toBe(moscow('2026-02-03 00:00'));
    expect(through.closingAfter(moscow('2026-02-02 20:00'))).toBe(moscow('2026-02-03 03:00'));
  });

  it('open intervals are clipped to what was asked for', () => {
    expect([...office.openIntervals(moscow('2026-02-02 17:00'), moscow('2026-02-03 10:00'))]).toEqual([
      [moscow('2026-02-02 17:00'), moscow('2026-02-02 18:00')],
      [moscow('2026-02-03 09:00'), moscow('2026-02-03 10:00')],
    ]);
    expect([...office.openIntervals(moscow('2026-02-07 00:00'), moscow('2026-02-09 09:00'))]).toEqual([]);
    expect([...always.openIntervals(0, 5)]).toEqual([[0, 5]]);
  });

  it('open intervals are found one by one, so that a range without end may be asked for', () => {
    const endless = office.openIntervals(moscow('2026-02-06 12:00'), Number.POSITIVE_INFINITY);
    const found = endless[Symbol.iterator]();
    const [first, second] = [found.next().value, found.next().value];
    expect(first).toEqual([moscow('2026-02-06 12:00'), moscow('2026-02-06 18:00')]);
    expect(second).toEqual([moscow('2026-02-09 09:00'), moscow('2026-02-09 18:00')]);
  });
});

describe('distance', () => {
  it('costs nothing: a thousand deadlines a century away come in a moment', () => {
    const startAt = moscow('1971-02-02 10:00');
    const began = process.hrtime.bigint();
    for (let index = 0; index < 1_000; index++) office.add(startAt + index * 1_000, hours(9 * 5 * 52 * 100));
    const tookMs = Number(process.hrtime.bigint() - began) / 1e6;
    // A walk over the days takes seconds for this, the engine less than one millisecond.
    expect(tookMs).toBeLessThan(100);
  });
});
