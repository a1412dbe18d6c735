// What one delivery owes its conversation: a fact to tell, worded only when it is sent.
import { z } from 'zod';

export const content = z.discriminatedUnion('kind', [
  /** The ticket's card: opens the agents' thread, later edits the card there. */
  z.object({ kind: z.literal('card') }),
  /** One event of the ticket, told as fits the side that reads it. */
  z.object({ kind: z.literal('event'), sequence: z.number().int().positive() }),
  /** A sign on a message that a person wrote. */
  z.object({ kind: z.literal('mark'), messageId: z.string(), mark: z.enum(['received', 'note', 'reply']) }),
  /** The question that a draft waits on: which severity, or which ticket. */
  z.object({ kind: z.literal('draft'), draftId: z.string() }),
  /** That an earlier delivery failed for good. */
  z.object({ kind: z.literal('undelivered'), deliveryId: z.string() }),
]);

export type Content = z.infer<typeof content>;
