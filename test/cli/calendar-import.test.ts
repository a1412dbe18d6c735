// `deskhand calendar import`: what is imported from where, and what is said of what is not.
import { describe, expect, it } from 'vitest';
import { datedEntries } from '../../src/cli/calendar/dated-entries.ts';
import { knownCountries } from '../../src/cli/calendar/public-holidays.ts';
import { readShippedYear, shippedYears } from '../../src/cli/calendar/shipped-year.ts';
import { compileCalendar } from '../../src/domain/sla/calendar.ts';
import { importCalendar, printedCalendar } from './calendar/import-call.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const dateBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);
const dateAfter = (date: string): string => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());

describe.each(shippedYears('RU'))('the Russian production calendar for %i', (year) => {
  const shipped = readShippedYear('RU', year);
  const holidays = shipped.holidays.map(({ date }) => date);

  it('has the working days and hours that it states, counted by the engine on days of eight hours', async () => {
    const calendar = compileCalendar(await printedCalendar('RU', year, { hours: '10:00-18:00' }));
    const fromAt = Date.parse(`${year}-01-01T00:00:00+03:00`);
    const toAt = Date.parse(`${year + 1}-01-01T00:00:00+03:00`);
    expect(calendar.between(fromAt, toAt) / HOUR_MS).toBe(shipped.totals.hoursOf40HourWeek);
    expect([...calendar.openIntervals(fromAt, toAt)]).toHaveLength(shipped.totals.workingDays);
    expect(shipped.totals).toEqual({ workingDays: 247, hoursOf40HourWeek: 1972 });
  });

  it('has the holidays of article 112 of the Labour Code', () => {
    const days = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08', '02-23', '03-08'];
    const all = [...days, '05-01', '05-09', '06-12', '11-04'].map((day) => `${year}-${day}`);
    expect(holidays).toEqual(all);
  });

  it('moves each day off that a holiday takes: those of January by decree, others to the next working day', () => {
    const onWeekends = holidays.filter(isWeekend);
    const [january, others] = [true, false].map((wanted) =>
      onWeekends.filter((date) => date.startsWith(`${year}-01`) === wanted),
    );
    const moved = (by: string) => shipped.transfers.filter((transfer) => transfer.by === by);
    expect(moved('decree').map(({ from }) => from)).toEqual(expect.arrayContaining(january!));
    expect(moved('law').map(({ from }) => from)).toEqual(others);
    for (const { from, to } of moved('law')) {
      let next = dateAfter(from);
      while (isWeekend(next) || holidays.includes(next)) next = dateAfter(next);
      expect(to).toBe(next);
    }
    expect(shipped.transfers.every(({ from, to }) => isWeekend(from) && !isWeekend(to))).toBe(true);
  });

  it('is an hour shorter on exactly those working days that go before a holiday', () => {
    const off = new Set([...holidays, ...shipped.transfers.map(({ to }) => to)]);
    const made = shipped.transfers.map(({ from }) => from).filter((from) => !holidays.includes(from));
    const works = (date: string): boolean => (!isWeekend(date) && !off.has(date)) || made.includes(date);
    const eves = holidays.map(dateBefore).filter((date) => date.startsWith(String(year)) && works(date));
    // A Saturday worked for the eve of a holiday is that eve.
    const movedEves = made.filter((date) => {
      const transfer = shipped.transfers.find(({ from }) => from === date);
      return transfer !== undefined && holidays.includes(dateAfter(transfer.to));
    });
    expect(shipped.shortDays).toEqual([...eves, ...movedEves].sort());
  });
});

describe('an import of Russia', () => {
  it('has what the decree of 24 September 2025 moves in 2026', async () => {
    const calendar = await printedCalendar('RU', 2026);
    expect(calendar.holidays).toEqual(
      expect.arrayContaining(['2026-01-09', '2026-12-31', '2026-03-09', '2026-05-11']),
    );
    expect(calendar.extra).toEqual(
      ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03'].map((date) => ({
        date,
        hours: [['09:00', '17:00']],
      })),
    );
  });

  it('has what the decree of 17 September 2026 moves in 2027, a working Saturday among it', async () => {
    const calendar = await printedCalendar('RU', 2027);
    expect(calendar.holidays).toEqual(expect.arrayContaining(['2027-02-22', '2027-11-05', '2027-12-31']));
    expect(calendar.extra[0]).toEqual({ date: '2027-02-20', hours: [['09:00', '17:00']] });
  });

  it('says by what law, and what is not known', async () => {
    const text = (await importCalendar('RU', 2027)).lines.join('\n');
    expect(text).toContain('No. 1187');
    expect(text).toContain('# Not known: Holidays of single regions');
  });

  it('takes the hour of a short day from its end, across a break', async () => {
    const day = async (hours: string) => (await printedCalendar('RU', 2026, { hours })).extra[0]?.hours;
    expect(await day('09:00-13:00,14:00-18:00')).toEqual([
      ['09:00', '13:00'],
      ['14:00', '17:00'],
    ]);
    expect(await day('09:00-13:00,14:00-14:30')).toEqual([['09:00', '12:30']]);
    expect(await day('00:00-24:00')).toEqual([['00:00', '23:00']]);
  });

  it('closes a short day of which nothing is left', async () => {
    const calendar = await printedCalendar('RU', 2026, { hours: '09:00-10:00' });
    expect(calendar.extra).toEqual([]);
    expect(calendar.holidays).toContain('2026-04-30');
  });

  it('stands in the zone and under the name that were asked for', async () => {
    const { lines } = await importCalendar('ru', 2026, { timezone: 'Asia/Omsk', as: 'siberia' });
    expect(lines).toContain('  siberia:');
    expect(lines).toContain('    timezone: Asia/Omsk');
  });

  it('of a year that does not ship names those that do, and how to go on by hand', async () => {
    const report = await importCalendar('RU', 2025);
    expect(report).toMatchObject({ lines: [], exitCode: 64 });
    expect(report.problems[0]).toContain('2026 and 2027 ship, not 2025');
    expect(report.problems[0]).toContain('docs/calendars.md');
    expect((await importCalendar('RU-TA', 2026)).problems[0]).toContain('RU ships as a whole');
  });
});

describe('a working Saturday that is no eve', () => {
  const saturday = {
    date: '2025-11-01',
    name: 'worked for Monday',
    closesAtMs: DAY_MS,
    shorterByMs: 0,
  } as const;
  const office = {
    timezone: 'UTC',
    hours: { mon: [['09:00', '18:00']], fri: [['09:00', '16:00']] },
  } as const;

  it('has the whole hours of the day that is free for it', () => {
    const { extra, idle } = datedEntries({ closed: [], special: [{ ...saturday, like: 'mon' }] }, office);
    expect(extra).toEqual([{ date: '2025-11-01', name: 'worked for Monday', hours: [['09:00', '18:00']] }]);
    expect(idle).toEqual([]);
  });

  it('is closed where that day is', () => {
    const { extra, holidays } = datedEntries({ closed: [], special: [{ ...saturday, like: 'tue' }] }, office);
    expect({ extra, holidays: holidays.map(({ date }) => date) }).toEqual({
      extra: [],
      holidays: ['2025-11-01'],
    });
  });
});

describe('an import of another country', () => {
  it("passes the configuration's own check, whichever country it is", async () => {
    const codes = Object.keys(await knownCountries()).filter((code) => code !== 'RU');
    expect(codes.length).toBeGreaterThan(200);
    for (const code of codes) {
      const calendar = await printedCalendar(code, 2027);
      expect(calendar.holidays.length, code).toBeGreaterThan(0);
      expect(
        calendar.holidays.every((date) => /^202[678]-/.test(date)),
        code,
      ).toBe(true);
    }
  });

  it('has public holidays with their substitute days', async () => {
    const [us, gb] = [await printedCalendar('US', 2027), await printedCalendar('GB', 2027)];
    expect(us.holidays).toEqual(
      expect.arrayContaining(['2027-07-04', '2027-07-05', '2027-12-24', '2027-12-25']),
    );
    expect(gb.holidays).toEqual(
      expect.arrayContaining(['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28']),
    );
  });

  it('has no other observances, and says which', async () => {
    const { lines } = await importCalendar('DE', 2026);
    expect((await printedCalendar('DE', 2026)).extra).toEqual([]);
    expect(lines).toContain('#   2026-12-24 14:00 Christmas Eve: bank, not a public holiday');
    expect(lines.join('\n')).toMatch(/holidays of parts of the country; .*DE-BB, DE-BE/);
  });

  it('has those of a part of it, and of a part of that', async () => {
    expect((await printedCalendar('DE', 2027)).holidays).not.toContain('2027-01-06');
    expect((await printedCalendar('de-by', 2027)).holidays).toContain('2027-01-06');
    expect((await printedCalendar('DE-BY', 2027)).holidays).not.toContain('2027-08-08');
    expect((await printedCalendar('DE-BY-A', 2027)).holidays).toContain('2027-08-08');
  });

  it('makes half days of holidays that begin at noon or later', async () => {
    const calendar = await printedCalendar('IS', 2026);
    expect(calendar.extra).toEqual(
      ['2026-12-24', '2026-12-31'].map((date) => ({ date, hours: [['09:00', '13:00']] })),
    );
    expect(calendar.holidays).not.toContain('2026-12-24');
  });

  it('closes a half day of which nothing is left, and leaves out one that changes nothing', async () => {
    const evening = await printedCalendar('IS', 2026, { hours: '14:00-22:00' });
    expect(evening.extra).toEqual([]);
    expect(evening.holidays).toContain('2026-12-24');
    const morning = await importCalendar('IS', 2026, { hours: '08:00-12:00' });
    expect(morning.lines.join('\n')).not.toContain('extra:');
    expect(morning.lines).toContain(
      '#   2026-12-24 Christmas Eve, from 13:00: the calendar is closed then anyway',
    );
  });

  it('opens no weekend for the sake of a half day on it', async () => {
    const { lines } = await importCalendar('CN', 2026);
    expect(lines.join('\n')).toMatch(/# {3}2026-08-01 .*: the calendar is closed then anyway/);
    expect((await printedCalendar('CN', 2026)).extra.map(({ date }) => date)).toEqual(['2026-05-04']);
  });

  it('has every day of a holiday of several, on the civil dates', async () => {
    expect((await printedCalendar('TR', 2026)).holidays.filter((date) => /-0[35]-2/.test(date))).toEqual([
      '2026-03-20',
      '2026-03-21',
      '2026-03-22',
      '2026-05-27',
      '2026-05-28',
      '2026-05-29',
    ]);
    const { lines } = await importCalendar('TR', 2026);
    expect(lines.join('\n')).toContain('18 hours of it that are no whole day');
    expect((await printedCalendar('KR', 2026)).holidays).toEqual(
      expect.arrayContaining(['2026-02-17', '2026-02-18', '2026-02-19']),
    );
  });

  it('counts the day on which the clocks change as one', async () => {
    expect((await printedCalendar('ME', 2025)).holidays).toEqual(
      expect.arrayContaining(['2025-03-30', '2025-03-31', '2025-04-01']),
    );
  });

  it('works on the days that the country works', async () => {
    expect(Object.keys((await printedCalendar('SA', 2026)).hours)).toEqual([
      'mon',
      'tue',
      'wed',
      'thu',
      'sun',
    ]);
    expect(Object.keys((await printedCalendar('AE', 2026)).hours)).toEqual([
      'mon',
      'tue',
      'wed',
      'thu',
      'fri',
    ]);
  });

  it('says which lunar holidays it cannot date, far from today', async () => {
    expect((await importCalendar('EG', 2070)).lines.join('\n')).not.toContain('computes no date');
    expect((await importCalendar('EG', 2090)).lines).toContain(
      '#   1 Shawwal P3D: the package computes no date for it in this year',
    );
    const late = (await importCalendar('IL', 2100)).lines.join('\n');
    expect(late).toContain('1 Tishrei: the package computes no date');
    expect(late).not.toContain('15 Shvat');
  });

  it('says which holidays the package lists date by date, and not for that year', async () => {
    const remark = (year: number) =>
      importCalendar('SG', year).then(({ lines }) =>
        lines.filter((line) => line.includes('lists its dates')),
      );
    expect(await remark(2029)).not.toContainEqual(expect.stringContaining('to 2030 only'));
    expect((await importCalendar('GB', 2027)).lines.join('\n')).not.toContain('lists its dates');
    expect(await remark(2031)).toContainEqual(expect.stringContaining('from 2000 to 2030 only'));
  });
});

describe('a call that makes no sense', () => {
  it.each([
    ['Germny', 'DE (Germany)'],
    ['germany', 'DE (Germany)'],
    ['DEU', 'DE (Germany)'],
    ['UK', 'GB (United Kingdom)'],
    ['ED', 'DE (Germany)'],
    ['DE-ZZ', 'DE-BY (Bayern)'],
    ['DE-BY-Q', 'DE-BY-A (Stadt Augsburg)'],
    ['FI-XX', 'the same everywhere'],
    ['12', 'ISO code'],
    ['', 'ISO code'],
  ])('of the place %s is answered with %s', async (place, answer) => {
    const report = await importCalendar(place, 2026);
    expect(report).toMatchObject({ lines: [], exitCode: 64 });
    expect(report.problems.join('\n')).toContain(answer);
  });

  it.each(['26', '1969', '2101', '2026x', ''])('of the year %s is refused', async (year) => {
    expect((await importCalendar('DE', year)).exitCode).toBe(64);
  });

  it.each([
    { hours: '9-18' },
    { hours: '18:00-09:00' },
    { hours: '09:00-09:00' },
    { hours: '09:00-25:00' },
    { hours: '' },
    { timezone: 'Mars/Phobos' },
    { as: '9 to 5' },
    { write: 'nowhere.yml', as: 'office' },
    { write: 'nowhere.yml' },
  ])('with %o is refused', async (options) => {
    const report = await importCalendar('DE', 2026, options);
    expect(report).toMatchObject({ lines: [], exitCode: 64 });
    expect(report.problems).not.toEqual([]);
  });
});
