// The ticket in whose agents' thread something is asked.
import type { Ticket } from '../domain/ticket.ts';
import type { Request } from './spec.ts';

/** Null outside the agents' threads. */
export async function ticketHere({ desk, conversation }: Request): Promise<Ticket | null> {
  if (conversation?.side !== 'agents') return null;
  return desk.store.read(async ({ conversations, tickets }) => {
    const [id] = await conversations.ticketsOf(conversation.id);
    return id === undefined ? null : tickets.find({ id });
  });
}
