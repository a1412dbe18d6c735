// Where a merged ticket goes on, and who belongs to the ticket that took it in.
import type { Person, Repositories } from '../app/ports.ts';
import type { Ticket } from '../domain/ticket.ts';

/** The ticket that is written to in this one's place: itself, unless it was merged into another. */
export async function whereItGoesOn(
  { tickets }: Pick<Repositories, 'tickets'>,
  ticket: Ticket,
): Promise<Ticket> {
  let current = ticket;
  // What a ticket is merged into is open, so that no chain ever comes back.
  while (current.mergedInto !== null) {
    const into = await tickets.find({ id: current.mergedInto });
    if (into === null) return current;
    current = into;
  }
  return current;
}

/** Whether the desk answers the person on this ticket in their direct messages, as since theirs was merged into it. */
export async function isAnsweredOn(
  { conversations, tickets }: Pick<Repositories, 'conversations' | 'tickets'>,
  person: Pick<Person, 'id'>,
  ticket: Pick<Ticket, 'id'>,
): Promise<boolean> {
  const told = await conversations.ofTicket(ticket.id);
  if (!told.some(({ side, personId }) => side === 'requester' && personId === person.id)) return false;
  // Being told is not enough: whoever followed a colleague's ticket may have left the organisation since.
  const events = await tickets.events(ticket.id);
  const merged = events.flatMap((event) => (event.type === 'DuplicateMerged' ? [event.fromId] : []));
  return (await tickets.load(merged)).some(({ requesterId }) => requesterId === person.id);
}
