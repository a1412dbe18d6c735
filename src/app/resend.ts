// Sends again what was given up, for an agent who knows that it will arrive now.
import type { Actor } from '../domain/commands.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type ExecuteParts, execute } from './execute.ts';
import type { Delivery, Repositories } from './ports.ts';
import { answerIn } from './settle-delivery.ts';

/** No ticket has more; those beyond would be the latest. */
const mostGivenUp = 10_000;

/**
 * Sends again, inside `tx`, what one event of the ticket has to say wherever that was given up, its files too: at the
 * end of each conversation, behind what was said there since. Without a `sequence`, the latest such event is meant.
 * Words that answer the requester count from now on.
 */
export async function resendEvent(
  tx: Repositories,
  parts: ExecuteParts,
  {
    ticket,
    sequence,
    actor,
  }: { readonly ticket: Ticket; readonly sequence: number | null; readonly actor: Actor },
): Promise<Result<null, DeskError>> {
  const now = parts.clock.now();
  const given = { states: ['failed', 'blocked'], ticketId: ticket.id, limit: mostGivenUp } as const;
  const givenUp = await tx.deliveries.inStates(given);
  const latest = Math.max(0, ...givenUp.map((each) => sequenceOf(each) ?? 0));
  const meant = givenUp.filter((each) => sequenceOf(each) === (sequence ?? latest));
  const again: Delivery[] = [];
  for (const delivery of meant) {
    if (await tx.deliveries.requeue(delivery.id, now)) again.push(delivery);
  }
  if (again.length === 0) return fail({ code: 'nothingToResend', reference: ticket.reference });
  const answer = await answerSentAgain(tx, ticket, again);
  if (answer !== null) {
    const command = { type: 'resendReply', messageId: answer } as const;
    const counted = await execute(tx, parts, { ticketId: ticket.id, actor, command });
    if (!counted.ok) return counted;
  }
  return ok(null);
}

/** Which of the ticket's events it is about; null for what an event does not say. */
const sequenceOf = ({ content }: Delivery): number | null =>
  content.kind === 'event' || content.kind === 'file' ? content.sequence : null;

/** The words by which the requester themselves is answered, if those are among what is sent again. */
async function answerSentAgain(
  tx: Repositories,
  ticket: Ticket,
  again: readonly Delivery[],
): Promise<string | null> {
  for (const { conversationId, content } of again) {
    if (content.kind !== 'event') continue;
    const conversation = await tx.conversations.get(conversationId);
    const isRequesters =
      conversation?.side === 'requester' &&
      (conversation.personId ?? ticket.requesterId) === ticket.requesterId;
    const event = isRequesters ? await tx.tickets.event(ticket.id, content.sequence) : null;
    const message = event === null ? null : answerIn(event);
    if (message !== null) return message.messageId;
  }
  return null;
}
