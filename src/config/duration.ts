// Durations as the configuration writes them: 90s, 15m, 6h, 2d, or sums of them.

import { z } from 'zod';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 3650 * 86_400_000;
const form = /^\d{1,9}[smhd](\s*\d{1,9}[smhd])*$/;

/** The milliseconds of a duration such as `1h 30m` (`d` is 24 h of whatever the calendar counts), or null when it is none. */
export function parseDuration(text: string): number | null {
  if (!form.test(text)) return null;
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const totalMs = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0), 0);
  return totalMs <= longestMs ? totalMs : null;
}

const wrong = 'is not a duration; write it like 90s, 15m, 6h, 2d or 1h 30m (at most 3650d).';

/** A duration, zero allowed, as milliseconds. */
export const durationSchema = z
  .string({ error: wrong })
  .regex(form, wrong)
  .transform((text, context) => {
    const durationMs = parseDuration(text);
    if (durationMs !== null) return durationMs;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  })
  .describe('90s, 15m, 6h, 2d, or a sum such as 1h 30m; d is 24 h of whatever the calendar counts');

/** A duration longer than nothing, as milliseconds. */
export const positiveDurationSchema = durationSchema.refine(
  (durationMs) => durationMs > 0,
  'must be longer than 0.',
);
