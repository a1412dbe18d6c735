// What can be said of an organisation's priority incidents now: what is left, and what became of the others.
import type { Organisation } from '../domain/contract/contract.ts';
import type { Entitlement } from '../domain/contract/entitlement.ts';
import type { Instant } from '../domain/instant.ts';
import type { PersonId } from '../domain/ticket.ts';
import { entitlementNow, type QuotaNow, quotaNow } from './entitlements.ts';
import type { DeskPolicy } from './policy.ts';
import type { Person, QuotaEntry, Repositories } from './ports.ts';

export interface QuotaReport {
  readonly organisation: Organisation;
  readonly entitlement: Entitlement;
  /** Null where no contract with priority incidents is in force. */
  readonly quota: QuotaNow | null;
  /** The ledger of the contract year, the earliest entry first. */
  readonly entries: readonly (QuotaEntry & { readonly reference: string })[];
  /** Everybody whom the ledger names. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

/** The organisation's priority incidents as they stand now. */
export async function quotaReport(
  repositories: Repositories,
  policy: DeskPolicy,
  organisation: Organisation,
  now: Instant,
): Promise<QuotaReport> {
  const entitlement = await entitlementNow(repositories, policy, organisation.id, now);
  const quota = await quotaNow(repositories, policy, entitlement.contract, now);
  const ledger = quota === null ? [] : await repositories.quota.entries(quota.contractId);
  const entries = ledger.filter(({ year }) => year === quota?.year);
  const tickets = await repositories.tickets.load([...new Set(entries.map(({ ticketId }) => ticketId))]);
  const references = new Map(tickets.map(({ id, reference }) => [id, reference]));
  return {
    organisation,
    entitlement,
    quota,
    entries: entries.map((entry) => ({ ...entry, reference: references.get(entry.ticketId) ?? '' })),
    people: await peopleIn(repositories, entries),
  };
}

async function peopleIn(
  { people }: Repositories,
  entries: readonly QuotaEntry[],
): Promise<ReadonlyMap<PersonId, Person>> {
  const known = new Map<PersonId, Person>();
  for (const id of new Set(entries.map(({ actorId }) => actorId))) {
    const person = id === null ? null : await people.get(id);
    if (person !== null) known.set(person.id, person);
  }
  return known;
}
