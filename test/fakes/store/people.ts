// People and their platform users in memory.
import type { Ids, People, Person } from '../../../src/app/ports.ts';
import { linkPeople } from './link-people.ts';
import { compoundKey, existing, type IdentityRow, type State } from './state.ts';

export function memoryPeople(state: State, ids: Ids): People {
  const load = (id: string): Person => {
    const identities = [...state.identities]
      .filter(([, identity]) => identity.personId === id)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { personId: _, ...user }]) => user);
    return structuredClone({ ...existing(state.people, id, 'person'), identities });
  };
  return {
    async recognise(user) {
      const known = state.identities.get(compoundKey(user.platform, user.userId));
      const isKnown =
        known?.name === user.name &&
        known.handle === user.handle &&
        (user.languageTag === null || user.languageTag === known.languageTag) &&
        (user.timezone === null || user.timezone === known.timezone);
      return isKnown ? load(known.personId) : null;
    },
    async identify(user) {
      const key = compoundKey(user.platform, user.userId);
      const known = state.identities.get(key);
      const personId = known?.personId ?? ids.next();
      const chosenLanguage = state.people.get(personId)?.chosenLanguage ?? null;
      if (known?.name !== user.name)
        state.people.set(personId, { id: personId, name: user.name, chosenLanguage });
      if (user.handle !== null) releaseHandle(state, user.platform, user.handle);
      state.identities.set(key, {
        ...structuredClone(user),
        languageTag: user.languageTag ?? known?.languageTag ?? null,
        timezone: user.timezone ?? known?.timezone ?? null,
        personId,
      });
      return load(personId);
    },
    get: async (id) => (state.people.has(id) ? load(id) : null),
    load: async (ids) => ids.filter((id) => state.people.has(id)).map((id) => load(id)),
    async findUser(platform, idOrHandle) {
      const found =
        state.identities.get(compoundKey(platform, idOrHandle)) ??
        [...state.identities.values()].find((identity) => hasHandle(identity, platform, idOrHandle));
      return found === undefined ? null : load(found.personId);
    },
    async chooseLanguage(id, language) {
      state.people.set(id, { ...existing(state.people, id, 'person'), chosenLanguage: language });
    },
    link: async (id, other) => linkPeople(state, id, other),
  };
}

const hasHandle = (identity: IdentityRow, platform: string, handle: string): boolean =>
  identity.platform === platform && identity.handle?.toLowerCase() === handle.toLowerCase();

/** A platform gives a handle to one user at a time; whoever was known by it before is not any more. */
function releaseHandle(state: State, platform: string, handle: string): void {
  for (const [key, identity] of state.identities) {
    if (hasHandle(identity, platform, handle)) state.identities.set(key, { ...identity, handle: null });
  }
}
