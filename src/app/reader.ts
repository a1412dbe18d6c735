// In which language and zone a conversation is addressed.
import type { DeskPolicy } from './policy.ts';
import type { Language, Person, Reader } from './ports.ts';

/** Maps a client's language tag onto a language of the desk. */
export type LanguageOf = (tag: string | undefined) => Language | undefined;

/**
 * Agents' threads are read by many and speak the desk's language; a person is spoken to in their own: as chosen,
 * else as their client says, else the desk's.
 */
export function readerOf(
  side: Reader['side'],
  person: Person | null,
  {
    policy,
    languageOf,
    now,
  }: { readonly policy: DeskPolicy; readonly languageOf: LanguageOf; readonly now: number },
): Reader {
  if (side === 'agents' || person === null) {
    return { side, language: policy.language, timezone: policy.timezone, now };
  }
  return {
    side,
    language: languageOfPerson(person, policy, languageOf),
    timezone: first(person, (identity) => identity.timezone) ?? policy.timezone,
    now,
  };
}

/** The language to speak to a person in. */
export function languageOfPerson(person: Person, policy: DeskPolicy, languageOf: LanguageOf): Language {
  return (
    person.chosenLanguage ??
    first(person, (identity) => languageOf(identity.languageTag ?? undefined)) ??
    policy.language
  );
}

function first<T>(person: Person, read: (identity: Person['identities'][number]) => T | null | undefined) {
  return person.identities.map(read).find((value) => value !== null && value !== undefined);
}
