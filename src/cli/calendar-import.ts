// `deskhand calendar import COUNTRY YEAR`: the holidays and short days of a country, as YAML or into deskhand.yml.
import { nameSchema } from '../config/names.ts';
import { ok, type Result } from '../domain/result.ts';
import { isKnownZone } from '../domain/sla/zone.ts';
import { findCountryYear } from './calendar/country-choice.ts';
import type { CountryYear } from './calendar/country-year.ts';
import { type Failure, misused, wrongFile } from './calendar/failure.ts';
import { parseHours } from './calendar/hours-option.ts';
import { importIntoFile, type WantedInFile } from './calendar/import-into-file.ts';
import { newCalendar, notes, type Wanted } from './calendar/import-year.ts';
import { readCalendarFile } from './calendar/write-calendar.ts';
import { calendarLines } from './calendar/yaml-lines.ts';

/** The call as it was typed. */
export interface CalendarImportRequest {
  /** ISO code, with parts after hyphens: `RU`, `DE-BY`. */
  readonly country: string;
  readonly year: string;
  /** `09:00-18:00`, the default, or several parted by commas. */
  readonly hours?: string | undefined;
  /** IANA name; by default the country's first. */
  readonly timezone?: string | undefined;
  /** The file to put the calendar into; without one it is printed. */
  readonly write?: string | undefined;
  /** The calendar's name; `office` when it is printed. */
  readonly as?: string | undefined;
}

/** What an import touches. */
export interface CalendarImportFiles {
  /** @throws when the file cannot be read. */
  read(path: string): string;
  write(path: string, text: string): void;
}

export interface CalendarImportReport {
  /** For standard output: YAML that can be used as it is, or what became of the file. */
  readonly lines: readonly string[];
  /** For standard error. */
  readonly problems: readonly string[];
  /** 0 when it is done, 64 for a call that makes no sense, 78 for a file that is wrong. */
  readonly exitCode: 0 | 64 | 78;
}

const DEFAULT_HOURS = '09:00-18:00';
const DEFAULT_NAME = 'office';

type Outcome = Result<readonly string[], Failure>;

/** Runs one import. Writes nothing unless all went well and something changes. */
export async function runCalendarImport(
  request: CalendarImportRequest,
  files: CalendarImportFiles,
): Promise<CalendarImportReport> {
  const found = await findCountryYear(request.country, request.year);
  const outcome = found.ok ? importYear(request, found.value, files) : misused(found.error);
  return outcome.ok
    ? { lines: outcome.value, problems: [], exitCode: 0 }
    : { lines: [], problems: outcome.error.problem.split('\n'), exitCode: outcome.error.exitCode };
}

function importYear(request: CalendarImportRequest, year: CountryYear, files: CalendarImportFiles): Outcome {
  const wanted = wantedOf(request);
  if (!wanted.ok) return wanted;
  if (request.write === undefined) return printed(wanted.value, year);
  if (request.as !== undefined) return written(request.write, wanted.value, year, files);
  return misused(`Name the calendar of ${request.write} with --as; one that is not there yet is added.`);
}

function wantedOf({ hours, timezone, as }: CalendarImportRequest): Result<WantedInFile, Failure> {
  const intervals = parseHours(hours ?? DEFAULT_HOURS);
  if (!intervals.ok) return misused(intervals.error);
  if (timezone !== undefined && !isKnownZone(timezone)) {
    return misused(`"${timezone}" is not a time zone; use an IANA name such as Europe/Moscow.`);
  }
  const name = nameSchema.safeParse(as ?? DEFAULT_NAME);
  if (!name.success) return misused(`"${as}" ${name.error.issues[0]?.message}`);
  return ok({ name: name.data, timezone, hours: intervals.value, givesHours: hours !== undefined });
}

function printed(wanted: Wanted, year: CountryYear): Outcome {
  const calendar = newCalendar(wanted, year);
  if (!calendar.ok) return calendar;
  return ok([
    ...notes(year, calendar.value.entries).map((line) => `# ${line}`),
    'calendars:',
    ...calendarLines(calendar.value).map((line) => `  ${line}`),
  ]);
}

function written(path: string, wanted: WantedInFile, year: CountryYear, files: CalendarImportFiles): Outcome {
  const text = readText(path, files);
  if (text === undefined) return misused(`${path} cannot be read.`);
  const file = readCalendarFile(text, path);
  if (!file.ok) return wrongFile(file.error);
  const result = importIntoFile(file.value, wanted, year);
  if (!result.ok) return result;
  if (result.value.text !== text) files.write(path, result.value.text);
  return ok([`${path}: calendars.${wanted.name}`, ...result.value.lines.map((line) => `  ${line}`)]);
}

function readText(path: string, files: CalendarImportFiles): string | undefined {
  try {
    return files.read(path);
  } catch {
    return undefined;
  }
}
