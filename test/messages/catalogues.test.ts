// Holds the catalogues together: the same keys and parameters everywhere, whole plurals, nothing unused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessageKey } from '../../src/messages/catalogue.ts';
import { catalogues, format } from '../../src/messages/format.ts';
import { type Language, languages } from '../../src/messages/language.ts';
import { argumentsOf, sampleParams } from './catalogue-arguments.ts';

const keys = Object.keys(catalogues.en) as MessageKey[];
const everyText = languages.flatMap((language) =>
  keys.map((key) => ({ language, key, text: catalogues[language][key] })),
);

const signature = (text: string) =>
  [...new Set(argumentsOf(text).map(({ name, kind }) => `${name}: ${kind}`))].toSorted();

/** `format` for keys known only at run time. */
const formatAny = format as (language: Language, key: MessageKey, params: object) => string;

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    for (const language of languages)
      expect(Object.keys(catalogues[language]).toSorted()).toEqual(keys.toSorted());
  });

  it('name their messages as area.message, or by one word', () => {
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z_-]*)*$/);
  });

  it.each(keys)('give %s the same arguments in every language', (key) => {
    // A Russian sentence may need the plural of a number that English only inserts.
    const asInserted = (text: string) => [...new Set(argumentsOf(text).map(({ name }) => name))].toSorted();
    for (const language of languages)
      expect(asInserted(catalogues[language][key])).toEqual(asInserted(catalogues.en[key]));
  });

  it('count only with arguments that English types as numbers', () => {
    for (const { language, key, text } of everyText) {
      const numbers = signature(text).filter((argument) => /: (plural|number)$/.test(argument));
      for (const argument of numbers) {
        const name = argument.split(':')[0];
        const english = argumentsOf(catalogues.en[key]).filter((candidate) => candidate.name === name);
        expect(
          english.some(({ kind }) => kind === 'plural' || kind === 'number'),
          `${language} ${key} ${name}`,
        ).toBe(true);
      }
    }
  });

  it('know the same branches of every select', () => {
    const selects = (text: string) =>
      argumentsOf(text)
        .filter(({ kind }) => kind === 'select')
        .map(({ name, branches }) => `${name}: ${branches.toSorted().join(' ')}`)
        .toSorted();
    for (const { language, key, text } of everyText) {
      expect([...new Set(selects(text))], `${language} ${key}`).toEqual([
        ...new Set(selects(catalogues.en[key])),
      ]);
    }
  });

  it('give every plural all the forms that its language has', () => {
    for (const { language, key, text } of everyText) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const { kind, name, branches } of argumentsOf(text)) {
        if (kind === 'plural')
          expect(branches, `${language} ${key} ${name}`).toEqual(expect.arrayContaining(forms));
      }
    }
  });

  it('use no date or time arguments, which would format in the zone of the machine', () => {
    for (const { language, key, text } of everyText) {
      for (const { kind, name } of argumentsOf(text))
        expect(kind, `${language} ${key} ${name}`).not.toBe('other');
    }
  });

  it('use no straight apostrophe beside a brace, which ICU reads as a quote', () => {
    for (const { language, key, text } of everyText)
      expect(text, `${language} ${key}`).not.toMatch(/'[{}]|[{}]'/);
  });

  it('format every message, and leave neither a brace nor a parameter out', () => {
    for (const { language, key, text } of everyText) {
      for (const count of [0, 1, 2, 5, 21, 1.5]) {
        const sentence = formatAny(language, key, sampleParams(text, count));
        expect(sentence, `${language} ${key}`).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('hold no message that the source never asks for', () => {
    const source = sourceOutsideCatalogues();
    const prefixes = [...source.matchAll(/`([a-z][A-Za-z.-]*\.)\$\{/g)].map((match) => match[1] ?? '');
    const suffixes = [...source.matchAll(/`\$\{[a-z]+\}(\.[a-z][A-Za-z.-]*)`/g)].map(
      (match) => match[1] ?? '',
    );
    const unused = keys.filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    );
    expect(unused).toEqual([]);
  });
});

/** The text of src, without the catalogues themselves and what is generated. */
function sourceOutsideCatalogues(): string {
  const root = join(import.meta.dirname, '../../src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated'))
    .filter((path) => !/^messages[\\/](en|ru)(\.ts$|[\\/])/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
}
