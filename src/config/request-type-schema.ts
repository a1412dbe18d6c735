// Request types as the file writes them: their form, stages and release targets.

import { z } from 'zod';
import { localTextSchema } from './local-text.ts';
import { targetSchema } from './target-schema.ts';

const fieldNameSchema = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]{0,39}$/,
    'must be a name such as databaseVersion: letters and digits, starting small.',
  );

/** What every form asks by itself. */
const ownNames: readonly string[] = ['severity', 'description', 'organisation', 'priority'];

const patternSchema = z.string().refine(isPattern, 'is not a regular expression that can be used.');

const fieldSchema = z
  .strictObject({
    name: fieldNameSchema,
    type: z.enum(['text', 'longText', 'select', 'checkbox', 'file', 'hash', 'url', 'version', 'date']),
    label: localTextSchema,
    help: localTextSchema.optional(),
    required: z.boolean().default(true),
    pattern: patternSchema.optional(),
    options: z
      .array(z.strictObject({ value: z.string().min(1).max(75), label: localTextSchema }))
      .min(1)
      .max(100)
      .optional()
      .describe('Choices of a select'),
    sample: z
      .boolean()
      .default(false)
      .describe("Whether its file may be malware: then it is sealed, and goes only to the type's queue"),
    oneOf: fieldNameSchema.optional().describe('Of the fields that share this name, one is enough'),
  })
  .refine(({ type, options }) => (type === 'select') === (options !== undefined), {
    message: 'needs options if its type is select, and has none otherwise.',
  })
  .refine(({ name }) => !ownNames.includes(name), {
    path: ['name'],
    message: 'is asked by every form already; choose another name.',
  })
  .refine(({ type, sample }) => type === 'file' || !sample, {
    path: ['sample'],
    message: 'is for fields of the type file.',
  });

const stageSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,31}$/, 'must be a name such as update-prepared.'),
  title: localTextSchema,
  final: z.boolean().default(false),
  needsReason: z.boolean().default(false).describe('Whether the agent must say why'),
  needsVersion: z
    .boolean()
    .default(false)
    .describe('Whether the agent must name the version of the databases that carry the change'),
});

export const requestTypeSchema = z.strictObject({
  title: localTextSchema,
  help: localTextSchema.optional(),
  form: z.array(fieldSchema).max(50).default([]).describe('Asked beside the severity and the description'),
  preconditions: z
    .array(
      z.strictObject({
        field: fieldNameSchema,
        atLeast: z.literal('latestDatabases', 'must be latestDatabases.'),
        refusal: localTextSchema,
      }),
    )
    .default([])
    .describe('What must hold before such a request is taken'),
  stages: z.array(stageSchema).default([]),
  release: z
    .strictObject({ standard: targetSchema.optional(), urgent: targetSchema.optional() })
    .default({})
    .describe('When a change is released, for plans without and with urgentRelease'),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
