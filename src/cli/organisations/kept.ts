// What the desk knows of its organisations, as an import compares it and an export writes it.
import type { Binding, Organisations } from '../../app/ports.ts';
import type { Contract, Organisation } from '../../domain/contract/contract.ts';

export interface KeptOrganisation {
  readonly organisation: Organisation;
  readonly contracts: readonly Contract[];
  readonly bindings: readonly Binding[];
}

/** Every organisation with its contracts and places, in the order of their keys. */
export async function keptOrganisations(organisations: Organisations): Promise<readonly KeptOrganisation[]> {
  const all = await organisations.list();
  const contracts = await organisations.contractsOf(all.map(({ id }) => id));
  const byOrganisation = Map.groupBy(contracts, ({ organisationId }) => organisationId);
  const kept: KeptOrganisation[] = [];
  for (const organisation of all) {
    const bindings = await organisations.bindingsOf(organisation.id);
    kept.push({ organisation, contracts: byOrganisation.get(organisation.id) ?? [], bindings });
  }
  return kept;
}
