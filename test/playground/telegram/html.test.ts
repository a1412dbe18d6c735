// Telegram's HTML: what becomes of it, and the complaints with their byte offsets.
import { describe, expect, test } from 'vitest';
import { parseHtml } from '../../../src/playground/telegram/html.ts';

describe('markup becomes text with entities in UTF-16 units', () => {
  test.each([
    ['plain & simple', 'plain & simple', []],
    ['<b>x</b>', 'x', [{ type: 'bold', offset: 0, length: 1 }]],
    ['😀<i>é😀</i>', '😀é😀', [{ type: 'italic', offset: 2, length: 3 }]],
    [
      '<b>a<u>b</u></b>',
      'ab',
      [
        { type: 'underline', offset: 1, length: 1 },
        { type: 'bold', offset: 0, length: 2 },
      ],
    ],
    ['&lt;b&gt; &amp; &quot;', '<b> & "', []],
    ['&#128512;&#x41;', '😀A', []],
    ['&nbsp;', '&nbsp;', []],
    [
      '<a href="https://a.com/?x=1&amp;y=2">l</a>',
      'l',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.com/?x=1&y=2' }],
    ],
    ['<a href="http://localhost">l</a>', 'l', []],
    [
      '<pre><code class="language-ts">x</code></pre>',
      'x',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<pre>x</pre>', 'x', [{ type: 'pre', offset: 0, length: 1 }]],
    ['<blockquote expandable>x</blockquote>', 'x', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<blockquote>x</blockquote>', 'x', [{ type: 'blockquote', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">x</span>', 'x', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<B>x</b >', 'x', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<b></b>x', 'x', []],
    ['<i>a</>b', 'ab', [{ type: 'italic', offset: 0, length: 1 }]],
  ])('%s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities });
  });
});

describe('wrong markup is refused in the words of Telegram', () => {
  test.each([
    ['hello <br>', 'Unsupported start tag "br" at byte offset 6'],
    ['é😀<div>x</div>', 'Unsupported start tag "div" at byte offset 6'],
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a =x>y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<tg-emoji emoji-id="abc">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('%s', (source, complaint) => {
    expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${complaint}`);
  });
});
