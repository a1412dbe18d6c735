// What the benchmark asks of a business-time engine, and the calendar on which it asks.
import type { CalendarSpec } from '../../src/domain/sla/calendar.ts';

/** One engine on the benchmark's calendar. */
export interface Engine {
  readonly name: string;
  add(startAt: number, durationMs: number): number;
  between(fromAt: number, toAt: number): number;
}

export const TIMEZONE = 'Europe/Moscow';
export const OPENS = '09:00';
export const CLOSES = '18:00';
export const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const FIRST_YEAR = 2026;
/** Ten years of working time are forty on the wall. */
const YEARS = 42;

/** The Russian public holidays, which fall on the same dates every year. */
const HOLIDAY_DATES = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

export const HOLIDAYS: readonly string[] = Array.from({ length: YEARS }, (_, year) =>
  HOLIDAY_DATES.map((date) => `${FIRST_YEAR + year}-${date}`),
).flat();

export const OFFICE: CalendarSpec = {
  timezone: TIMEZONE,
  hours: Object.fromEntries(WORKDAYS.map((weekday) => [weekday, [[OPENS, CLOSES]]])),
  holidays: HOLIDAYS,
};
