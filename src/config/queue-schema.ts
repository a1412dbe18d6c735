// Queues as the file writes them: where tickets appear and how their threads behave.

import { z } from 'zod';
import { localTextSchema } from './local-text.ts';
import { nameSchema, personSchema, slackChannelSchema, telegramChatSchema } from './names.ts';

export const queueSchema = z.strictObject({
  title: localTextSchema.optional(),
  slackChannel: slackChannelSchema.optional(),
  telegramChat: telegramChatSchema.optional(),
  phone: z
    .string()
    .trim()
    .min(3, 'must be a phone number.')
    .optional()
    .describe('Priority phone line, shown out of hours'),
  leads: z.array(personSchema).default([]).describe('Who is escalated to and may administer'),
  threadMessages: z
    .enum(['note', 'reply'])
    .default('note')
    .describe('What a plain message in an agent thread is: an internal note, or a public reply'),
  outsideHours: z
    .enum(['hold', 'send', 'on-call'])
    .default('hold')
    .describe('Reminders outside working hours: held until opening, sent, or sent to whoever is on call'),
  default: z.boolean().default(false).describe('Takes what no other queue takes; exactly one queue does'),
  requestTypes: z.array(nameSchema).default([]).describe('Request types that this queue handles'),
});
