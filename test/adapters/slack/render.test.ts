// Every view as Slack messages: what is read, within every limit, and nothing typed acting as markup.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderModal } from '../../../src/adapters/slack/form.ts';
import { render } from '../../../src/adapters/slack/render.ts';
import type { CardView, FormView, RelayView, View } from '../../../src/app/view.ts';
import { blockList } from '../../../src/playground/slack/blocks/blocks.ts';
import { modalView } from '../../../src/playground/slack/blocks/views.ts';
import { notice, replyForm } from './views.ts';

const nasty = '<!channel> <@U1> *bold* _it_ ~no~ `code` & </b> @everyone <!subteam^S1>';

const card: CardView = {
  kind: 'card',
  title: `ACME-1 · ${nasty}`,
  facts: [
    { label: 'Requester', value: nasty },
    { label: 'Severity', value: 'High' },
  ],
  body: nasty,
  footer: 'Opened today',
  buttons: [
    [
      { label: 'Claim', command: 'claim ACME-1', style: 'primary' },
      { label: 'Resolve', command: 'resolve ACME-1', style: 'danger' },
    ],
    [{ label: 'Note', command: 'note ACME-1' }],
  ],
};
const relay: RelayView = {
  kind: 'relay',
  heading: 'Anna · ACME-1',
  text: nasty,
  attachments: [
    { platform: 'telegram', fileId: 'f1', name: 'log.txt', mediaType: 'text/plain', sizeBytes: 1_234_567 },
    { platform: 'telegram', fileId: 'f2', name: 'photo.jpg', mediaType: 'image/jpeg', sizeBytes: null },
  ],
  footer: null,
};

/** Everything in a message that Slack would read as mrkdwn. */
function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnIn)];
}

const lengthOf = (text: string): number => [...text].length;

test('A card shows its title, facts beside their labels, the words, and its buttons in rows.', () => {
  const [message, ...more] = render(card);
  expect(more).toEqual([]);
  expect(message?.blocks).toMatchObject([
    { type: 'header', text: { text: card.title } },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Requester*' },
        { type: 'plain_text', text: nasty },
        { type: 'mrkdwn', text: '*Severity*' },
        { type: 'plain_text', text: 'High' },
      ],
    },
    { type: 'section', text: { type: 'plain_text', text: nasty } },
    { type: 'context' },
    {
      type: 'actions',
      elements: [
        { type: 'button', value: 'claim ACME-1', style: 'primary' },
        { value: 'resolve ACME-1', style: 'danger' },
      ],
    },
    { type: 'actions', elements: [{ value: 'note ACME-1' }] },
  ]);
  expect(message?.text).toContain('Severity: High');
});

test('Nothing typed by a person stands where Slack reads markup, and the notification is escaped.', () => {
  for (const view of [card, relay, notice(nasty, { details: [nasty] })] satisfies View[]) {
    for (const { blocks, text } of render(view)) {
      expect(mrkdwnIn(blocks).join()).not.toContain('channel');
      expect(text).toContain('&lt;!channel&gt;');
      expect(text).not.toMatch(/[<>]/);
    }
  }
});

test('A notice mentions the Slack users it addresses, and only those.', () => {
  const mentions = [
    { platform: 'slack', userId: 'U1', name: 'Anna' },
    { platform: 'telegram', userId: '42', name: 'Boris' },
    { platform: 'slack', userId: 'U2', name: 'Carol' },
  ];
  const [message] = render(notice('50 % of the time is used.', { mentions }));
  expect(message?.blocks[0]).toMatchObject({ text: { type: 'mrkdwn', text: '<@U1> <@U2>' } });
  expect(message?.text).toBe('<@U1> <@U2>\n50 % of the time is used.');
});

test('Attachments are named with their sizes.', () => {
  expect(render(relay)[0]?.text).toContain('📎 log.txt (1.2 MB)\n📎 photo.jpg');
});

test('Emoji that people write by name, as Slack tells them, are shown as emoji.', () => {
  expect(render({ ...relay, text: 'thanks :tada:' })[0]?.blocks[1]).toMatchObject({
    text: { type: 'plain_text', text: 'thanks :tada:', emoji: true },
  });
});

test('A list has a button beside each entry, and says what it holds in the notification.', () => {
  const [message] = render({
    kind: 'list',
    title: 'Your tickets',
    items: [
      { title: 'ACME-1', lines: ['Open', 'due 14:00'], button: { label: 'Show', command: 'show ACME-1' } },
    ],
    footer: null,
  });
  expect(message?.text).toBe('Your tickets\nACME-1\nOpen\ndue 14:00');
  expect(message?.blocks[1]).toMatchObject({ accessory: { value: 'show ACME-1' } });
});

test('A long list goes on in further messages.', () => {
  const items = Array.from({ length: 120 }, (_, index) => ({ title: `ACME-${index}`, lines: [] }));
  const messages = render({ kind: 'list', title: 'All', items, footer: 'That is all.' });
  expect(messages.map(({ blocks }) => blocks.length)).toEqual([50, 50, 22]);
});

test('A form becomes a modal that carries its command and where it was asked for.', () => {
  const modal = renderModal(replyForm, { chat: 'C1', thread: '1763726400.000100', visibleThread: null });
  expect(modalView.safeParse(modal).error).toBeUndefined();
  expect(JSON.parse(modal.private_metadata ?? '')).toEqual({
    command: 'reply ACME-1',
    chat: 'C1',
    thread: '1763726400.000100',
    visibleThread: null,
  });
  expect(modal.blocks).toMatchObject([
    {
      block_id: 'text',
      optional: false,
      element: { type: 'plain_text_input', max_length: 3_000, multiline: true },
    },
    { block_id: 'severity', element: { type: 'static_select', initial_option: { value: 'low' } } },
  ]);
});

describe('Whatever the words,', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.lorem({ maxCount: 900 }),
    fc.nat(5_000).map((count) => '😀'.repeat(count)),
    fc.nat(30_000).map((count) => '<&>'.repeat(count / 3)),
    fc.constant(nasty),
  );
  const said = words.filter((text) => text.trim() !== '');
  const button = fc.record({ label: said, command: fc.stringMatching(/^[a-z]{1,20}$/) });
  const rows = fc.array(fc.array(button, { maxLength: 5 }), { maxLength: 3 });
  const facts = fc.array(fc.record({ label: fc.constant('Owner'), value: words }), { maxLength: 8 });
  const footer = fc.option(words);
  const view: fc.Arbitrary<View> = fc.oneof(
    fc.record({
      kind: fc.constant('notice' as const),
      tone: fc.constant('info' as const),
      text: said,
      buttons: rows,
    }),
    fc.record({ kind: fc.constant('card' as const), title: said, facts, body: words, footer, buttons: rows }),
    fc.record({
      kind: fc.constant('list' as const),
      title: said,
      items: fc.array(fc.record({ title: said, lines: fc.array(words, { maxLength: 3 }), button }), {
        maxLength: 70,
      }),
      footer,
    }),
    fc.record({
      kind: fc.constant('relay' as const),
      heading: said,
      text: words,
      attachments: fc.constant(relay.attachments),
      footer,
      buttons: rows,
    }),
  );

  test('Slack takes every message, and each has a text for notifications.', () => {
    fc.assert(
      fc.property(view, (shown) => {
        for (const { blocks, text } of render(shown)) {
          expect(blockList('message').safeParse(blocks).error?.issues).toBeUndefined();
          expect(text).not.toBe('');
          expect(lengthOf(text)).toBeLessThan(40_000);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a card is one message.', () => {
    fc.assert(
      fc.property(words, facts, (body, known) => {
        const short = known.map((fact) => ({ ...fact, value: fact.value.slice(0, 200) }));
        expect(render({ ...card, body, facts: short })).toHaveLength(1);
      }),
    );
  });

  test('Slack takes every modal.', () => {
    fc.assert(
      fc.property(said, words, fc.integer({ min: 1, max: 40_000 }), (label, initial, maxLength) => {
        const form: FormView = {
          ...replyForm,
          title: label,
          intro: initial,
          submit: label,
          cancel: label,
          fields: [
            {
              name: 'text',
              label,
              hint: label,
              optional: true,
              input: { type: 'text', multiline: true, maxLength, initial },
            },
          ],
        };
        const modal = renderModal(form, { chat: 'C1', thread: null, visibleThread: null });
        expect(modalView.safeParse(modal).error?.issues).toBeUndefined();
      }),
    );
  });
});
