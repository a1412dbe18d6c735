// Durations of the configuration, read and bounded.

import { z } from 'zod';
import { parseDuration } from '../domain/sla/duration.ts';

const longestMs = 3650 * 86_400_000;
const wrong = 'is not a duration; write it like 90s, 15m, 6h, 2d or 1h 30m (at most 3650d).';

/** A duration, zero allowed, as milliseconds. */
export const durationSchema = z
  .string({ error: wrong })
  .regex(/^\d+[smhd](\s*\d+[smhd])*$/, wrong)
  .transform((text, context) => {
    const durationMs = parseDuration(text);
    if (durationMs !== null && durationMs <= longestMs) return durationMs;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  })
  .describe('90s, 15m, 6h, 2d, or a sum such as 1h 30m; d is 24 h of whatever the calendar counts');

/** A duration longer than nothing, as milliseconds. */
export const positiveDurationSchema = durationSchema.refine(
  (durationMs) => durationMs > 0,
  'must be longer than 0.',
);
