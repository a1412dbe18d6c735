// What leads see of an organisation: its contracts, its people, its places, and what is left of its quota.
import type { Contract, Organisation } from '../domain/contract/contract.ts';
import type { Entitlement } from '../domain/contract/entitlement.ts';
import type { Instant } from '../domain/instant.ts';
import { entitlementNow, type QuotaNow, quotaNow } from './entitlements.ts';
import type { DeskPolicy } from './policy.ts';
import type { Binding, Person, Repositories } from './ports.ts';

export interface OrganisationFacts {
  readonly organisation: Organisation;
  readonly contracts: readonly Contract[];
  readonly entitlement: Entitlement;
  readonly quota: QuotaNow | null;
  /** In the order in which they joined, as far as they are shown. */
  readonly members: readonly Person[];
  /** How many further ones there are. */
  readonly moreMembers: number;
  readonly bindings: readonly Binding[];
}

/** As many names as one message shows well. */
const memberLimit = 40;

export async function organisationFacts(
  tx: Repositories,
  organisation: Organisation,
  { policy, now }: { readonly policy: DeskPolicy; readonly now: Instant },
): Promise<OrganisationFacts> {
  const entitlement = await entitlementNow(tx, policy, organisation.id, now);
  const memberIds = await tx.organisations.membersOf(organisation.id);
  const members: Person[] = [];
  for (const id of memberIds.slice(0, memberLimit)) {
    const person = await tx.people.get(id);
    if (person !== null) members.push(person);
  }
  return {
    organisation,
    contracts: await tx.organisations.contractsOf([organisation.id]),
    entitlement,
    quota: await quotaNow(tx, policy, entitlement.contract, now),
    members,
    moreMembers: Math.max(0, memberIds.length - memberLimit),
    bindings: await tx.organisations.bindingsOf(organisation.id),
  };
}
