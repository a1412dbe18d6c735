// Calendars as the file writes them, checked down to each time and date.

import { z } from 'zod';
import type { Weekday } from '../domain/sla/calendar.ts';
import {
  type CalendarProblem,
  type CalendarProblemCode,
  calendarProblems,
} from '../domain/sla/calendar-problems.ts';
import { isKnownZone } from '../domain/sla/zone.ts';

const unknownZone = 'is not a time zone; use an IANA name such as Europe/Moscow or UTC.';

export const timezoneSchema = z
  .string()
  .refine(isKnownZone, unknownZone)
  .describe('IANA time zone, such as Europe/Moscow');

const timeSchema = z.string('must be a time such as "09:00".');
const dateSchema = z.string('must be a date such as "2026-01-01".');

const intervalsSchema = z.array(
  z
    .tuple([timeSchema, timeSchema], 'must be a pair of times such as ["09:00", "18:00"].')
    .describe('From and to, local time; "24:00" may end one, and an end before its start runs past midnight'),
);

const weekSchema = z.strictObject({
  mon: intervalsSchema.optional(),
  tue: intervalsSchema.optional(),
  wed: intervalsSchema.optional(),
  thu: intervalsSchema.optional(),
  fri: intervalsSchema.optional(),
  sat: intervalsSchema.optional(),
  sun: intervalsSchema.optional(),
} satisfies Record<Weekday, z.ZodType>);

/** Working hours in one time zone; one without any working time is refused. */
export const calendarSchema = z
  .strictObject({
    timezone: z.string().describe('IANA time zone, such as Europe/Moscow'),
    hours: weekSchema,
    holidays: z.array(dateSchema).default([]).describe('Closed dates'),
    extra: z
      .array(z.strictObject({ date: dateSchema, hours: intervalsSchema }))
      .default([])
      .describe('Dates with hours of their own; they beat holidays'),
  })
  .superRefine((calendar, context) => {
    for (const problem of calendarProblems(calendar)) {
      context.addIssue({ code: 'custom', path: [...problem.path], message: messageOf(problem) });
    }
  });

const remedies: Readonly<Record<CalendarProblemCode, string>> = {
  'unknown-zone': unknownZone,
  'bad-time': 'is not a time of day; write it from "00:00" to "23:59", and "24:00" only as an end.',
  'bad-date': 'is not a date that exists, written YYYY-MM-DD.',
  'duplicate-date': 'is listed twice; leave one.',
  'wrapping-extra': 'runs past midnight, which extra does not; write the rest under the next date.',
  'no-working-time': 'has no working time, so that no deadline could ever be reached; give it hours.',
};

function messageOf({ code, value }: CalendarProblem): string {
  return value === '' ? remedies[code] : `"${value}" ${remedies[code]}`;
}
