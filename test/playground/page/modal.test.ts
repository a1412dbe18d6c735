// The page's modal: every kind of input drawn, filled in by hand or over HTTP, and submitted to the app.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ModalStage, setModalStage } from './modal-stage.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
const screenshots = path.resolve(import.meta.dirname, '../../../test-results');
const patienceMs = 10_000;

let stage: ModalStage;
beforeEach(async () => {
  stage = await setModalStage();
});
afterEach(() => stage.stop());

const plain = (text: string) => ({ type: 'plain_text', text });
const asked = (block_id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  optional: true,
  element: { action_id: 'value', ...element },
  ...more,
});
const questions = [
  asked('since', 'Since when', { type: 'datepicker' }, { optional: false }),
  asked(
    'sample',
    'Sample',
    { type: 'file_input', max_files: 1, filetypes: ['zip'] },
    {
      hint: plain('An archive with the file in it'),
    },
  ),
  asked('address', 'Address of the sample', { type: 'url_text_input' }),
  asked('updated', 'The newest databases are in use', {
    type: 'checkboxes',
    options: [{ text: plain('The newest databases are in use'), value: 'yes' }],
  }),
];

const submission = z.object({
  type: z.literal('view_submission'),
  view: z.object({ state: z.object({ values: z.record(z.string(), z.object({ value: z.unknown() })) }) }),
});
const told = () => submission.parse(stage.app.requests.at(-1)?.payload).view.state.values;
const archive = { name: 'образец.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') };

describe('Over HTTP', () => {
  const at = (where: string): URL => new URL(where, stage.address);

  async function uploaded(name: string, content: string): Promise<string> {
    const where = at(`/playground/upload?name=${encodeURIComponent(name)}`);
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await fetch(where, { method: 'POST', headers, body: content });
    return z.object({ upload: z.string() }).parse(await answer.json()).upload;
  }

  async function submit(values: object, files?: object): Promise<{ status: number; answer: unknown }> {
    const viewId = stage.slack.openView(stage.anna)?.id;
    const body = JSON.stringify({ act: 'slack.submit', as: 'anna', viewId, values, files });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(at('/playground/act'), { method: 'POST', headers, body });
    return { status: response.status, answer: await response.json() };
  }

  test('files go into the fields that they were uploaded for.', async () => {
    await stage.open(questions);
    const sample = [await uploaded('a.zip', 'PK')];
    expect(await submit({ since: '2026-02-28', updated: ['yes'] }, { sample })).toMatchObject({
      status: 200,
    });
    expect(told()).toMatchObject({
      since: { value: { selected_date: '2026-02-28' } },
      sample: { value: { files: [{ name: 'a.zip', size: 2 }] } },
      address: { value: { value: null } },
      updated: { value: { selected_options: [{ value: 'yes' }] } },
    });
  });

  test('what the client would hold back is refused with its words.', async () => {
    await stage.open(questions);
    const since = '2026-02-28';
    expect(await submit({ since }, { sample: [await uploaded('a.exe', 'MZ')] })).toEqual({
      status: 422,
      answer: { error: 'Only zip can be given, not a.exe.' },
    });
    expect(await submit({ since, address: 'evil.example' })).toEqual({
      status: 422,
      answer: { error: 'Address of the sample: enter a valid URL.' },
    });
    expect(await submit({ since }, { sample: ['not-an-upload'] })).toMatchObject({ status: 400 });
  });
});

describe.skipIf(!hasBrowser)('In a browser', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await stage.open(questions);
    page = await browser.newPage({ viewport: { width: 720, height: 720 } });
    page.setDefaultTimeout(patienceMs);
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${stage.address}/modal`);
  });
  afterEach(async () => {
    await page.close();
    expect(complaints.splice(0)).toEqual([]);
    expect(stage.failures).toEqual([]);
  });

  const dialog = (): Locator => page.getByRole('dialog');
  const send = (): Promise<void> => dialog().locator('[type=submit]').click();
  const shoot = (name: string): Promise<Buffer> =>
    page.screenshot({ path: path.join(screenshots, `playground-modal-${name}.png`) });

  test('each input is found by its label, and what is filled in reaches the app.', async () => {
    await dialog().getByLabel('Since when').fill('2026-02-28');
    await dialog()
      .getByLabel(/^Sample/)
      .setInputFiles(archive);
    await dialog().getByLabel('Address of the sample').fill('https://evil.example/<a>');
    await dialog().getByRole('checkbox', { name: 'The newest databases are in use' }).check();
    await shoot('1-filled-in');
    await send();
    await dialog().waitFor({ state: 'hidden' });
    expect(told()).toMatchObject({
      since: { value: { selected_date: '2026-02-28' } },
      sample: { value: { files: [{ name: archive.name, size: 2, mimetype: 'application/zip' }] } },
      address: { value: { value: 'https://evil.example/<a>' } },
      updated: { value: { selected_options: [{ value: 'yes' }] } },
    });
  });

  test('a refused form keeps everything, and says under the field what is wrong.', async () => {
    stage.app.reply = () => ({ json: { response_action: 'errors', errors: { sample: 'It is damaged.' } } });
    await dialog().getByLabel('Since when').fill('2026-02-28');
    await dialog()
      .getByLabel(/^Sample/)
      .setInputFiles(archive);
    await dialog().getByRole('checkbox').check();
    await send();
    await dialog().getByRole('alert').getByText('It is damaged.').waitFor();
    await shoot('2-refused');
    expect(await dialog().getByLabel('Since when').inputValue()).toBe('2026-02-28');
    expect(await dialog().getByRole('checkbox').isChecked()).toBe(true);
    await dialog().getByText(archive.name).waitFor();
    stage.app.reply = () => ({});
    await send();
    await dialog().waitFor({ state: 'hidden' });
    expect(told()).toMatchObject({ sample: { value: { files: [{ name: archive.name }] } } });
  });

  test('a file that was refused is taken off, or another chosen in its place.', async () => {
    stage.app.reply = () => ({ json: { response_action: 'errors', errors: { sample: 'It is damaged.' } } });
    await dialog().getByLabel('Since when').fill('2026-02-28');
    await dialog()
      .getByLabel(/^Sample/)
      .setInputFiles(archive);
    await send();
    await dialog().getByText(archive.name).waitFor();
    const other = { ...archive, name: 'other.zip' };
    await dialog()
      .getByLabel(/^Sample/)
      .setInputFiles(other);
    await send();
    await dialog().getByRole('button', { name: 'Take off other.zip' }).click();
    stage.app.reply = () => ({});
    await send();
    await dialog().waitFor({ state: 'hidden' });
    expect(told()).toMatchObject({ sample: { value: { files: [] } } });
  });

  test('what the client holds back is said, and nothing is lost.', async () => {
    await dialog()
      .getByLabel(/^Sample/)
      .setInputFiles(archive);
    await dialog().getByLabel('Address of the sample').fill('evil.example');
    await send();
    await page.getByRole('status').getByText('please complete this required field').waitFor();
    expect(await dialog().getByLabel('Address of the sample').inputValue()).toBe('evil.example');
    await dialog().getByLabel('Since when').fill('2026-02-28');
    await dialog().getByLabel('Address of the sample').fill('');
    await send();
    await dialog().waitFor({ state: 'hidden' });
    expect(told()).toMatchObject({ sample: { value: { files: [{ name: archive.name }] } } });
  });
});
