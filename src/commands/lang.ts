// `lang`: the language that the desk speaks to a person in.
import { z } from 'zod';
import { languages } from '../domain/language.ts';
import { format } from '../messages/format.ts';
import { languageOf } from '../messages/language.ts';
import { done } from './answers.ts';
import { deskCommand, type Given } from './spec.ts';

const language: z.ZodType<(typeof languages)[number], Given> = z
  .object({ text: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ text }) => languageOf(text.trim()))
  .pipe(z.enum(languages));

export const lang = deskCommand({
  verb: 'lang',
  audience: 'everyone',
  usage: languages.join(' | '),
  summary: 'help.lang',
  examples: ['lang ru', 'lang en'],
  arguments: language,
  problem: ({ text }) => ({ code: 'languageUnknown', input: text }),
  async run({ once, person }, chosen) {
    await once((tx) => tx.people.chooseLanguage(person.id, chosen));
    return done(format(chosen, 'lang.done'));
  },
});
