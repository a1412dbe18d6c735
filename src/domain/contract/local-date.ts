// Dates on the calendar: which one it is somewhere, and what a year later is.
import { TZDate } from '@date-fns/tz';
import { addYears, format, formatISO, parseISO, subDays } from 'date-fns';
import type { Instant } from '../instant.ts';
import type { LocalDate } from './contract.ts';

/** The date at an instant in an IANA zone. */
export const localDateAt = (at: Instant, timezone: string): LocalDate =>
  format(new TZDate(at, timezone), 'yyyy-MM-dd');

/** The date some years later; of 29 February, in a common year, 28 February. */
export const yearsLater = (date: LocalDate, years: number): LocalDate =>
  formatISO(addYears(parseISO(date), years), { representation: 'date' });

/** The date before. */
export const dayBefore = (date: LocalDate): LocalDate =>
  formatISO(subDays(parseISO(date), 1), { representation: 'date' });

/** The first instant of a date in an IANA zone. */
export function startOfDate(date: LocalDate, timezone: string): Instant {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new TZDate(year, month - 1, day, timezone).getTime();
}

/** A date as people write it, `2026-12-31` or `31.12.2026`; null for anything else, and for one that does not exist. */
export function dateFromText(text: string): LocalDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? dotted?.slice(1).toReversed() ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = at.getUTCMonth() === Number(month) - 1 && at.getUTCFullYear() === Number(year);
  return exists && Number(year) >= 1900 ? at.toISOString().slice(0, 10) : null;
}
