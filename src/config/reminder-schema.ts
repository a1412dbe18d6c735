// Reminder steps as the file writes them: percent of a target or business time before it, time after it.

import { z } from 'zod';
import { parseDuration } from './duration.ts';

const percent = /^([1-9]|[1-9]\d)%$/;

const beforeSchema = z
  .string('must be a percentage such as "50%" or a duration such as 30m.')
  .refine(
    (text) => percent.test(text) || (parseDuration(text) ?? 0) > 0,
    'must be a percentage from 1% to 99% or a duration such as 30m.',
  )
  .describe('50%: when half of the target is used; 30m: half an hour of business time before it');

const afterSchema = z
  .string('must be a duration such as 0m or 2h.')
  .refine((text) => parseDuration(text) !== null, 'must be a duration such as 0m or 2h.')
  .describe('0m: at the deadline itself; 2h: two hours of business time after it');

export const remindersSchema = z.strictObject({
  before: z.array(beforeSchema).max(20).default(['50%', '80%', '95%']),
  after: z.array(afterSchema).max(20).default(['0m', '30m', '2h']),
});
