// The README promises only what the code does: its commands, its environment variables and its configuration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../src/commands/catalogue.ts';
import { format } from '../src/messages/format.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const rows = [...readme.matchAll(/^\| `([^`]+)` \| (\w+) \| (.+) \|$/gm)].map(
  ([, usage, audience, summary]) => ({
    usage,
    audience,
    summary,
  }),
);

test('the README’s command table is the catalogue', () => {
  const shown = catalogue
    .filter(({ isHidden }) => !isHidden)
    .map(({ verb, usage, audience, summary }) => ({
      usage: `${verb} ${usage.replaceAll(' | ', ' or ')}`.trim(),
      audience,
      summary: format('en', summary),
    }));
  expect(rows).toEqual(shown);
});

test('every environment variable that the README names is read', () => {
  const source = readFileSync(join(root, 'src/config/environment-schema.ts'), 'utf8');
  const named = [...readme.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap(([, cell = '']) =>
    cell.split(', ').map((name) => name.replaceAll('`', '')),
  );
  expect(named.length).toBeGreaterThan(10);
  const others = ['DESKHAND_CONFIG'];
  expect(named.filter((name) => !source.includes(name) && !others.includes(name))).toEqual([]);
});

test('every file that the README points to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(() => readFileSync(join(root, link)), link).not.toThrow(/ENOENT/);
});
