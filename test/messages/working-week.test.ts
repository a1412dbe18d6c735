// A calendar's week in words: days with the same hours together, in order, in both languages.
import { expect, it } from 'vitest';
import { compileCalendar } from '../../src/domain/sla/calendar.ts';
import { isAlwaysOpen, workingWeek } from '../../src/messages/working-week.ts';
import { alwaysSpec, hoursOn, officeSpec } from '../domain/sla/given.ts';

const week = (hours: Parameters<typeof compileCalendar>[0]['hours']) =>
  compileCalendar({ timezone: 'Europe/Moscow', hours });

it.each([
  [officeSpec.hours, 'Mon–Fri 09:00–18:00', 'пн–пт 09:00–18:00'],
  [
    hoursOn(['sat'], ['10:00', '12:00'], ['13:00', '15:00']),
    'Sat 10:00–12:00, 13:00–15:00',
    'сб 10:00–12:00, 13:00–15:00',
  ],
  [
    { ...hoursOn(['mon', 'tue', 'thu'], ['09:00', '18:00']), ...hoursOn(['sun'], ['22:00', '06:00']) },
    'Mon–Tue 09:00–18:00, Thu 09:00–18:00, Sun 22:00–06:00',
    'пн–вт 09:00–18:00, чт 09:00–18:00, вс 22:00–06:00',
  ],
  [{}, '', ''],
])('says %j as “%s”', (hours, english, russian) => {
  expect(workingWeek('en', week(hours))).toBe(english);
  expect(workingWeek('ru', week(hours))).toBe(russian);
});

it('knows what never closes', () => {
  expect(isAlwaysOpen(compileCalendar(alwaysSpec))).toBe(true);
  expect(isAlwaysOpen(compileCalendar(officeSpec))).toBe(false);
});
