// Who the desk has to do with, by their accounts on the platforms.
import type { Language } from '../../domain/language.ts';
import type { PersonId } from '../../domain/ticket.ts';
import type { PlatformUser } from '../inbound.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Chosen by the person; stronger than what their client says. */
  readonly chosenLanguage: Language | null;
  readonly identities: readonly PlatformUser[];
}

export interface People {
  /** The person behind a platform's user, where all that is told of the user is known; else `identify` has something to keep. */
  recognise(user: PlatformUser): Promise<Person | null>;
  /** The person behind a platform's user, made on first sight; keeps name, handle, language and zone current. */
  identify(user: PlatformUser): Promise<Person>;
  get(id: PersonId): Promise<Person | null>;
  /** The people with these ids that there are. */
  load(ids: readonly PersonId[]): Promise<readonly Person[]>;
  /** By platform user id, or by handle without `@`, ignoring case. */
  findUser(platform: string, idOrHandle: string): Promise<Person | null>;
  chooseLanguage(id: PersonId, language: Language): Promise<void>;
  /**
   * Makes one person of two: whatever was `other`'s, from accounts to tickets and what stands in the log, is `id`'s
   * from then on, and `other` is gone. Linking a person to themselves changes nothing.
   */
  link(id: PersonId, other: PersonId): Promise<void>;
}
