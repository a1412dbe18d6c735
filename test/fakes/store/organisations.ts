// Organisations, their contracts, their people and the places bound to them, in memory.
import type { Binding, Organisations } from '../../../src/app/ports.ts';
import type { Organisation } from '../../../src/domain/contract/contract.ts';
import { compoundKey, existing, type State } from './state.ts';

export function memoryOrganisations(state: State): Organisations {
  const get = (id: string): Organisation | null => structuredClone(state.organisations.get(id) ?? null);
  const withKey = (key: string): Organisation | undefined =>
    [...state.organisations.values()].find((organisation) => organisation.key === key);
  return {
    async save({ id, key, name }) {
      const namesake = withKey(key);
      if (namesake !== undefined && namesake.id !== id) throw new Error(`${key} is taken`);
      state.organisations.set(id, { id, key, name });
    },
    get: async (id) => get(id),
    byKey: async (key) => structuredClone(withKey(key) ?? null),
    list: async () => inOrder([...state.organisations.values()]),
    async saveContract(contract) {
      existing(state.organisations, contract.organisationId, 'organisation');
      state.contracts.set(contract.id, structuredClone(contract));
    },
    contract: async (id) => structuredClone(state.contracts.get(id) ?? null),
    async contractsOf(ids) {
      const found = [...state.contracts.values()].filter(({ organisationId }) =>
        ids.includes(organisationId),
      );
      return structuredClone(found.sort((a, b) => compare(a.startsOn, b.startsOn) || compare(a.id, b.id)));
    },
    async join(personId, organisationId, joinedAt) {
      existing(state.people, personId, 'person');
      existing(state.organisations, organisationId, 'organisation');
      const key = compoundKey(personId, organisationId);
      if (!state.memberships.has(key)) state.memberships.set(key, { personId, organisationId, joinedAt });
    },
    async leave(personId, organisationId) {
      state.memberships.delete(compoundKey(personId, organisationId));
    },
    async ofPerson(personId) {
      const own = [...state.memberships.values()].filter((membership) => membership.personId === personId);
      return inOrder(own.flatMap(({ organisationId }) => get(organisationId) ?? []));
    },
    membersOf: async (id) =>
      [...state.memberships.values()]
        .filter(({ organisationId }) => organisationId === id)
        .sort((a, b) => a.joinedAt - b.joinedAt)
        .map(({ personId }) => personId),
    ...bindings(state),
  };
}

function bindings(state: State): Pick<Organisations, 'bind' | 'unbind' | 'bindingsOf' | 'boundTo'> {
  return {
    async bind(binding) {
      existing(state.organisations, binding.organisationId, 'organisation');
      state.bindings.set(keyOf(binding), structuredClone(binding));
    },
    async unbind(place) {
      state.bindings.delete(keyOf(place));
    },
    bindingsOf: async (id) =>
      [...state.bindings.values()]
        .filter(({ organisationId }) => organisationId === id)
        .sort((a, b) => compare(keyOf(a), keyOf(b))),
    async boundTo(...places) {
      const [binding] = places.flatMap((place) => state.bindings.get(keyOf(place)) ?? []);
      return binding === undefined
        ? null
        : existing(state.organisations, binding.organisationId, 'organisation');
    },
  };
}

const keyOf = ({ platform, scope, place }: Omit<Binding, 'organisationId'>): string =>
  compoundKey(platform, scope, place);

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const inOrder = (organisations: readonly Organisation[]): readonly Organisation[] =>
  structuredClone(organisations.toSorted((a, b) => compare(a.key, b.key)));
