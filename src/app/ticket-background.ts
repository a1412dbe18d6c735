// What is looked up about a ticket beside itself: for whom it is, and which one it repeats.
import type { Ticket } from '../domain/ticket.ts';
import type { Repositories, TicketBackground } from './ports.ts';

/** The background of the ticket; empty without one. */
export async function backgroundOf(
  { organisations, tickets }: Pick<Repositories, 'organisations' | 'tickets'>,
  ticket: Ticket | null,
): Promise<TicketBackground> {
  const { organisationId = null, mergedInto = null } = ticket ?? {};
  const repeated = mergedInto === null ? null : await tickets.find({ id: mergedInto });
  return {
    organisation: organisationId === null ? null : await organisations.get(organisationId),
    duplicateOf: repeated?.reference ?? null,
  };
}
