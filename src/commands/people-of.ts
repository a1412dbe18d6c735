// Looks up the people that an answer names.
import type { Person } from '../app/ports.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { DeskParts } from './spec.ts';

/** Those of the ids that are known, by id. */
export function peopleOf(
  { store }: Pick<DeskParts, 'store'>,
  ids: readonly (PersonId | null)[],
): Promise<ReadonlyMap<PersonId, Person>> {
  return store.read(async (repositories) => {
    const people = new Map<PersonId, Person>();
    for (const id of new Set(ids.filter((each) => each !== null))) {
      const person = await repositories.people.get(id);
      if (person !== null) people.set(id, person);
    }
    return people;
  });
}
