// Calendar months: which one it is somewhere, its neighbours, and from when to when it lasts there.
import { addMonths, format, parseISO } from 'date-fns';
import type { Instant } from '../instant.ts';
import type { LocalDate } from './contract.ts';
import { localDateAt, startOfDate } from './local-date.ts';

/** A month on the calendar, `YYYY-MM`, without a time zone of its own. */
export type Month = string;

/** A half-open stretch of time. */
export interface Period {
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** Whether the text is a month, from 1970 on. */
export const isMonth = (text: string): boolean => /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])$/.test(text);

/** The month at an instant in an IANA zone. */
export const monthAt = (at: Instant, timezone: string): Month => localDateAt(at, timezone).slice(0, 7);

/** The month so many months later; earlier for a negative number. */
export const monthsLater = (month: Month, months: number): Month =>
  format(addMonths(parseISO(firstDayOf(month)), months), 'yyyy-MM');

export const firstDayOf = (month: Month): LocalDate => `${month}-01`;

/** From the month's first instant in an IANA zone to the first of the next month. */
export const periodOf = (month: Month, timezone: string): Period => ({
  fromAt: startOfDate(firstDayOf(month), timezone),
  toAt: startOfDate(firstDayOf(monthsLater(month, 1)), timezone),
});
