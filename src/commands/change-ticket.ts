// How a command changes its ticket: one write, once, with the message that asked for it as origin.

import type { Origin } from '../app/effects.ts';
import { type Executed, execute } from '../app/execute.ts';
import type { TicketCommand } from '../domain/commands.ts';
import type { DeskError } from '../domain/errors.ts';
import type { MessageBody } from '../domain/events.ts';
import type { Result } from '../domain/result.ts';
import { followTicket } from './colleague.ts';
import type { Request, TicketRequest } from './spec.ts';

/** Runs the command on the request's ticket; null when this very request has been handled before. */
export function changeTicket(
  request: TicketRequest,
  command: TicketCommand,
): Promise<Result<Executed, DeskError> | null> {
  const { desk, ticket, person, role } = request;
  return request.once(async (tx) => {
    const origin = originOf(request);
    if (origin !== null) await rememberWritten(tx, request, origin.messageId, ticket.id, wordsIn(command));
    const changed = await execute(tx, desk, {
      ticketId: ticket.id,
      actor: { id: person.id, role },
      command,
      origin,
    });
    if (changed.ok) await followTicket(tx, request);
    return changed;
  });
}

/** The words of the request as one message of the ticket's conversation. */
export function messageOf(request: Request, text: string): MessageBody {
  return { messageId: request.desk.ids.next(), text, attachments: request.attachments };
}

/** The message by which the person acted, when it stands in a conversation that the desk can mark it in. */
export function originOf(request: Request): Origin | null {
  const { conversation, messageId } = request;
  return conversation === null || messageId === null ? null : { conversationId: conversation.id, messageId };
}

/** Keeps which ticket a person's own message went to, so that answering it continues that ticket. */
export async function rememberWritten(
  tx: Parameters<Parameters<Request['once']>[0]>[0],
  { place, person }: Request,
  messageId: string,
  ticketId: string,
  words: MessageBody | null = null,
): Promise<void> {
  const { platform, chat } = place;
  await tx.deliveries.remember({
    platform,
    chat,
    messageId,
    ticketId,
    role: 'written',
    command: null,
    personId: person.id,
    ...(words !== null && { bodyId: words.messageId }),
  });
}

const wordsIn = (command: TicketCommand): MessageBody | null =>
  'message' in command ? command.message : null;
