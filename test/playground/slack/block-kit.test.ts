// Block Kit's limits: for each, the largest that passes and the smallest that does not.
import { describe, expect, test } from 'vitest';
import { blockList, type Surface } from '../../../src/playground/slack/blocks/blocks.ts';
import { anyView } from '../../../src/playground/slack/blocks/views.ts';

const plain = (length: number, letter = 'x') => ({ type: 'plain_text', text: letter.repeat(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const letters = (length: number) => 'x'.repeat(length);

const button = (extra: object = {}) => ({ type: 'button', text: plain(1), ...extra });
const option = (text = 1, value = 1, extra: object = {}) => ({
  text: plain(text),
  value: letters(value),
  ...extra,
});
const options = (count: number) => times(count, (at) => ({ text: plain(1), value: `v${at}` }));
const actions = (...elements: object[]) => [{ type: 'actions', elements }];
const section = (extra: object) => [{ type: 'section', ...extra }];
const input = (element: object, extra: object = {}) => [
  { type: 'input', label: plain(1), element, ...extra },
];
const confirm = (extra: object) =>
  actions(
    button({ confirm: { title: plain(1), text: mrkdwn(1), confirm: plain(1), deny: plain(1), ...extra } }),
  );
const select = (extra: object) => actions({ type: 'static_select', ...extra });

function accepts(blocks: unknown, surface: Surface = 'message'): boolean {
  return blockList(surface).safeParse(blocks).success;
}

describe('The limit holds exactly for', () => {
  const limits: [string, number, (size: number) => unknown][] = [
    ['the text of a button', 75, (n) => actions(button({ text: plain(n) }))],
    [
      'the text of a button in characters, not in UTF-16 units',
      75,
      (n) => actions(button({ text: plain(n, '😀') })),
    ],
    ['the value of a button', 2000, (n) => actions(button({ value: letters(n) }))],
    ['the url of a button', 3000, (n) => actions(button({ url: letters(n) }))],
    ['action_id', 255, (n) => actions(button({ action_id: letters(n) }))],
    ['block_id', 255, (n) => [{ type: 'divider', block_id: letters(n) }]],
    ['the text of a section', 3000, (n) => section({ text: mrkdwn(n) })],
    ['the fields of a section', 10, (n) => section({ fields: times(n, () => mrkdwn(1)) })],
    ['the text of a field', 2000, (n) => section({ fields: [mrkdwn(n)] })],
    ['a header', 150, (n) => [{ type: 'header', text: plain(n) }]],
    ['the elements of actions', 25, (n) => actions(...times(n, () => button()))],
    ['the elements of context', 10, (n) => [{ type: 'context', elements: times(n, () => mrkdwn(1)) }]],
    ['the blocks of a message', 50, (n) => times(n, () => ({ type: 'divider' }))],
    ['the text of an option', 75, (n) => select({ options: [option(n)] })],
    ['the value of an option', 150, (n) => select({ options: [option(1, n)] })],
    ['the options of a select', 100, (n) => select({ options: options(n) })],
    ['the options of radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: options(n) })],
    ['the options of checkboxes', 10, (n) => actions({ type: 'checkboxes', options: options(n) })],
    ['the options of an overflow menu', 5, (n) => actions({ type: 'overflow', options: options(n) })],
    ['a placeholder', 150, (n) => select({ options: options(1), placeholder: plain(n) })],
    ['a label', 2000, (n) => input({ type: 'plain_text_input' }, { label: plain(n) })],
    ['a hint', 2000, (n) => input({ type: 'plain_text_input' }, { hint: plain(n) })],
    ['max_length of a text input', 3000, (n) => input({ type: 'plain_text_input', max_length: n })],
    [
      'what stands in a text input at first, in characters',
      3000,
      (n) => input({ type: 'plain_text_input', initial_value: '😀'.repeat(n) }),
    ],
    [
      'what stands in an input for addresses at first',
      3000,
      (n) => input({ type: 'url_text_input', initial_value: `https://${letters(n - 8)}` }),
    ],
    ['the title of a confirmation', 100, (n) => confirm({ title: plain(n) })],
    ['the text of a confirmation', 300, (n) => confirm({ text: mrkdwn(n) })],
    ['the buttons of a confirmation', 30, (n) => confirm({ deny: plain(n) })],
    [
      'markdown in all blocks together',
      12_000,
      (n) => times(2, (at) => ({ type: 'markdown', text: letters(at === 0 ? n - 1 : 1) })),
    ],
  ];
  test.each(limits)('%s (%d).', (_what, limit, make) => {
    expect(accepts(make(limit))).toBe(true);
    expect(accepts(make(limit + 1))).toBe(false);
  });

  const viewLimits: [string, number, (size: number) => object][] = [
    ['the title', 24, (n) => ({ title: plain(n) })],
    ['the submit button', 24, (n) => ({ submit: plain(n) })],
    ['the close button', 24, (n) => ({ close: plain(n) })],
    ['private_metadata', 3000, (n) => ({ private_metadata: letters(n) })],
    ['callback_id', 255, (n) => ({ callback_id: letters(n) })],
    ['external_id', 255, (n) => ({ external_id: letters(n) })],
    ['the blocks', 100, (n) => ({ blocks: times(n, () => ({ type: 'divider' })) })],
  ];
  test.each(viewLimits)('%s of a modal (%d).', (_what, limit, make) => {
    const modal = (size: number) => ({ type: 'modal', title: plain(1), blocks: [], ...make(size) });
    expect(anyView.safeParse(modal(limit)).success).toBe(true);
    expect(anyView.safeParse(modal(limit + 1)).success).toBe(false);
  });
});

describe('Refused are', () => {
  const refused: [string, unknown][] = [
    ['no blocks at all', []],
    ['a block of no known type', [{ type: 'banner' }]],
    ['a block with an unknown field', [{ type: 'divider', color: 'red' }]],
    ['a section without text or fields', section({})],
    ['an empty text', section({ text: mrkdwn(0) })],
    ['emoji on mrkdwn', section({ text: { ...mrkdwn(1), emoji: true } })],
    ['mrkdwn on a button', actions(button({ text: mrkdwn(1) }))],
    ['mrkdwn in a header', [{ type: 'header', text: mrkdwn(1) }]],
    ['an unknown style of button', actions(button({ style: 'default' }))],
    ['a text input among actions', actions({ type: 'plain_text_input' })],
    ['a button as input', input(button())],
    ['one action_id twice in a block', actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    ['one block_id twice', times(2, () => ({ type: 'divider', block_id: 'b' }))],
    ['a select with no options', select({ options: [] })],
    ['a select without options', select({})],
    [
      'a select with options and groups',
      select({ options: options(1), option_groups: [{ label: plain(1), options: options(1) }] }),
    ],
    ['an initial option that is not offered', select({ options: options(1), initial_option: option(2, 2) })],
    ['an image without alternative text', [{ type: 'image', image_url: 'https://example.org/i.png' }]],
    ['a date that is none', actions({ type: 'datepicker', initial_date: '2026-02-30' })],
    ['checkboxes without options', input({ type: 'checkboxes' })],
    ['checkboxes with no options', input({ type: 'checkboxes', options: [] })],
    [
      'a box ticked at first that is not offered',
      input({ type: 'checkboxes', options: options(1), initial_options: [option(2, 2)] }),
    ],
    ['a text in place of a date', input({ type: 'datepicker', initial_date: '1 May 2026' })],
    ['a date with a time', input({ type: 'datepicker', initial_date: '2026-05-01T00:00:00Z' })],
    ['an address that is none', input({ type: 'url_text_input', initial_value: 'evil.example/a' })],
    ['an empty address', input({ type: 'url_text_input', initial_value: '' })],
    ['a limit on addresses', input({ type: 'url_text_input', max_length: 10 })],
    ['a file input in a message', input({ type: 'file_input' })],
    ['two tables', times(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }))],
  ];
  test.each(refused)('%s.', (_what, blocks) => {
    expect(accepts(blocks)).toBe(false);
  });

  test('markdown and tables in a modal, which messages may have.', () => {
    const blocks = [{ type: 'markdown', text: '**bold**' }];
    expect(accepts(blocks, 'message')).toBe(true);
    expect(accepts(blocks, 'modal')).toBe(false);
  });
});

describe('A file input in a modal', () => {
  const taken: [string, object][] = [
    ['on its own', {}],
    ['for one file', { max_files: 1 }],
    ['for ten files', { max_files: 10 }],
    ['for archives only', { filetypes: ['zip', '7z'] }],
  ];
  test.each(taken)('is taken %s.', (_what, extra) => {
    expect(accepts(input({ type: 'file_input', ...extra }), 'modal')).toBe(true);
  });

  const refused: [string, object][] = [
    ['for no files', { max_files: 0 }],
    ['for eleven files', { max_files: 11 }],
    ['for half a file', { max_files: 1.5 }],
    ['with an extension that begins with its dot', { filetypes: ['.zip'] }],
    ['with a list of no extensions', { filetypes: [] }],
    ['with a placeholder', { placeholder: plain(1) }],
    ['with a file in it at first', { initial_files: ['F1'] }],
  ];
  test.each(refused)('is refused %s.', (_what, extra) => {
    expect(accepts(input({ type: 'file_input', ...extra }), 'modal')).toBe(false);
  });
});

test('The same action_id may stand in two blocks, and an initial option may have its keys in any order.', () => {
  expect(accepts([...actions(button({ action_id: 'a' })), ...actions(button({ action_id: 'a' }))])).toBe(
    true,
  );
  const [offered] = options(1);
  const reordered = { value: offered?.value, text: { text: 'x', type: 'plain_text' } };
  expect(accepts(select({ options: [offered], initial_option: reordered }))).toBe(true);
});
