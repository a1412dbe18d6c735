// What every decision is made of: which states allow an act, and how its events are stamped.
import type { DecideContext } from './commands.ts';
import type { DeskError } from './errors.ts';
import type { MessageBody, TicketEvent } from './events.ts';
import type { Act } from './permissions.ts';
import { fail, ok, type Result } from './result.ts';
import type { Status, Ticket } from './ticket.ts';

export type Decision = Result<readonly TicketEvent[], DeskError>;

/** The longest text that one message may carry, in code points; what relays on every platform in a few pieces. */
export const messageLimit = 20_000;

/** The states in which work on a ticket goes on. */
export const unfinished: readonly Status[] = ['new', 'open', 'pending', 'on_hold'];

/** Done now, by the actor. */
export const stamp = ({ now, actor }: DecideContext) => ({ at: now, actorId: actor.id });

/** The events, if the ticket is in one of the states. */
export function from(
  ticket: Ticket,
  statuses: readonly Status[],
  verb: Act,
  ...events: readonly TicketEvent[]
): Decision {
  return statuses.includes(ticket.status) ? ok(events) : fail(wrongStatus(ticket, verb));
}

/** That the ticket's state does not allow the act. */
export const wrongStatus = (ticket: Ticket, verb: Act): DeskError => ({
  code: 'wrongStatus',
  reference: ticket.reference,
  status: ticket.status,
  verb,
});

/** Why a message cannot be said; null when it can. */
export function problemWith(message: MessageBody, verb: string): DeskError | null {
  const length = [...message.text].length;
  if (length > messageLimit) return { code: 'textTooLong', limit: messageLimit, length };
  const isEmpty = message.text.trim() === '' && message.attachments.length === 0;
  return isEmpty ? { code: 'textMissing', verb } : null;
}
