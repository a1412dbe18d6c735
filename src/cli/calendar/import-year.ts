// A country's year on the working hours that were asked for: the calendar, and what to know about it.
import { ok, type Result } from '../../domain/result.ts';
import type { CalendarSpec, LocalInterval } from '../../domain/sla/calendar-spec.ts';
import type { CountryYear } from './country-year.ts';
import { type DatedEntries, datedEntries } from './dated-entries.ts';
import { type Failure, misused } from './failure.ts';
import type { NewCalendar } from './yaml-lines.ts';

/** What the call says about a calendar that does not exist yet. */
export interface Wanted {
  readonly name: string;
  /** IANA name; undefined for the country's own. */
  readonly timezone: string | undefined;
  /** Of each day of the country's working week. */
  readonly hours: readonly LocalInterval[];
}

/** A calendar of one year's dates; refused when neither the call nor the country has a time zone. */
export function newCalendar(wanted: Wanted, year: CountryYear): Result<NewCalendar, Failure> {
  const { name, hours } = wanted;
  const timezone = wanted.timezone ?? year.timezone;
  if (timezone === undefined)
    return misused(`No time zone is known for ${year.title}; give one with --timezone.`);
  const entries = datedEntries(year, { timezone, hours: weekOf(year, hours) });
  return ok({ name, timezone, week: year.workingWeek, hours, entries });
}

/** The same hours on each day of the country's working week. */
export const weekOf = (
  { workingWeek }: CountryYear,
  hours: readonly LocalInterval[],
): CalendarSpec['hours'] => Object.fromEntries(workingWeek.map((day) => [day, hours]));

/** What whoever uses the dates should know about them, a line each. */
export function notes({ title, remarks, leftOut }: CountryYear, { idle }: DatedEntries): string[] {
  const closedAnyway = idle.map(({ date, name }) => `${date} ${name}: the calendar is closed then anyway`);
  const all = [...leftOut, ...closedAnyway];
  return [title, ...remarks, ...(all.length === 0 ? [] : ['Left out:', ...all.map((line) => `  ${line}`)])];
}
