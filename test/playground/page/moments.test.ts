// Where the playground's clock starts and where it can jump to.
import { expect, test } from 'vitest';
import { type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { eveningBeforeTheWeekend, nextWorkingMorning } from '../../../src/playground/server/moments.ts';

type Hours = CalendarSpec['hours'];
const week = (interval: [string, string], days: readonly (keyof Hours)[]): Hours =>
  Object.fromEntries(days.map((day) => [day, [interval]]));
const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const office = compileCalendar({
  timezone: 'Europe/Moscow',
  hours: week(['09:00', '18:00'], workdays),
  holidays: ['2026-02-13'],
  extra: [],
});
const always = compileCalendar({
  timezone: 'UTC',
  hours: week(['00:00', '24:00'], [...workdays, 'sat', 'sun']),
  holidays: [],
  extra: [],
});
const at = (text: string): number => Date.parse(text);
const said = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

test('the clock starts 25 minutes before the week ends', () => {
  expect(said(eveningBeforeTheWeekend(office, at('2026-02-03T10:00:00+03:00')))).toBe(
    '2026-02-06T14:35:00.000Z',
  );
});

test('a holiday makes the weekend longer', () => {
  expect(said(eveningBeforeTheWeekend(office, at('2026-02-09T10:00:00+03:00')))).toBe(
    '2026-02-12T14:35:00.000Z',
  );
});

test('when that evening has begun already, it is the next one', () => {
  expect(said(eveningBeforeTheWeekend(office, at('2026-02-06T17:50:00+03:00')))).toBe(
    '2026-02-12T14:35:00.000Z',
  );
});

test('a desk that never closes starts at once', () => {
  const now = at('2026-02-06T17:50:00+03:00');
  expect(eveningBeforeTheWeekend(always, now)).toBe(now);
  expect(nextWorkingMorning(always, now)).toBeNull();
});

test.each([
  ['in the evening before the weekend', '2026-02-06T17:35:00+03:00', '2026-02-09T06:00:00.000Z'],
  ['on a Sunday', '2026-02-08T12:00:00+03:00', '2026-02-09T06:00:00.000Z'],
  ['early on a working day', '2026-02-09T06:00:00+03:00', '2026-02-09T06:00:00.000Z'],
  ['at opening itself', '2026-02-09T09:00:00+03:00', '2026-02-10T06:00:00.000Z'],
])('seen %s, the next working morning is the next opening', (_, now, morning) => {
  expect(said(nextWorkingMorning(office, at(now)))).toBe(morning);
});
