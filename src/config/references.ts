// Checks what the file says about itself: names that must exist, and choices that must be made once.
//
// It reads the file as written, so that these problems are reported together with wrong values.

import { didYouMean } from '../domain/closest-name.ts';
import type { Path } from './yaml-source.ts';

export interface ReferenceProblem {
  readonly path: Path;
  readonly message: string;
}

/** Every broken reference of a parsed file, of whatever shape. */
export function referenceProblems(file: unknown): ReferenceProblem[] {
  return [
    ...unknownNames(file),
    ...homelessQueues(file),
    ...defaultQueueProblems(file),
    ...defaultPlanProblems(file),
    ...sharedRequestTypes(file),
    ...formProblems(file),
  ];
}

type Section = 'calendars' | 'plans' | 'queues' | 'requestTypes';

interface Reference {
  readonly path: Path;
  readonly section: Section;
  /** The name, where it is a key of the file and not the value at the path. */
  readonly name?: unknown;
}

function unknownNames(file: unknown): ReferenceProblem[] {
  return referencesIn(file).flatMap((reference) => unknownName(file, reference));
}

function unknownName(
  file: unknown,
  { path, section, name = valueAt(file, path) }: Reference,
): ReferenceProblem[] {
  const names = keysAt(file, [section]);
  if (typeof name !== 'string' || names.includes(name)) return [];
  const known = names.length === 0 ? 'which has none.' : `which has ${names.join(', ')}.`;
  return [{ path, message: `"${name}" is not in ${section}, ${known}${didYouMean(name, names)}` }];
}

function referencesIn(file: unknown): Reference[] {
  return [
    { path: ['desk', 'defaultPlan'], section: 'plans' },
    ...keysAt(file, ['plans']).flatMap((plan) => planReferences(file, ['plans', plan])),
    ...keysAt(file, ['requestTypes']).flatMap((type) =>
      keysAt(file, ['requestTypes', type, 'release']).map(
        (kind): Reference => ({
          path: ['requestTypes', type, 'release', kind, 'calendar'],
          section: 'calendars',
        }),
      ),
    ),
    ...keysAt(file, ['onCall']).map(
      (queue): Reference => ({ path: ['onCall', queue], section: 'queues', name: queue }),
    ),
    ...requestTypesOfQueues(file).map(({ path }): Reference => ({ path, section: 'requestTypes' })),
  ];
}

function planReferences(file: unknown, plan: Path): Reference[] {
  const targets = [...plan, 'targets'];
  const metrics = keysAt(file, targets).flatMap((severity) =>
    keysAt(file, [...targets, severity]).map((metric) => [...targets, severity, metric]),
  );
  return [plan, ...metrics].map((path) => ({ path: [...path, 'calendar'], section: 'calendars' }));
}

function homelessQueues(file: unknown): ReferenceProblem[] {
  return keysAt(file, ['queues'])
    .filter((queue) => {
      const keys = keysAt(file, ['queues', queue]);
      return !keys.includes('slackChannel') && !keys.includes('telegramChat');
    })
    .map((queue) => ({
      path: ['queues', queue],
      message: 'needs slackChannel or telegramChat, or both, so that its tickets appear somewhere.',
    }));
}

function defaultQueueProblems(file: unknown): ReferenceProblem[] {
  const queues = keysAt(file, ['queues']);
  const defaults = queues.filter((queue) => valueAt(file, ['queues', queue, 'default']) === true);
  if (queues.length > 1 && defaults.length === 0) {
    return [
      {
        path: ['queues'],
        message: 'has no default; write default: true in the one that takes what no other does.',
      },
    ];
  }
  return defaults.slice(1).map((queue) => ({
    path: ['queues', queue, 'default'],
    message: `must not be true, since queues.${defaults[0]} is the default already.`,
  }));
}

function defaultPlanProblems(file: unknown): ReferenceProblem[] {
  const plans = keysAt(file, ['plans']);
  if (plans.length < 2 || valueAt(file, ['desk', 'defaultPlan']) !== undefined) return [];
  const message = `is missing, and there are several plans; name the one without a contract: ${plans.join(', ')}.`;
  return [{ path: ['desk', 'defaultPlan'], message }];
}

function sharedRequestTypes(file: unknown): ReferenceProblem[] {
  const claims = requestTypesOfQueues(file);
  return claims.flatMap(({ path, type }, index) => {
    const first = claims.findIndex((other) => other.type === type);
    if (first === index) return [];
    const message = `"${String(type)}" belongs to queues.${claims[first]?.queue} already; a request type has one queue.`;
    return [{ path, message }];
  });
}

function requestTypesOfQueues(file: unknown): { path: Path; queue: string; type: unknown }[] {
  return keysAt(file, ['queues']).flatMap((queue) =>
    itemsAt(file, ['queues', queue, 'requestTypes']).map((type, index) => ({
      path: ['queues', queue, 'requestTypes', index],
      queue,
      type,
    })),
  );
}

function formProblems(file: unknown): ReferenceProblem[] {
  return keysAt(file, ['requestTypes']).flatMap((type) => {
    const form: Path = ['requestTypes', type, 'form'];
    const names = itemsAt(file, form).map((_, index) => valueAt(file, [...form, index, 'name']));
    const repeated = names.flatMap((name, index) =>
      name !== undefined && names.indexOf(name) < index
        ? [
            {
              path: [...form, index, 'name'],
              message: `"${String(name)}" names two fields of the form; rename one.`,
            },
          ]
        : [],
    );
    return [...repeated, ...preconditionProblems(file, type, names)];
  });
}

function preconditionProblems(file: unknown, type: string, fields: readonly unknown[]): ReferenceProblem[] {
  const preconditions: Path = ['requestTypes', type, 'preconditions'];
  return itemsAt(file, preconditions).flatMap((_, index) => {
    const path = [...preconditions, index, 'field'];
    const field = valueAt(file, path);
    if (typeof field !== 'string' || fields.includes(field)) return [];
    const names = fields.filter((name) => typeof name === 'string');
    return [{ path, message: `"${field}" is not a field of the form.${didYouMean(field, names)}` }];
  });
}

/** The value at a path of plain data; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? Reflect.get(inner, step)
        : undefined,
    value,
  );
}

function keysAt(value: unknown, path: Path): string[] {
  const found = valueAt(value, path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
}

function itemsAt(value: unknown, path: Path): unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}
