// What Telegram stores of a text: trimmed, its entities moved along and completed; and of a picture its sizes.
import { expect, test } from 'vitest';
import { FileStore } from '../../../src/playground/telegram/file-store.ts';
import { imageSize } from '../../../src/playground/telegram/image-size.ts';
import { mediaOf } from '../../../src/playground/telegram/media.ts';
import { messageText } from '../../../src/playground/telegram/text.ts';

test('white space around a text is dropped and its entities move with it', () => {
  const given = [
    { type: 'bold', offset: 0, length: 4 },
    { type: 'italic', offset: 4, length: 6 },
  ];
  expect(messageText({ text: '  ab cd  \n', entities: given })).toEqual({
    text: 'ab cd',
    entities: [
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 2, length: 3 },
    ],
  });
});

test('nothing is detected inside code and links, but inside bold it is', () => {
  const text = '<code>/help</code> <a href="https://a.com">https://b.com</a> <b>@someone</b>';
  const { entities } = messageText({ text, parseMode: 'HTML' });
  expect(entities.map(({ type, offset }) => [type, offset])).toEqual([
    ['code', 0],
    ['text_link', 6],
    ['bold', 20],
    ['mention', 20],
  ]);
});

test('paths, prices and e-mail addresses are neither commands nor mentions', () => {
  const { entities } = messageText({ text: 'see a/b or 1/2 at me@example.com #1 //x' });
  expect(entities).toEqual([{ type: 'email', offset: 18, length: 14 }]);
});

/** The first bytes of a PNG of this size, which is all that is read. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.write('\x89PNG', 0, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

test('a photo comes in several sizes, the smallest first and in proportion', () => {
  const files = new FileStore();
  const file = files.add({ kind: 'photo', name: 'p.png', content: png(1000, 500) });
  const sizes = mediaOf(files, file)?.photo ?? [];
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [90, 45],
    [320, 160],
    [800, 400],
    [1000, 500],
  ]);
  expect(sizes.at(-1)?.file_id).toBe(file.id);
  expect(new Set(sizes.map(({ file_id }) => file_id)).size).toBe(4);
});

test('the size of a JPEG is read from its frame, past the segments before it', () => {
  const jpeg = Buffer.from('ffd8ffe000040000ffc400040000ffc0000b080010002001', 'hex');
  expect(imageSize(jpeg)).toEqual({ width: 32, height: 16 });
  expect(imageSize(Buffer.from('ffd8ffe00004', 'hex'))).toBeUndefined();
});

test('the size of a GIF stands at its beginning', () => {
  expect(imageSize(Buffer.from('474946383961200010000000', 'hex'))).toEqual({ width: 32, height: 16 });
});
