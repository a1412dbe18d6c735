// SLA timers and targets as they come back from JSON columns.
import { z } from 'zod';
import { METRICS } from '../../domain/sla/timers.ts';

const instant = z.number();
export const metric = z.enum(METRICS);

const verdict = z.strictObject({
  dueAt: instant.nullable(),
  breachedAt: instant.nullable(),
  pastBreaches: z.array(instant),
});

/** `SlaTimer` of the domain; that the two are equal is checked with the types. */
export const slaTimer = z.strictObject({
  ...verdict.shape,
  metric,
  startedAt: instant,
  withinMs: z.number().nullable(),
  promise: z.strictObject({ madeAt: instant, withinMs: z.number() }).nullable(),
  calendar: z.string(),
  calls: z.array(z.strictObject({ at: instant, calendar: z.string() })),
  pauses: z.array(z.strictObject({ fromAt: instant, toAt: instant.nullable() })),
  changedAt: instant,
  clock: verdict,
  answers: z.array(z.strictObject({ at: instant, by: z.string().nullable(), verdict })),
  metAt: instant.nullable(),
  closedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
});

const slaTarget = z.strictObject({
  withinMs: z.number().nullable(),
  calendar: z.string(),
  afterHours: z.literal('phone').optional(),
});

/** `SlaTargets` of the domain. */
export const slaTargets = z.strictObject({
  firstResponse: slaTarget.optional(),
  nextResponse: slaTarget.optional(),
  resolution: slaTarget.optional(),
});
