// Whose tickets people see besides their own: those of organisations whose plan shows them to all their people.
import type { OrganisationId } from '../domain/contract/contract.ts';
import type { Instant } from '../domain/instant.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import { entitlementNow } from './entitlements.ts';
import type { DeskPolicy } from './policy.ts';
import type { Repositories } from './ports.ts';

/** Whether the people of the organisation see each other's tickets, by the plan that holds for it now. */
export async function sharesTickets(
  tx: Repositories,
  policy: DeskPolicy,
  organisationId: OrganisationId,
  now: Instant,
): Promise<boolean> {
  const { plan } = await entitlementNow(tx, policy, organisationId, now);
  return policy.plans.get(plan)?.visibility === 'organisation';
}

/** The person's organisations whose tickets are theirs as much as of whoever asked. */
export async function sharedOrganisations(
  tx: Repositories,
  policy: DeskPolicy,
  personId: PersonId,
  now: Instant,
): Promise<readonly OrganisationId[]> {
  const shared: OrganisationId[] = [];
  for (const { id } of await tx.organisations.ofPerson(personId)) {
    if (await sharesTickets(tx, policy, id, now)) shared.push(id);
  }
  return shared;
}

/** Whether the person may act on the ticket as its requester does, being of the same organisation. */
export async function isColleague(
  tx: Repositories,
  policy: DeskPolicy,
  { ticket, personId, now }: { readonly ticket: Ticket; readonly personId: PersonId; readonly now: Instant },
): Promise<boolean> {
  const { organisationId, requesterId } = ticket;
  if (organisationId === null || requesterId === personId) return false;
  const own = await tx.organisations.ofPerson(personId);
  if (!own.some(({ id }) => id === organisationId)) return false;
  return sharesTickets(tx, policy, organisationId, now);
}
