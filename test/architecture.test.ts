// Holds the house together: who may import whom, where the clock is read, and which rooms know no platform.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync('src/**/*.ts', { cwd: root })
  .map((file) => normalize(file))
  .filter((file) => !file.startsWith('src/generated/'));

/** The layer of a file: the first folder below src, adapters by their own. */
function layerOf(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  if (first !== 'adapters') return first;
  return second.endsWith('.ts') ? 'adapters' : `adapters/${second}`;
}

/** Which layers each may import from, besides itself; packages are named where they are limited. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  app: ['domain'],
  messages: ['domain', 'app'],
  config: ['domain', 'app', 'messages'],
  commands: ['domain', 'app', 'messages'],
  adapters: ['domain', 'app', 'messages', 'commands'],
  'adapters/slack': ['domain', 'app', 'messages', 'commands', 'adapters'],
  'adapters/telegram': ['domain', 'app', 'messages', 'commands', 'adapters'],
  'adapters/documents': ['app'],
  'adapters/web': ['domain', 'app', 'messages', 'commands', 'adapters'],
  'adapters/store': ['domain', 'app', 'adapters', 'adapters/jobs', 'generated'],
  'adapters/jobs': ['domain', 'app', 'adapters', 'adapters/store'],
  playground: ['domain', 'app', 'config', 'adapters', 'adapters/web', 'main.ts'],
  cli: [
    'domain',
    'app',
    'messages',
    'commands',
    'config',
    'adapters',
    'adapters/store',
    'playground',
    'main.ts',
  ],
};

const domainPackages = ['date-fns', '@date-fns/tz'];

interface Import {
  readonly from: string;
  readonly to: string;
}

const specifier = /(?:from\s+|import\s*\(\s*|^import\s+)'([^']+)'/gm;

const imports: readonly Import[] = files.flatMap((from) =>
  [...readFileSync(join(root, from), 'utf8').matchAll(specifier)].map(([, to = '']) => ({ from, to })),
);

const resolved = ({ from, to }: Import): string => relative(root, join(root, dirname(from), to));

test('every import follows the arrows inward', () => {
  const against = imports
    .filter(({ to }) => to.startsWith('.'))
    .map((each) => ({ ...each, target: resolved(each) }))
    .filter(({ from, target }) => {
      const layer = layerOf(from);
      if (layer === 'main.ts') return false;
      const targetLayer = layerOf(target);
      return layer !== targetLayer && !(allowed[layer] ?? []).includes(targetLayer);
    })
    .map(({ from, target }) => `${from} imports ${target}`);
  expect(against).toEqual([]);
});

test('every layer is known to the rule', () => {
  const layers = new Set(files.map(layerOf).filter((layer) => layer !== 'main.ts'));
  expect([...layers].filter((layer) => !(layer in allowed))).toEqual([]);
});

test('the domain uses no package but those for dates', () => {
  const others = imports.filter(
    ({ from, to }) => layerOf(from) === 'domain' && !to.startsWith('.') && !domainPackages.includes(to),
  );
  expect(others).toEqual([]);
});

test('only the clock adapter reads the present', () => {
  const readers = files.filter(
    (file) =>
      file !== 'src/adapters/clock.ts' &&
      /new Date\(\s*\)|\bDate\.now\b/.test(withoutComments(readFileSync(join(root, file), 'utf8'))),
  );
  expect(readers).toEqual([]);
});

test('domain, app and commands name no platform', () => {
  const named = files.filter(
    (file) =>
      ['domain', 'app', 'commands'].includes(layerOf(file)) &&
      /slack|telegram/i.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(named).toEqual([]);
});

test('every file opens by saying what it is for', () => {
  const silent = files.filter((file) => !/^(#!.*\n)?\/[/*]/.test(readFileSync(join(root, file), 'utf8')));
  expect(silent).toEqual([]);
});

test('no file hides what it is for behind a vague name, or offers a default export', () => {
  expect(files.filter((file) => /(utils?|helpers?|manager|misc)\.ts$/.test(file))).toEqual([]);
  expect(files.filter((file) => /^export default/m.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
