// Turns a key and its parameters into a sentence in a person's language.

import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue, MessageKey, MessageParams } from './catalogue.ts';
import { en } from './en.ts';
import type { Language } from './language.ts';
import { ru } from './ru.ts';

/** Every language's catalogue. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, ru };

const compiled: Readonly<Record<Language, Map<MessageKey, IntlMessageFormat>>> = {
  en: new Map(),
  ru: new Map(),
};

type ParamsArgument<K extends MessageKey> = keyof MessageParams<K> extends never
  ? [params?: NonNullable<unknown>]
  : [params: MessageParams<K>];

/**
 * The message `key` in `language`, as plain text; parameters are inserted as they are, so whoever puts the
 * text into markup escapes it. A message without parameters needs no third argument.
 */
export function format<K extends MessageKey>(
  language: Language,
  key: K,
  ...[params]: ParamsArgument<K>
): string {
  return String(messageFor(language, key).format(params));
}

function messageFor(language: Language, key: MessageKey): IntlMessageFormat {
  const cache = compiled[language];
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  // Angle brackets are ordinary characters here: messages are plain text.
  const message = new IntlMessageFormat(catalogues[language][key], language, undefined, { ignoreTag: true });
  cache.set(key, message);
  return message;
}
