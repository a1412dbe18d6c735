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

/** The Russian New Year holidays, 1 to 8 January, of every year that the benchmark reaches. */
export const HOLIDAYS: readonly string[] = Array.from({ length: YEARS }, (_, year) =>
  Array.from({ length: 8 }, (_, day) => `${FIRST_YEAR + year}-01-0${day + 1}`),
).flat();

export const OFFICE: CalendarSpec = {
  timezone: TIMEZONE,
  hours: Object.fromEntries(WORKDAYS.map((weekday) => [weekday, [[OPENS, CLOSES]]])),
  holidays: HOLIDAYS,
};
