// What one delivery owes its conversation: a fact to tell, worded only when it is sent.
import { z } from 'zod';
import { fileLosses } from './files.ts';

export const content = z.discriminatedUnion('kind', [
  /** The ticket's card: opens the agents' thread, later edits the card there. */
  z.object({ kind: z.literal('card') }),
  /** One event of the ticket, told as fits the side that reads it. */
  z.object({ kind: z.literal('event'), sequence: z.number().int().positive() }),
  /** One of the files that came with an event's message, sent behind its words. */
  z.object({
    kind: z.literal('file'),
    sequence: z.number().int().positive(),
    index: z.number().int().nonnegative(),
  }),
  /** That such a file did not reach the people of one side. */
  z.object({
    kind: z.literal('fileLost'),
    sequence: z.number().int().positive(),
    index: z.number().int().nonnegative(),
    loss: z.enum(fileLosses),
    side: z.enum(['agents', 'requester']),
  }),
  /** A sign on a message that a person wrote. */
  z.object({ kind: z.literal('mark'), messageId: z.string(), mark: z.enum(['received', 'note', 'reply']) }),
  /** The question that a draft waits on: which severity, or which ticket. */
  z.object({ kind: z.literal('draft'), draftId: z.string() }),
  /** Reminders of several tickets of a queue in one message. */
  z.object({
    kind: z.literal('digest'),
    queue: z.string(),
    items: z.array(z.object({ ticketId: z.string(), sequence: z.number().int().positive() })),
    /** How many further ones are not named. */
    more: z.number().int().nonnegative(),
  }),
  /** That an earlier delivery failed for good. */
  z.object({ kind: z.literal('undelivered'), deliveryId: z.string() }),
]);

export type Content = z.infer<typeof content>;
