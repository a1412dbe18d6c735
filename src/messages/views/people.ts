// How people are called.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Language, Person } from '../../app/ports.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { format } from '../format.ts';

/** By what name agents know a person: their own. */
export const nameOf = (person: Person): string => person.name;

/** By what name a requester knows an agent: the configured alias, else their own name. */
export function agentName(person: Person, policy: DeskPolicy, language: Language): string {
  const aliases = person.identities.map(({ platform, userId }) =>
    policy.aliases.get(`${platform}:${userId}`),
  );
  return aliases.find((alias) => alias !== undefined)?.[language] ?? nameOf(person);
}

export interface Naming {
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly language: Language;
}

/** The name of the person with that id; the desk's own where there is none. */
export function nameById(id: PersonId | null, { people, language }: Naming): string {
  if (id === null) return format(language, 'people.desk');
  const person = people.get(id);
  return person === undefined ? format(language, 'people.somebody') : nameOf(person);
}
