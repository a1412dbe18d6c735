// The inputs of a modal as people fill them in: what the client takes, and what the app is told.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Filled } from '../../../src/playground/slack/people/modals.ts';
import { type RecordingApp, recordRequests } from './recording-app.ts';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
let app: RecordingApp;
beforeEach(async () => {
  stage = await setStage();
  app = await recordRequests(stage);
});
afterEach(async () => {
  await stage.slack.stop();
  await app.stop();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const asked = (block_id: string, element: object, optional = true) => ({
  type: 'input',
  block_id,
  label: plain(`The ${block_id}`),
  optional,
  element: { action_id: 'value', ...element },
});
const checkboxes = { type: 'checkboxes', options: [{ text: plain('Agreed'), value: 'yes' }] };
const zips = { type: 'file_input', max_files: 1, filetypes: ['zip'] };

async function openModal(...blocks: object[]) {
  const { slack, client, anna, support } = stage;
  await slack.as(anna).slash(support, '/ticket', 'new');
  const triggerId = String(app.requests.at(-1)?.payload.trigger_id);
  const view = { type: 'modal', title: plain('Ask'), submit: plain('Send'), blocks };
  await client.apiCall('views.open', { trigger_id: triggerId, view: JSON.stringify(view) });
  const open = slack.openView(anna);
  if (open === undefined) throw new Error('no modal is open');
  return open;
}

const submit = async (filled: Filled, ...blocks: object[]) =>
  stage.slack.as(stage.anna).submit(await openModal(...blocks), filled);

const submission = z.object({
  view: z.object({ state: z.object({ values: z.record(z.string(), z.object({ value: z.unknown() })) }) }),
});

/** `view.state.values` of the last submission, without the action ids, which are all the same. */
function told(): Record<string, unknown> {
  const { values } = submission.parse(app.requests.at(-1)?.payload).view.state;
  return Object.fromEntries(Object.entries(values).map(([block, { value }]) => [block, value]));
}

const everything = [
  asked('consent', checkboxes),
  asked('since', { type: 'datepicker' }),
  asked('address', { type: 'url_text_input' }),
  asked('sample', zips),
];

const filesOf = z.object({ files: z.array(z.object({ id: z.string(), url_private_download: z.string() })) });

test('Each input tells what it holds in a form of its own.', async () => {
  const { slack, anna } = stage;
  await submit(
    {
      consent: 'yes',
      since: '2026-02-28',
      'The address': 'http://evil.example/a?b=c',
      sample: { name: 'virus.ZIP', content: 'MZ', mimetype: 'application/zip' },
    },
    ...everything,
  );
  expect(told()).toEqual({
    consent: { type: 'checkboxes', selected_options: [{ text: plain('Agreed'), value: 'yes' }] },
    since: { type: 'datepicker', selected_date: '2026-02-28' },
    address: { type: 'url_text_input', value: 'http://evil.example/a?b=c' },
    sample: {
      type: 'file_input',
      files: [
        expect.objectContaining({ name: 'virus.ZIP', mimetype: 'application/zip', size: 2, user: anna }),
      ],
    },
  });
  const [file] = filesOf.parse(told().sample).files;
  expect(slack.file(file?.id ?? '')?.content.toString()).toBe('MZ');
  const { file: known } = await stage.client.files.info({ file: file?.id ?? '' });
  expect(known).toMatchObject({ url_private_download: file?.url_private_download });
});

test('What is left empty, or emptied again, is told as empty.', async () => {
  const empty = {
    consent: { type: 'checkboxes', selected_options: [] },
    since: { type: 'datepicker', selected_date: null },
    address: { type: 'url_text_input', value: null },
    sample: { type: 'file_input', files: [] },
  };
  await submit({}, ...everything);
  expect(told()).toEqual(empty);
  await submit({ consent: '', since: '', address: '', sample: [] }, ...everything);
  expect(told()).toEqual(empty);
});

test('What stands in an input at first is told where nobody touched it.', async () => {
  const [option] = checkboxes.options;
  await submit(
    {},
    asked('consent', { ...checkboxes, initial_options: [option] }),
    asked('since', { type: 'datepicker', initial_date: '2026-05-01' }),
    asked('address', { type: 'url_text_input', initial_value: 'https://a.example/' }),
  );
  expect(told()).toMatchObject({
    consent: { selected_options: [{ value: 'yes' }] },
    since: { selected_date: '2026-05-01' },
    address: { value: 'https://a.example/' },
  });
});

test('A refused submission keeps the file, until it is taken away.', async () => {
  const { slack, anna } = stage;
  const view = await openModal(asked('sample', zips));
  app.reply = () => ({ json: { response_action: 'errors', errors: { sample: 'too old' } } });
  const refused = await slack.as(anna).submit(view, { sample: { name: 'a.zip', content: 'x' } });
  expect(refused).toEqual({ outcome: 'errors', errors: { sample: 'too old' } });
  expect(slack.openView(anna)?.values.sample?.value).toMatchObject({ files: [{ name: 'a.zip' }] });
  await slack.as(anna).submit(view, {});
  expect(told()).toMatchObject({ sample: { files: [{ name: 'a.zip' }] } });
  await slack.as(anna).submit(view, { sample: null });
  expect(told()).toMatchObject({ sample: { files: [] } });
});

describe('The client holds back', () => {
  const heldBack: [string, Filled, object, string][] = [
    ['a box that must be ticked', {}, asked('consent', checkboxes, false), 'incomplete'],
    ['a day that must be chosen', {}, asked('since', { type: 'datepicker' }, false), 'incomplete'],
    ['a file that must be given', {}, asked('sample', zips, false), 'incomplete'],
    ['an address that must be given', {}, asked('a', { type: 'url_text_input' }, false), 'incomplete'],
    [
      'an address without protocol',
      { a: 'evil.example' },
      asked('a', { type: 'url_text_input' }),
      'incomplete',
    ],
    [
      'an address of no page',
      { a: 'mailto:a@b.example' },
      asked('a', { type: 'url_text_input' }),
      'incomplete',
    ],
    ['a day that is none', { since: '2026-02-30' }, asked('since', { type: 'datepicker' }), 'no_such_date'],
    ['a box that is not there', { consent: 'no' }, asked('consent', checkboxes), 'no_such_option'],
    [
      'a file of another type',
      { sample: { name: 'a.exe', content: 'x' } },
      asked('sample', zips),
      'wrong_file_type',
    ],
    [
      'a file without a type',
      { sample: { name: 'zip', content: 'x' } },
      asked('sample', zips),
      'wrong_file_type',
    ],
    [
      'two files where one is taken',
      {
        sample: [
          { name: 'a.zip', content: 'x' },
          { name: 'b.zip', content: 'x' },
        ],
      },
      asked('sample', zips),
      'too_many_files',
    ],
    ['words in place of a file', { sample: 'a.zip' }, asked('sample', zips), 'not_a_file'],
    [
      'a file in place of words',
      { a: { name: 'a.zip', content: 'x' } },
      asked('a', { type: 'url_text_input' }),
      'no_files',
    ],
  ];
  test.each(heldBack)('%s.', async (_what, filled, block, code) => {
    const before = app.requests.length;
    await expect(submit(filled, block)).rejects.toMatchObject({ code });
    // The command that led to the modal is all that the app has heard of.
    expect(app.requests.length).toBe(before + 1);
  });
});

test('An app that may not read files cannot ask for them.', async () => {
  await stage.slack.stop();
  await app.stop();
  stage = await setStage({ installation: { scopes: ['commands', 'chat:write'] } });
  app = await recordRequests(stage);
  const opened = openModal(asked('sample', zips));
  await expect(opened).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'files:read' } });
  expect(stage.slack.openView(stage.anna)).toBeUndefined();
});
