// The calendars and instants that the tests of business time and timers speak of.
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/instant.ts';
import { type Calendar, type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { type LocalInterval, WEEKDAYS, type Weekday } from '../../../src/domain/sla/calendar-spec.ts';

const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** The same intervals on each of the days. */
export function hoursOn(days: readonly Weekday[], ...intervals: LocalInterval[]): CalendarSpec['hours'] {
  return Object.fromEntries(days.map((day) => [day, intervals]));
}

export const daily = (...intervals: LocalInterval[]): CalendarSpec['hours'] =>
  hoursOn(WEEKDAYS, ...intervals);

/** Monday to Friday, 9 to 18, Moscow (UTC+3, no daylight saving). */
export const officeSpec: CalendarSpec = {
  timezone: 'Europe/Moscow',
  hours: hoursOn(WORKDAYS, ['09:00', '18:00']),
};

export const alwaysSpec: CalendarSpec = { timezone: 'UTC', hours: daily(['00:00', '24:00']) };

const compiled: ReadonlyMap<string, Calendar> = new Map(
  Object.entries({
    office: officeSpec,
    always: alwaysSpec,
    never: { timezone: 'UTC', hours: {} },
    // The same week in UTC, half the hours.
    mornings: { timezone: 'UTC', hours: hoursOn(WORKDAYS, ['09:00', '13:00']) },
  }).map(([key, spec]) => [key, compileCalendar(spec)]),
);

/** The lookup that timers are given: `office`, `always`, `never`, `mornings`. */
export function calendars(key: string): Calendar {
  const calendar = compiled.get(key);
  if (calendar === undefined) throw new Error(`no calendar ${key}`);
  return calendar;
}

/** `utc('2026-02-02 10:00')`: Monday 2 February 2026, ten o'clock UTC. */
export const utc = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** The same on a wall in Moscow. */
export const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

export const minutes = (count: number): number => count * MINUTE_MS;
export const hours = (count: number): number => count * HOUR_MS;
