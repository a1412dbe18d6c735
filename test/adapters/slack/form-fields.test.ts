// Every kind of field in a modal: how it is asked for, what comes back, and where a refusal stands.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderModal } from '../../../src/adapters/slack/form.ts';
import type { FormField, FormView } from '../../../src/app/view.ts';
import { modalView } from '../../../src/playground/slack/blocks/views.ts';
import { postCard, type Stage, setStage } from './stage.ts';
import { notice, privately, replyForm } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const field = (name: string, input: FormField['input'], more: Partial<FormField> = {}): FormField => ({
  name,
  label: `The ${name}`,
  optional: true,
  input,
  ...more,
});
const formOf = (...fields: FormField[]): FormView => ({ ...replyForm, command: 'new', fields });
const everyKind = formOf(
  field('consent', { type: 'checkbox' }, { optional: false }),
  field('since', { type: 'date' }),
  field('address', { type: 'url' }),
  field('sample', { type: 'file' }, { hint: 'An archive' }),
  field('words', { type: 'text', multiline: true, maxLength: 100 }),
);

async function opened(form: FormView) {
  const { slack, desk, boris } = stage;
  desk.script = () => privately(form);
  await slack.as(boris).click(await postCard(stage), 'Reply');
  return slack.waitFor(() => slack.openView(boris));
}

const formHeard = () => {
  const heard = stage.desk.heard.findLast((inbound) => inbound.kind === 'form');
  if (heard?.kind !== 'form') throw new Error('no form was heard of');
  return heard;
};

test('Answers of every kind come back as words, and files apart from them.', async () => {
  const { slack, desk, boris, adapter } = stage;
  const view = await opened(everyKind);
  desk.script = () => privately(notice('Thank you.'));
  const outcome = await slack.as(boris).submit(view, {
    consent: 'yes',
    since: '2026-02-28',
    address: 'https://evil.example/<a>&b',
    sample: { name: 'образец.zip', content: 'PK', mimetype: 'application/zip' },
    words: 'It *crashes*',
  });
  expect(outcome).toEqual({ outcome: 'closed' });
  const { values, files } = formHeard();
  expect(values).toEqual({
    consent: 'yes',
    since: '2026-02-28',
    address: 'https://evil.example/<a>&b',
    words: 'It *crashes*',
  });
  const sample = { platform: 'slack', name: 'образец.zip', mediaType: 'application/zip', sizeBytes: 2 };
  expect(files).toMatchObject({ sample: [sample] });
  const { bytes } = await adapter.files.open(files.sample?.[0] ?? { ...sample, fileId: '' });
  expect(await new Response(bytes).text()).toBe('PK');
});

test('What was left empty comes back as empty.', async () => {
  const { slack, boris } = stage;
  const [, ...optional] = everyKind.fields;
  const view = await opened(formOf(field('consent', { type: 'checkbox' }), ...optional));
  await slack.as(boris).submit(view, {});
  expect(formHeard()).toMatchObject({
    values: { consent: '', since: '', address: '', words: '' },
    files: { sample: [] },
  });
});

test('What a form holds at first comes back where nobody touched it.', async () => {
  const { slack, boris } = stage;
  const view = await opened(
    formOf(
      field('consent', { type: 'checkbox', initial: true }),
      field('refusal', { type: 'checkbox', initial: false }),
      field('since', { type: 'date', initial: '2026-05-01' }),
      field('address', { type: 'url', initial: 'https://a.example/' }),
    ),
  );
  await slack.as(boris).submit(view, {});
  expect(formHeard().values).toEqual({
    consent: 'yes',
    refusal: '',
    since: '2026-05-01',
    address: 'https://a.example/',
  });
});

test('An address or a day that is none does not keep the form from opening, and the address can be put right.', async () => {
  const { slack, boris } = stage;
  const view = await opened(
    formOf(
      field('address', { type: 'url', initial: 'evil.example/a' }),
      field('script', { type: 'url', initial: 'javascript:alert(1)' }),
      field('since', { type: 'date', initial: 'on Monday' }),
    ),
  );
  await slack.as(boris).submit(view, { address: 'http://evil.example/a' });
  expect(formHeard().values).toEqual({
    address: 'http://evil.example/a',
    script: 'javascript:alert(1)',
    since: '',
  });
});

describe('An error', () => {
  async function refusedWith(error: Parameters<typeof notice>[1], text = 'No.') {
    const { slack, desk, boris } = stage;
    const view = await opened(everyKind);
    desk.script = () => privately(notice(text, { tone: 'error', ...error }));
    return slack.as(boris).submit(view, { consent: 'yes', sample: { name: 'a.zip', content: 'PK' } });
  }

  test.each(['consent', 'since', 'address', 'sample', 'words'])(
    'about the field %s stands under it.',
    async (name) => {
      expect(await refusedWith({ field: name })).toEqual({ outcome: 'errors', errors: { [name]: 'No.' } });
    },
  );

  test.each([{}, { field: 'severity' }])(
    'about no field of the form, as %j, stands under the first.',
    async (error) => {
      expect(await refusedWith(error)).toEqual({ outcome: 'errors', errors: { consent: 'No.' } });
    },
  );

  test('keeps everything that was filled in, the file among it.', async () => {
    await refusedWith({ field: 'since' });
    const { slack, boris } = stage;
    const view = slack.openView(boris);
    if (view === undefined) throw new Error('the form is gone');
    await slack.as(boris).submit(view, { since: '2026-05-01' });
    expect(formHeard()).toMatchObject({
      values: { consent: 'yes', since: '2026-05-01' },
      files: { sample: [{ name: 'a.zip' }] },
    });
  });

  test('of any length is cut to what can be read there.', async () => {
    const outcome = await refusedWith({ field: 'since' }, 'long '.repeat(1_000));
    const text = outcome.outcome === 'errors' ? (outcome.errors.since ?? '') : '';
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text).toMatch(/^long long .*…$/);
  });
});

describe('A modal is one that Slack takes, whatever it is made of:', () => {
  const origin = { chat: 'C0SUPPORT', thread: '1763726400.000100', visibleThread: null };
  const modalOf = (form: FormView) => renderModal(form, origin);

  const long = '😀'.repeat(4_000);
  const forms: [string, FormView][] = [
    ['no questions', formOf()],
    ['every kind of field', everyKind],
    [
      'labels, hints and words longer than fit',
      formOf(
        field('consent', { type: 'checkbox', initial: true }, { label: long, hint: long }),
        field('words', { type: 'text', multiline: true, maxLength: 10_000, initial: long }, { label: long }),
        field('address', { type: 'url', initial: `https://a.example/${long}` }),
        field('choice', { type: 'choice', options: [{ label: long, value: 'a' }], initial: 'a' }),
      ),
    ],
    ['a title longer than fits', { ...everyKind, title: long, submit: long, cancel: long }],
    [
      'a long introduction before as many questions as fit',
      {
        ...formOf(...Array.from({ length: 98 }, (_, at) => field(`f${at}`, { type: 'date' }))),
        intro: 'word '.repeat(5_000),
      },
    ],
    [
      'a hundred choices',
      formOf(
        field('choice', {
          type: 'choice',
          options: Array.from({ length: 100 }, (_, at) => ({ label: `${at}`, value: `v${at}` })),
        }),
      ),
    ],
  ];
  test.each(forms)('%s.', (_what, form) => {
    const modal = modalOf(form);
    expect(modalView.safeParse(modal).error?.issues).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(modal))).toBeLessThan(250_000);
    const asked = modal.blocks.filter(({ type }) => type === 'input');
    expect(asked.map(({ block_id }) => block_id)).toEqual(form.fields.map(({ name }) => name));
  });
});
