// Words of the configuration that people read, in every language.

import { z } from 'zod';
import { type Language, languages } from '../domain/language.ts';

/** A text in every language of the desk. */
export type LocalText = Readonly<Record<Language, string>>;

const text = z.string().trim().min(1, 'must not be empty.');

/** One text for every language, or `{ en: …, ru: … }`; a language left out reads the first that is given. */
export const localTextSchema = z
  .union([text, z.strictObject({ en: text.optional(), ru: text.optional() })], {
    error: 'must be a text, or one for each language: { en: …, ru: … }.',
  })
  .transform((value, context): LocalText => {
    if (typeof value === 'string') return { en: value, ru: value };
    const first = languages.map((language) => value[language]).find((candidate) => candidate !== undefined);
    if (first === undefined) {
      context.addIssue({ code: 'custom', message: 'names no language; write { en: …, ru: … }.' });
      return z.NEVER;
    }
    return { en: value.en ?? first, ru: value.ru ?? first };
  })
  .describe('A text, or one for each language');

/** The same text in every language. */
export const inEveryLanguage = (value: string): LocalText => ({ en: value, ru: value });
