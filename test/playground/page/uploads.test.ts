// Files between upload and message: handed over once, and not kept for ever.
import { expect, test } from 'vitest';
import { NotNow } from '../../../src/playground/server/refusal.ts';
import { createUploads } from '../../../src/playground/server/uploads.ts';

const file = (name: string, lengthBytes: number) => ({ name, content: Buffer.alloc(lengthBytes) });

test('files are handed over in the order in which they are asked for', () => {
  const uploads = createUploads();
  const [first, second] = [uploads.add(file('a.txt', 1)), uploads.add(file('b.txt', 1))];
  expect(uploads.take([second, first]).map(({ name }) => name)).toEqual(['b.txt', 'a.txt']);
});

test('a file is handed over once', () => {
  const uploads = createUploads();
  const id = uploads.add(file('a.txt', 1));
  uploads.take([id]);
  expect(() => uploads.take([id])).toThrow(NotNow);
});

test('the oldest go where too much was left behind, and the newest stay', () => {
  const uploads = createUploads(10);
  const [oldest, middle, newest] = ['a', 'b', 'c'].map((name) => uploads.add(file(name, 5)));
  expect(() => uploads.take([oldest ?? ''])).toThrow(NotNow);
  expect(uploads.take([middle ?? '', newest ?? ''])).toHaveLength(2);
});
