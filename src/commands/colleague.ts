// Somebody who acts on a colleague's ticket from then on gets its answers too.
import type { Conversation, Repositories } from '../app/ports.ts';
import { directConversation } from './direct-conversation.ts';
import type { TicketRequest } from './spec.ts';

/** Joins the person's direct messages to the ticket, where they act for its requester and are not told of it yet. */
export async function followTicket(tx: Repositories, request: TicketRequest): Promise<void> {
  const { ticket, person, role, conversation } = request;
  if (role !== 'requester' || ticket.requesterId === person.id) return;
  const told = await tx.conversations.ofTicket(ticket.id);
  const isTold = told.some(
    ({ id, side, personId }) => side === 'requester' && (personId === person.id || id === conversation?.id),
  );
  if (!isTold) await tx.conversations.join((await conversationFor(tx, request)).id, ticket.id);
}

/** Where they write to the desk directly, unless that is the thread of another ticket. */
async function conversationFor(tx: Repositories, request: TicketRequest): Promise<Conversation> {
  const { place, conversation, person } = request;
  const { platform, chat, thread, form, kind } = place;
  const isTaken = conversation !== null && (await tx.conversations.ticketsOf(conversation.id)).length > 0;
  const isTheirs = kind === 'direct' && (form === 'flat' || (thread !== null && !isTaken));
  return tx.conversations.open(
    isTheirs
      ? { side: 'requester', platform, chat, thread, form, personId: person.id }
      : directConversation(request),
  );
}
