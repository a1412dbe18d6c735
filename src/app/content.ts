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
  /** That what an event says to a requester who is on no platform has to be told by phone. */
  z.object({ kind: z.literal('byPhone'), sequence: z.number().int().positive() }),
  /** A sign on a message that a person wrote. */
  z.object({ kind: z.literal('mark'), messageId: z.string(), mark: z.enum(['received', 'note', 'reply']) }),
  /** The question that a draft waits on, or what became of it. */
  z.object({ kind: z.literal('draft'), draftId: z.string() }),
  /** Reminders of several tickets of a queue in one message. */
  z.object({
    kind: z.literal('digest'),
    queue: z.string(),
    items: z.array(z.object({ ticketId: z.string(), sequence: z.number().int().positive() })),
    /** How many further ones are not named. */
    more: z.number().int().nonnegative(),
  }),
  /** An organisation's statement of a month: its totals as a message, or every ticket of it as a document. */
  z.object({
    kind: z.literal('statement'),
    organisationId: z.string(),
    /** `YYYY-MM`. */
    month: z.string(),
    format: z.enum(['message', 'csv', 'pdf']),
    /** For which of the organisation's people it is; null for the desk's own. */
    readerId: z.string().nullable(),
  }),
  /** That an earlier delivery failed for good. */
  z.object({ kind: z.literal('undelivered'), deliveryId: z.string() }),
  /** That another account of the reader's was linked: whose name it bears, and on which platform. */
  z.object({ kind: z.literal('accountLinked'), platform: z.string(), name: z.string() }),
]);

export type Content = z.infer<typeof content>;
