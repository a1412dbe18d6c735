// The on-call rota as the file writes it: who is paged outside working hours.

import { z } from 'zod';
import { parseLocalDate, parseTimeOfDay } from '../domain/sla/calendar-spec.ts';
import { timezoneSchema } from './calendar-schema.ts';
import { positiveDurationSchema } from './duration.ts';
import { personSchema } from './names.ts';

const timeSchema = z
  .string()
  .refine((text) => parseTimeOfDay(text) !== null, 'must be a time such as "18:00".');
const dateSchema = z
  .string()
  .refine((text) => parseLocalDate(text) !== null, 'must be a date such as "2026-12-31".');
const peopleSchema = z.array(personSchema).min(1, 'must name at least one person.');

/** The rota of one queue: weekly shifts, the first person of a shift paged first, and dates that differ. */
export const onCallSchema = z.strictObject({
  timezone: timezoneSchema,
  shifts: z
    .array(
      z.strictObject({
        days: z
          .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
          .min(1, 'must name at least one day.'),
        from: timeSchema,
        to: timeSchema,
        people: peopleSchema,
      }),
    )
    .min(1, 'must have at least one shift.'),
  exceptions: z.array(z.strictObject({ date: dateSchema, people: peopleSchema })).default([]),
  escalateAfter: positiveDurationSchema
    .default(600_000)
    .describe('How long a page waits before the next person is paged'),
});
