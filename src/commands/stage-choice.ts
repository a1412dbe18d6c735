// Which stage a person means, by its name or by what it is called in any language.
import type { StagePolicy } from '../app/policy.ts';

export interface StageChoice {
  readonly stage: StagePolicy;
  /** What followed it. */
  readonly rest: string;
}

/**
 * The stage that the text begins with, and what comes after; null where it begins with none, or with a word that
 * could be several. The whole of a name counts before its beginnings.
 */
export function chooseStage(stages: readonly StagePolicy[], text: string): StageChoice | null {
  return byWholeName(stages, text) ?? byBeginning(stages, text);
}

const namesOf = ({ name, title }: StagePolicy): readonly string[] => [name, ...Object.values(title)];

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');

function byWholeName(stages: readonly StagePolicy[], given: string): StageChoice | null {
  const text = given.normalize('NFC');
  const found = stages
    .flatMap((stage) => namesOf(stage).map((name) => ({ stage, length: name.normalize('NFC').length, name })))
    .filter(({ name, length }) => plain(text.slice(0, length)) === plain(name) && isEnd(text[length]))
    .toSorted((a, b) => b.length - a.length)[0];
  return found === undefined ? null : { stage: found.stage, rest: restOf(text.slice(found.length)) };
}

const isEnd = (next: string | undefined): boolean => next === undefined || /[\s:,.]/.test(next);

function byBeginning(stages: readonly StagePolicy[], text: string): StageChoice | null {
  const [word = ''] = text.split(/[\s:,]/, 1);
  if (word === '') return null;
  const [stage, another] = stages.filter((each) =>
    namesOf(each).some((name) => plain(name).startsWith(plain(word))),
  );
  if (stage === undefined || another !== undefined) return null;
  return { stage, rest: restOf(text.slice(word.length)) };
}

const restOf = (text: string): string => text.replace(/^[\s:,]+/, '').trimEnd();
