// What an administrator writes down about working hours, and how its times and dates are read.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../instant.ts';

/** The days of the week in the order of a week that begins on Monday. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Half-open wall-clock interval, `HH:MM` each; `24:00` may end one, and `to < from` runs past midnight. */
export type LocalInterval = readonly [from: string, to: string];

/** Replaces everything on its date, holidays included; its intervals do not run past midnight. */
export interface ExtraDay {
  readonly date: string;
  readonly hours: readonly LocalInterval[];
}

/** Business hours, holidays and exceptions in one IANA time zone. */
export interface CalendarSpec {
  readonly timezone: string;
  readonly hours: Partial<Record<Weekday, readonly LocalInterval[]>>;
  readonly holidays?: readonly string[];
  readonly extra?: readonly ExtraDay[];
}

const allDay = [['00:00', '24:00']] as const;

/** The calendar that never closes. */
export const aroundTheClock: CalendarSpec = {
  timezone: 'UTC',
  hours: Object.fromEntries(WEEKDAYS.map((day) => [day, allDay])),
};

/** Milliseconds after local midnight of `HH:MM`, 0 to 24 h; null when `text` is no such time. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (match === null) return null;
  return match[1] === undefined ? DAY_MS : Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS;
}

/** Days from 1970-01-01 to `YYYY-MM-DD`; null when `text` is no date of the Gregorian calendar. */
export function parseLocalDate(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const midnightAt = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(midnightAt) || !new Date(midnightAt).toISOString().startsWith(text)) return null;
  return midnightAt / DAY_MS;
}
