// Sizes of files as people of each language write them.
import { expect, test } from 'vitest';
import { formatSize } from '../../src/messages/format-size.ts';

test.each([
  [0, '0 bytes', '0 байт'],
  [1, '1 byte', '1 байт'],
  [999, '999 bytes', '999 байт'],
  [1_000, '1 kB', '1 кБ'],
  [25_349_999, '25.3 MB', '25,3 МБ'],
  [3_000_000_000, '3 GB', '3 ГБ'],
])('%i bytes are put in the largest unit that they fill, to one digit.', (sizeBytes, en, ru) => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  expect([plain(formatSize('en', sizeBytes)), plain(formatSize('ru', sizeBytes))]).toEqual([en, ru]);
});
