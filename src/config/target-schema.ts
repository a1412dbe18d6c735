// SLA targets as the file writes them: a duration on a calendar, or a promise owed.

import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';
import { nameSchema } from './names.ts';

/** A target before its calendar is settled. */
export interface WrittenTarget {
  readonly withinMs: number | null;
  readonly calendar?: string | undefined;
  readonly afterHours?: 'phone' | undefined;
}

const longTargetSchema = z
  .strictObject({
    within: positiveDurationSchema.optional(),
    promise: z.literal(true, 'must be true, or be left out.').optional(),
    calendar: nameSchema.optional().describe("On which calendar the time counts; the plan's by default"),
    afterHours: z.literal('phone', 'must be phone, or be left out.').optional(),
  })
  .refine(
    ({ within, promise }) => (within === undefined) !== (promise === undefined),
    'needs either within (such as 6h) or promise: true.',
  );

export const targetSchema = z
  .union([z.literal('promise'), longTargetSchema], {
    error: 'must be the word promise, or a target such as { within: 6h, calendar: office }.',
  })
  .transform(
    (target): WrittenTarget =>
      target === 'promise'
        ? { withinMs: null }
        : { withinMs: target.within ?? null, calendar: target.calendar, afterHours: target.afterHours },
  )
  .describe('{ within: 6h, calendar: office }, or promise: an agent commits to a time');
