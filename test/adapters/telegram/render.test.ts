// Views as Telegram's HTML and keyboards.
import { describe, expect, test } from 'vitest';
import { renderPrompt } from '../../../src/adapters/telegram/render/prompt.ts';
import { type Rendered, render } from '../../../src/adapters/telegram/render/render.ts';
import type { CardView, FormView, NoticeView, RelayView } from '../../../src/app/view.ts';
import { parseHtml } from '../../../src/playground/telegram/html.ts';

const notice: NoticeView = { kind: 'notice', tone: 'info', text: 'Done.' };
const card: CardView = {
  kind: 'card',
  title: 'ACME-1',
  facts: [],
  body: 'It is down',
  footer: null,
  buttons: [],
};
const relay: RelayView = { kind: 'relay', heading: 'Ivan', text: 'hello', attachments: [], footer: null };
const form: FormView = {
  kind: 'form',
  command: 'reply ACME-1',
  title: 'Reply',
  intro: null,
  fields: [
    {
      name: 'text',
      label: 'Your reply',
      optional: false,
      input: { type: 'text', multiline: true, maxLength: 3000 },
    },
  ],
  submit: 'Send',
  cancel: 'Cancel',
  skip: null,
};
const user = {
  platform: 'telegram',
  userId: '42',
  name: 'Ivan',
  handle: null,
  languageTag: null,
  timezone: null,
};

const htmlOf = (rendered: Rendered): string => rendered.map((message) => message.html).join('\n---\n');
const textsOf = (rendered: Rendered): string[] => rendered.map((message) => parseHtml(message.html).text);

describe('a notice', () => {
  test('shows its tone, its text and each detail as a paragraph', () => {
    const view: NoticeView = { ...notice, tone: 'warning', details: ['One.', 'Two.'] };
    expect(htmlOf(render(view))).toBe('⚠️ Done.\n\nOne.\n\nTwo.');
  });

  test('mentions people of Telegram so that they are notified, and others by name', () => {
    const mentions = [
      { platform: 'telegram', userId: '42', name: 'Ivan <3' },
      { platform: 'slack', userId: 'U1', name: 'Olga' },
    ];
    expect(htmlOf(render({ ...notice, mentions }))).toBe(
      'Done.\n\n<a href="tg://user?id=42">Ivan &lt;3</a>, Olga',
    );
  });

  test('puts at most three buttons in a row', () => {
    const buttons = [['a', 'b', 'c', 'd'].map((label) => ({ label, command: label }))];
    const [{ keyboard }] = render({ ...notice, buttons });
    expect(keyboard?.inline_keyboard.map((row) => row.map((button) => button.text))).toEqual([
      ['a', 'b', 'c'],
      ['d'],
    ]);
  });

  test('refuses a button whose command is over 64 bytes, which is a bug', () => {
    const fits = { label: 'x', command: 'я'.repeat(32) };
    const tooLong = { label: 'x', command: `${'я'.repeat(32)}!` };
    expect(render({ ...notice, buttons: [[fits]] })[0].keyboard).not.toBeNull();
    expect(() => render({ ...notice, buttons: [[tooLong]] })).toThrow(RangeError);
  });

  test('has no keyboard without buttons', () => {
    expect(render({ ...notice, buttons: [[]] })[0].keyboard).toBeNull();
  });
});

test.each(['<b>bold</b>', '&lt;', '</blockquote>', '"quotes"', '<a href="tg://user?id=1">x</a>', '*_~`[]()'])(
  'what people type shows as typed and never acts as markup: %s',
  (typed) => {
    const views = [
      { ...relay, heading: typed, text: typed, footer: typed },
      { ...card, title: typed, body: typed, facts: [{ label: typed, value: typed }] },
      { ...notice, text: typed, mentions: [{ platform: 'telegram', userId: '1"><b>', name: typed }] },
    ];
    for (const view of views) {
      const parsed = parseHtml(htmlOf(render(view)));
      expect(parsed.text.split(typed).length).toBeGreaterThan(2);
      expect(parsed.entities.map((entity) => entity.type)).not.toContain('text_link');
    }
  },
);

describe('a card', () => {
  test('shows title, facts, the requester’s words quoted, and the footer', () => {
    const view = { ...card, facts: [{ label: 'Status', value: 'new' }], footer: 'due 14:40' };
    expect(htmlOf(render(view))).toBe(
      '<b>ACME-1</b>\nStatus: <b>new</b>\n<blockquote>It is down</blockquote>\ndue 14:40',
    );
  });

  test('folds a long quotation', () => {
    expect(htmlOf(render({ ...card, body: 'word '.repeat(100) }))).toContain('<blockquote expandable>');
  });

  test('without words has no quotation', () => {
    expect(htmlOf(render({ ...card, body: '' }))).toBe('<b>ACME-1</b>');
  });

  test('with a body too long for one message keeps all in the first but the rest of the body', () => {
    const body = Array.from({ length: 2000 }, (_, index) => `w${index}`).join(' ');
    const button = { label: 'Claim', command: 'claim ACME-1' };
    const rendered = render({ ...card, body, footer: 'due 14:40', buttons: [[button]] });
    const [first = '', ...rest] = textsOf(rendered);
    expect([...first].length).toBeLessThanOrEqual(4096);
    expect(first.startsWith('ACME-1\nw0 w1')).toBe(true);
    expect(first.endsWith('…\ndue 14:40')).toBe(true);
    expect(rendered.map((message) => message.keyboard !== null)).toEqual([true, ...rest.map(() => false)]);
    const shown = first.slice('ACME-1\n'.length, -'…\ndue 14:40'.length);
    expect([shown, ...rest].join(' ')).toBe(body);
  });
});

describe('a long text', () => {
  const paragraph = (index: number): string => `${index} ${'слово '.repeat(250).trim()}.`;

  test('is cut between paragraphs, and every part is within the limit', () => {
    const paragraphs = [1, 2, 3, 4, 5].map(paragraph);
    const parts = textsOf(render({ ...relay, text: paragraphs.join('\n\n') }));
    expect(parts.every((part) => [...part].length <= 4096)).toBe(true);
    expect(parts.slice(0, -1).every((part) => part.endsWith('.'))).toBe(true);
    expect(parts.join('\n\n')).toBe(`Ivan\n\n${paragraphs.join('\n\n')}`);
  });

  test('is cut at a paragraph rather than at a later line, and at a line rather than at a later word', () => {
    const lines = (count: number, ending: string): string => `${'a line of words\n'.repeat(count)}${ending}`;
    const text = `${lines(180, 'end of paragraph')}\n\n${lines(180, 'end')}`;
    const [first = '', second = ''] = textsOf(render({ ...relay, text }));
    expect(first.endsWith('end of paragraph')).toBe(true);
    expect(second.startsWith('a line of words')).toBe(true);
    const [cutAtLine = ''] = textsOf(render({ ...relay, text: lines(400, 'end') }));
    expect(cutAtLine.endsWith('a line of words')).toBe(true);
  });

  test('without any space is cut within, losing nothing and breaking no character', () => {
    const text = '😀'.repeat(5000);
    const parts = textsOf(render({ ...relay, text }));
    expect(parts.map((part) => [...part].length)).toEqual([4096, expect.any(Number)]);
    expect(parts.join('')).toBe(`Ivan\n\n${text}`);
  });

  test('made of characters that are written as entities is counted as read', () => {
    const parts = textsOf(render({ ...notice, text: '<'.repeat(4096) }));
    expect(parts).toEqual(['<'.repeat(4096)]);
  });

  test('has its buttons under the last part', () => {
    const rendered = render({
      ...relay,
      text: 'x'.repeat(5000),
      buttons: [[{ label: 'Reply', command: 'reply' }]],
    });
    expect(rendered.map((message) => message.keyboard !== null)).toEqual([false, true]);
  });
});

test('a relayed message lists its files with their sizes', () => {
  const file = (name: string, sizeBytes: number | null) => ({
    platform: 'slack',
    fileId: 'F',
    name,
    mediaType: 'text/plain',
    sizeBytes,
  });
  const attachments = [file('a.log', 999), file('b.log', 12_345), file('c.zip', 5_250_000), file('d', null)];
  expect(htmlOf(render({ ...relay, text: '', attachments, footer: 'ACME-1' }))).toBe(
    '<b>Ivan</b>\n\n📎 a.log · 999 B\n📎 b.log · 12 kB\n📎 c.zip · 5.3 MB\n📎 d\n\nACME-1',
  );
});

test('a list shows its entries and their buttons, three a row', () => {
  const items = ['ACME-1', 'ACME-2', 'ACME-3', 'ACME-4'].map((title) => ({
    title,
    lines: ['open'],
    button: { label: title, command: `show ${title}` },
  }));
  const [{ html, keyboard }] = render({ kind: 'list', title: 'Yours', items, footer: null });
  expect(html).toContain('<b>Yours</b>\n\n<b>ACME-1</b>\nopen\n\n<b>ACME-2</b>');
  expect(keyboard?.inline_keyboard.map((row) => row.length)).toEqual([3, 1]);
});

describe('a form', () => {
  test('is asked for by its first text field, its label in the field to type in', () => {
    const label = 'я'.repeat(80);
    const fields = form.fields.map((field) => ({ ...field, label, hint: 'The customer sees it.' }));
    const prompt = renderPrompt({ ...form, fields, intro: 'About ACME-1' }, null);
    expect(prompt.html).toBe(`<b>Reply</b>\nAbout ACME-1\n${label}\nThe customer sees it.`);
    expect(prompt.placeholder).toBe('я'.repeat(64));
    expect(prompt.skipMessage).toBeNull();
  });

  test('that can be skipped offers that in a message of its own before the question', () => {
    const prompt = renderPrompt({ ...form, skip: { label: 'Without', command: 'resolve ACME-1' } }, null);
    expect(prompt.skipMessage).toEqual({
      html: '<b>Reply</b>',
      keyboard: { inline_keyboard: [[{ text: 'Without', callback_data: 'resolve ACME-1' }]] },
    });
    expect(prompt.html).toBe('Your reply');
  });

  test('names whom it asks where it answers no message of theirs', () => {
    expect(renderPrompt(form, user).html).toBe(
      '<b>Reply</b>\n<a href="tg://user?id=42">Ivan</a>\nYour reply',
    );
  });

  test('without a text field cannot be asked for here, which is a bug', () => {
    expect(() => renderPrompt({ ...form, fields: [] }, null)).toThrow(/no text field/);
  });
});
