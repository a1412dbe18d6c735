// The page on personal data leaves no table out, and names none that is not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/privacy.md'), 'utf8');
const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name).sort();

test('every table of the database is listed once, and no other', () => {
  const tables = found(schema, /@@map\("(\w+)"\)/g);
  expect(tables).not.toEqual([]);
  expect(found(page, /^\| `(\w+)` \|/gm)).toEqual(tables);
});

test('every model of the schema has a table of its own name', () => {
  expect(found(schema, /^model (\w+)/gm)).toHaveLength(found(schema, /@@map\("(\w+)"\)/g).length);
});
