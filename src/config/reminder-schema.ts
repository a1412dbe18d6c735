// Reminder steps as the file writes them: percent of a target or business time before it, time after it.

import { z } from 'zod';
import { durationSchema, positiveDurationSchema } from './duration.ts';

const isPercent = (text: string): boolean => /^([1-9]|[1-9]\d)%$/.test(text);

const beforeSchema = z
  .string('must be a percentage such as "50%" or a duration such as 30m.')
  .refine(
    (text) => isPercent(text) || positiveDurationSchema.safeParse(text).success,
    'must be a percentage from 1% to 99% or a duration such as 30m.',
  )
  .describe('50%: when half of the target is used; 30m: half an hour of business time before it');

const afterSchema = z
  .string('must be a duration such as 0m or 2h.')
  .refine((text) => durationSchema.safeParse(text).success, 'must be a duration such as 0m or 2h.')
  .describe('0m: at the deadline itself; 2h: two hours of business time after it');

const owedSchema = z
  .string('must be a duration such as 30m.')
  .refine((text) => positiveDurationSchema.safeParse(text).success, 'must be a duration such as 30m.')
  .describe('30m: half an hour of business time without the promise that is owed');

const stepsOf = (step: typeof beforeSchema) =>
  z
    .array(step)
    .max(20)
    .refine((steps) => new Set(steps).size === steps.length, 'names a step twice; leave one.');

export const remindersSchema = z.strictObject({
  before: stepsOf(beforeSchema).default(['50%', '80%', '95%']),
  after: stepsOf(afterSchema).default(['0m', '30m', '2h']),
  owed: stepsOf(owedSchema).default(['30m', '2h', '4h']),
});
