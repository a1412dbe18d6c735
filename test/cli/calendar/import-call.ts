// Runs an import in a test on files held in memory.
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type CalendarImportReport,
  type CalendarImportRequest,
  runCalendarImport,
} from '../../../src/cli/calendar-import.ts';
import { calendarSchema } from '../../../src/config/calendar-schema.ts';

type Options = Omit<CalendarImportRequest, 'country' | 'year'>;

/** What an import that prints says. */
export function importCalendar(
  country: string,
  year: number | string,
  options: Options = {},
): Promise<CalendarImportReport> {
  const noFiles = {
    read: (path: string): string => {
      throw new Error(`no file ${path}`);
    },
    write: (path: string): void => {
      throw new Error(`wrote ${path}`);
    },
  };
  return runCalendarImport({ country, year: String(year), ...options }, noFiles);
}

const fileSchema = z.object({ calendars: z.record(z.string(), calendarSchema) });

/** The calendars of a text, each of which passes the configuration's check. */
export const calendarsIn = (text: string) => fileSchema.parse(parse(text)).calendars;

/** The calendar that an import prints. */
export async function printedCalendar(country: string, year: number, options: Options = {}) {
  const { lines, problems } = await importCalendar(country, year, options);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.values(calendarsIn(lines.join('\n')))[0]!;
}

/** Imports into a file of this text, and tells what became of it. */
export async function importInto(text: string, country: string, year: number, options: Options = {}) {
  const writes: string[] = [];
  const files = { read: () => text, write: (_path: string, written: string) => void writes.push(written) };
  const request = { country, year: String(year), write: 'deskhand.yml', as: 'office', ...options };
  const report = await runCalendarImport(request, files);
  return { ...report, text: writes.at(-1) ?? text, writes: writes.length };
}
