// Puts a country's year into a configuration file: a new calendar, or the dates of one that exists.
import { isDeepStrictEqual } from 'node:util';
import { ok, type Result } from '../../domain/result.ts';
import type { CalendarSpec } from '../../domain/sla/calendar-spec.ts';
import type { CountryYear } from './country-year.ts';
import { datedEntries } from './dated-entries.ts';
import { type Failure, misused, wrongFile } from './failure.ts';
import { newCalendar, notes, type Wanted, weekOf } from './import-year.ts';
import { mergePlan } from './merge-plan.ts';
import { type CalendarFile, calendarIn, withCalendar, withDates } from './write-calendar.ts';

/** What the call asks for; hours and zone only where it says them, since a calendar that exists has its own. */
export interface WantedInFile extends Wanted {
  readonly givesHours: boolean;
}

/** The file as it is to be, and what changed, a line each. */
export interface Written {
  readonly text: string;
  readonly lines: readonly string[];
}

/** Adds the calendar to the file, or its dates to the calendar of that name. */
export function importIntoFile(
  file: CalendarFile,
  wanted: WantedInFile,
  year: CountryYear,
): Result<Written, Failure> {
  return Object.hasOwn(file.calendars, wanted.name)
    ? changeCalendar(file, wanted, year)
    : addCalendar(file, wanted, year);
}

function addCalendar(file: CalendarFile, wanted: Wanted, year: CountryYear): Result<Written, Failure> {
  const calendar = newCalendar(wanted, year);
  if (!calendar.ok) return calendar;
  const text = withCalendar(file, calendar.value);
  if (!text.ok) return wrongFile(text.error);
  const { holidays, extra } = calendar.value.entries;
  const added = `a new calendar with ${holidays.length} holidays and ${extra.length} extra days`;
  return ok({ text: text.value, lines: [added, ...notes(year, calendar.value.entries)] });
}

function changeCalendar(
  file: CalendarFile,
  wanted: WantedInFile,
  year: CountryYear,
): Result<Written, Failure> {
  const existing = calendarIn(file, wanted.name);
  if (!existing.ok) return wrongFile(existing.error);
  const clash = clashOf(existing.value, wanted, year);
  if (clash !== undefined) return misused(clash);
  const entries = datedEntries(year, existing.value);
  const plan = mergePlan(existing.value, entries);
  const text = plan.changes.length === 0 ? ok(file.text) : withDates(file, wanted.name, existing.value, plan);
  if (!text.ok) return wrongFile(text.error);
  const lines = [
    ...(plan.changes.length === 0 ? ['nothing to change'] : plan.changes),
    ...plan.kept.map((date) => `${date} kept, which the import does not know`),
    ...notes(year, entries),
  ];
  return ok({ text: text.value, lines });
}

/** An import changes dates alone: hours and zone that differ from the calendar's own are surely a mistake. */
function clashOf(existing: CalendarSpec, wanted: WantedInFile, year: CountryYear): string | undefined {
  const { name, timezone, hours, givesHours } = wanted;
  if (timezone !== undefined && timezone !== existing.timezone) {
    return `calendars.${name} is in ${existing.timezone}. Leave --timezone out, or choose another name.`;
  }
  if (givesHours && !isDeepStrictEqual(existing.hours, weekOf(year, hours))) {
    return `calendars.${name} has hours of its own, and keeps them. Leave --hours out, or choose another name.`;
  }
  return undefined;
}
