// Turns what zod finds wrong with the file into problems that name the line and what to do.

import type { z } from 'zod';
import { didYouMean } from '../domain/closest-name.ts';
import { knownKeysAt } from './json-schema.ts';
import type { ConfigProblem } from './problems.ts';
import { valueAt } from './references.ts';
import type { Path, YamlSource } from './yaml-source.ts';

/** The problem at a path of the file. */
export function problemAt(source: YamlSource, path: Path, message: string): ConfigProblem {
  return { where: source.where(path), name: pathName(path), message };
}

/** The problems of one zod issue: one for each unknown key, or for each in what was meant of a union, else one. */
export function problemsOfIssue(source: YamlSource, issue: z.core.$ZodIssue): ConfigProblem[] {
  const at = (path: Path, message: string) => problemAt(source, path, message);
  const meant = issue.code === 'invalid_union' ? meantAlternative(issue) : undefined;
  if (meant !== undefined) {
    return meant.flatMap((inner) =>
      problemsOfIssue(source, { ...inner, path: [...issue.path, ...inner.path] }),
    );
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at([...issue.path, key], unknownKey(issue.path, key)));
  if (valueAt(source.value, issue.path) === undefined) return [at(issue.path, 'is missing.')];
  return [at(issue.path, messageOf(issue))];
}

/** The issues of the alternative of which only the inside is wrong, where there is one. */
function meantAlternative({ errors }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] | undefined {
  return errors.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'invalid_value':
      return issue.message.startsWith('Invalid')
        ? `must be ${issue.values.map(String).join(' or ')}.`
        : issue.message;
    case 'invalid_type':
      return issue.message.startsWith('Invalid')
        ? `must be ${typeNames[issue.expected] ?? issue.expected}.`
        : issue.message;
    case 'too_small':
      return issue.message.startsWith('Too') ? `must be at least ${issue.minimum}.` : issue.message;
    case 'too_big':
      return issue.message.startsWith('Too') ? `must be at most ${issue.maximum}.` : issue.message;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text, in quotes where it looks like a number',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a set of keys and values',
  record: 'a set of names and values',
  array: 'a list',
};

function unknownKey(path: Path, key: string): string {
  const known = knownKeysAt(path);
  return `is not a known key.${didYouMean(key, known) || ` Known are ${known.toSorted().join(', ')}.`}`;
}

/** `queues.support.leads[0]` */
function pathName(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
