// Maps a client's language tag onto the languages that people are spoken to in.

import { type Language, languages } from '../domain/language.ts';

export { type Language, languages };

/**
 * The language that a BCP 47 or POSIX tag asks for ("ru", "ru-RU", "en_GB"), whatever its case;
 * undefined for a language without a catalogue ("uk", "rue") or no tag, and then the desk's own applies.
 * Source: Slack's `users.info` locale, Telegram's `language_code`.
 */
export function languageOf(tag: string | undefined): Language | undefined {
  const primary = tag?.split(/[-_]/, 1)[0]?.toLowerCase();
  return languages.find((language) => language === primary);
}
