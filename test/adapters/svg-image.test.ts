// Pictures become PNG with letters of both alphabets, on a machine that has no fonts of its own.
import { expect, test } from 'vitest';
import { pngOf } from '../../src/adapters/svg-image.ts';
import { svgDocument, textLine } from '../../src/messages/svg.ts';
import { imageSize } from '../../src/playground/telegram/image-size.ts';

const pictureOf = (text: string): Promise<Buffer> =>
  pngOf(svgDocument(100, 40, [textLine(text, { x: 5, y: 30, size: 20, fill: '#000000' })]));

test('A picture has twice the pixels of its drawing.', async () => {
  expect(imageSize(await pictureOf('18:00'))).toEqual({ width: 200, height: 80 });
});

test('English and Russian letters are drawn, each its own.', async () => {
  const [blank, english, russian, other] = await Promise.all(['', 'closed', 'пауза', 'пауна'].map(pictureOf));
  expect(english?.equals(blank ?? Buffer.alloc(0))).toBe(false);
  expect(russian?.equals(blank ?? Buffer.alloc(0))).toBe(false);
  expect(russian?.equals(other ?? Buffer.alloc(0))).toBe(false);
});

test('What is no picture is refused.', async () => {
  await expect(pngOf('no picture')).rejects.toThrow();
});
