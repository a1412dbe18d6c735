// Plans as the file writes them: the kinds of contract that a customer can have.

import { z } from 'zod';
import type { Severity } from '../domain/ticket.ts';
import { localTextSchema } from './local-text.ts';
import { nameSchema } from './names.ts';
import { targetSchema } from './target-schema.ts';

const metricsSchema = z.strictObject({
  firstResponse: targetSchema.optional(),
  nextResponse: targetSchema.optional(),
  resolution: targetSchema.optional(),
});

const targetsSchema = z.strictObject({
  critical: metricsSchema.optional(),
  high: metricsSchema.optional(),
  medium: metricsSchema.optional(),
  low: metricsSchema.optional(),
} satisfies Record<Severity, z.ZodType>);

export const planSchema = z.strictObject({
  title: localTextSchema.optional(),
  rank: z.int().default(0).describe('Whose tickets come first: higher before lower'),
  priorityIncidents: z.int().min(0).max(10_000).default(0).describe('Priority incidents per contract year'),
  urgentRelease: z.boolean().default(false).describe('Signature changes are released urgently'),
  visibility: z
    .enum(['own', 'organisation'])
    .default('own')
    .describe("Whether a requester sees their own tickets or their organisation's"),
  calendar: nameSchema.optional().describe('Calendar of the targets that name none'),
  targets: targetsSchema.default({}).describe('By severity and metric'),
});
