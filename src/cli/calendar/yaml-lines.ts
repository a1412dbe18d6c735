// How the dates of a calendar are written in deskhand.yml.
import type { LocalInterval, Weekday } from '../../domain/sla/calendar-spec.ts';
import { WEEKDAYS } from '../../domain/sla/calendar-spec.ts';
import type { ClosedDate } from './country-year.ts';
import type { DatedEntries, NamedExtra } from './dated-entries.ts';

/** One entry of a list: its value in flow style, good anywhere, and what is said about it. */
export interface YamlEntry {
  readonly value: string;
  readonly comment: string;
}

const quoted = (text: string): string => JSON.stringify(text);

/** `[["09:00", "18:00"]]`. */
export const intervalsText = (intervals: readonly LocalInterval[]): string =>
  `[${intervals.map((pair) => `[${pair.map(quoted).join(', ')}]`).join(', ')}]`;

export const holidayEntry = ({ date, name }: ClosedDate): YamlEntry => ({
  value: quoted(date),
  comment: name,
});

export const extraEntry = ({ date, hours, name }: NamedExtra): YamlEntry => ({
  value: `{ date: ${quoted(date)}, hours: ${intervalsText(hours)} }`,
  comment: name,
});

/** `- "2026-01-01" # New Year holidays`. */
export const entryLine = ({ value, comment }: YamlEntry): string => `- ${value} # ${comment}`;

/** Lines of a list under its key; none for an empty list, which the configuration takes for granted. */
export const listLines = (key: string, entries: readonly YamlEntry[]): string[] =>
  entries.length === 0 ? [] : [`${key}:`, ...entries.map((entry) => `  ${entryLine(entry)}`)];

/** A calendar of `week` days that all have the same hours. */
export interface NewCalendar {
  readonly name: string;
  readonly timezone: string;
  readonly week: readonly Weekday[];
  readonly hours: readonly LocalInterval[];
  readonly entries: DatedEntries;
}

/** A whole calendar with its name, as it stands under `calendars:`, without indentation. */
export function calendarLines({ name, timezone, week, hours, entries }: NewCalendar): string[] {
  const body = [
    `timezone: ${timezone}`,
    'hours:',
    ...WEEKDAYS.filter((day) => week.includes(day)).map((day) => `  ${day}: ${intervalsText(hours)}`),
    ...listLines('holidays', entries.holidays.map(holidayEntry)),
    ...listLines('extra', entries.extra.map(extraEntry)),
  ];
  return [`${name}:`, ...body.map((line) => `  ${line}`)];
}
