// The whole of deskhand.yml as a schema: what may be written, key by key.

import { z } from 'zod';
import { languages } from '../domain/language.ts';
import { severities } from '../domain/ticket.ts';
import { calendarSchema, timezoneSchema } from './calendar-schema.ts';
import { positiveDurationSchema } from './duration.ts';
import { localTextSchema } from './local-text.ts';
import { nameSchema, personSchema } from './names.ts';
import { onCallSchema } from './on-call-schema.ts';
import { planSchema } from './plan-schema.ts';
import { queueSchema } from './queue-schema.ts';
import { remindersSchema } from './reminder-schema.ts';
import { requestTypeSchema } from './request-type-schema.ts';

const deskSchema = z.strictObject({
  name: localTextSchema,
  prefix: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9]{1,9}$/,
      'must be 2 to 10 capital letters and digits, starting with a letter, such as ACME.',
    )
    .describe('What references begin with: ACME-118'),
  language: z
    .enum(languages)
    .default('en')
    .describe('Language of shared chats, and of people whose own is not known'),
  timezone: timezoneSchema
    .optional()
    .describe("Zone of people whose own is not known; the first calendar's by default"),
  unknownRequesters: z.enum(['accept', 'invite']).default('accept'),
  defaultPlan: nameSchema
    .optional()
    .describe('Plan of requesters without a contract; needed where there are several'),
  defaultSeverity: z
    .enum(severities)
    .default('medium')
    .describe('Severity of a draft that nobody chose one for'),
  draftAfter: positiveDurationSchema
    .default(600_000)
    .describe('How long a draft waits for a severity before it opens by itself'),
});

const atLeastOne = <Value>(values: Readonly<Record<string, Value>>): boolean =>
  Object.keys(values).length > 0;

export const deskFileSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of the JSON Schema, for editors'),
  desk: deskSchema,
  calendars: z.record(nameSchema, calendarSchema).refine(atLeastOne, 'must define at least one calendar.'),
  queues: z.record(nameSchema, queueSchema).refine(atLeastOne, 'must define at least one queue.'),
  plans: z.record(nameSchema, planSchema).refine(atLeastOne, 'must define at least one plan.'),
  reminders: remindersSchema.prefault({}),
  requestTypes: z.record(nameSchema, requestTypeSchema).default({}),
  agents: z
    .record(personSchema, z.strictObject({ name: localTextSchema }))
    .default({})
    .describe('What requesters know agents by, where that is not their name on the platform'),
  retention: z
    .strictObject({
      messages: positiveDurationSchema.optional(),
      files: positiveDurationSchema.optional(),
      samples: positiveDurationSchema.optional(),
    })
    .default({})
    .describe(
      'How long texts, files and samples are kept after their ticket was closed; for ever if left out',
    ),
  onCall: z.record(nameSchema, onCallSchema).default({}).describe('Rotas, by queue'),
});

/** deskhand.yml as it was written, checked and with defaults, before names are resolved. */
export type DeskFile = z.output<typeof deskFileSchema>;
