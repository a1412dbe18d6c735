// Texts to and from Slack: references spelled out, escapes undone, cuts on sensible borders.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  escapeText,
  mentions,
  toPlainText,
  withoutMentions,
} from '../../../src/adapters/slack/message-text.ts';
import { splitText, truncate } from '../../../src/adapters/slack/split-text.ts';

const plain = (text: string) => toPlainText(text, async (id) => (id === 'U1' ? 'anna' : 'boris'));

test.each([
  ['a &amp; b &lt;c&gt;', 'a & b <c>'],
  ['&amp;lt; stays written out', '&lt; stays written out'],
  ['ask <@U1> and <@U2|somebody>', 'ask @anna and @boris'],
  ['in <#C1|general> or <#C2>', 'in #general or #C2'],
  ['see <https://example.com/a?b=1&amp;c=2>', 'see https://example.com/a?b=1&c=2'],
  ['see <http://example.com|example.com>', 'see http://example.com'],
  ['see <https://example.com|the manual>', 'see the manual (https://example.com)'],
  ['write to <mailto:a@example.com|a@example.com>', 'write to a@example.com'],
  ['<!here> <!channel> <!subteam^S1|@ops> <!subteam^S2>', '@here @channel @ops @subteam'],
  ['<!date^1763726400^{date}|21 November>', '21 November'],
  ['*bold* _it_ `x` :smile: 😀', '*bold* _it_ `x` :smile: 😀'],
  ['5 < 6 is written &lt;', '5 < 6 is written <'],
])('%s reads as %s', async (text, expected) => {
  expect(await plain(text)).toBe(expected);
});

test('What a person wrote comes back from its escaped form unchanged.', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await plain(escapeText(text))).toBe(text);
    }),
  );
});

test('A mention is recognised by id alone, and taken out wherever it stands.', () => {
  expect(mentions('hi <@U0BOT> there', 'U0BOT')).toBe(true);
  expect(mentions('hi <@U0BOT|desk>', 'U0BOT')).toBe(true);
  expect(mentions('hi <@U0BOTTOM> &lt;@U0BOT&gt;', 'U0BOT')).toBe(false);
  expect(withoutMentions('<@U0BOT> reply yes <@U0BOT>', 'U0BOT')).toBe('reply yes');
  expect(withoutMentions('one\n<@U0BOT> two', 'U0BOT')).toBe('one\ntwo');
});

test('A cut text ends in an ellipsis and never inside a character.', () => {
  expect(truncate('12345', 5)).toBe('12345');
  expect(truncate('123456', 5)).toBe('1234…');
  expect(truncate('😀😀😀', 3)).toBe('😀😀😀');
  expect(truncate('😀😀😀', 2)).toBe('😀…');
});

test('A long text is cut between paragraphs, else lines, else words, else characters.', () => {
  expect(splitText('one two\n\nthree\nfour', 12)).toEqual(['one two', 'three\nfour']);
  expect(splitText('one two\nthree four', 12)).toEqual(['one two', 'three four']);
  expect(splitText('one two three', 9)).toEqual(['one two', 'three']);
  expect(splitText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(splitText('   ', 4)).toEqual([]);
});

test('No part is too long, and nothing but blanks between parts is lost.', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '😀', ' ', '\n', '\n\n', 'word '), maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 50 }), (whole, longest) => {
      const parts = splitText(whole, longest);
      for (const part of parts) expect([...part].length).toBeLessThanOrEqual(longest);
      expect(parts.join('').replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
    }),
  );
});
