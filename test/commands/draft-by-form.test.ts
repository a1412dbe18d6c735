// A message that turns out to ask for a form, where the platform shows one with all its fields.
import { beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { contractPolicy } from '../builders/lab.ts';
import { jane, olga } from '../builders/people.ts';
import { aFile } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
let command: string;

const title = 'Change of antivirus signatures';
const values = {
  severity: 'high',
  kind: 'false-positive',
  product: 'Workstation 5.1',
  databaseVersion: '2026.02.09.0900',
  sampleHash: '',
  sampleUrl: '',
  description: 'Our installer is blocked',
};

beforeEach(async () => {
  desk = deskOnFakes({ policy: contractPolicy() });
  await desk.message(jane, 'The installer is blocked', { messageId: 'm1', attachments: [aFile] });
  const answer = await desk.press(jane, title, { canOpenForm: true });
  if (answer?.view.kind !== 'form') throw new Error('no form');
  const { fields } = answer.view;
  expect(fields.find(({ name }) => name === 'description')?.input).toMatchObject({
    initial: 'The installer is blocked',
  });
  command = answer.view.command;
});

const opening = async () => {
  const { id } = await desk.ticket('ACME-1');
  const [opened] = await desk.store.read(({ tickets }) => tickets.events(id));
  return opened?.type === 'TicketOpened' ? opened.opening : null;
};

it('opens with the form’s answers where it was written, and its file is the sample', async () => {
  await desk.form(jane, command, values);
  expect(await desk.ticket('ACME-1')).toMatchObject({
    queue: 'virus-lab',
    severity: 'high',
    description: 'Our installer is blocked',
  });
  expect((await desk.ticket('ACME-1')).answers).toContainEqual({ field: 'sampleFile', value: aFile.name });
  expect((await opening())?.attachments).toEqual([{ ...aFile, isSample: true }]);
  const done = { reference: 'ACME-1', severity: format('en', 'severity.high') };
  expect(desk.said(jane)[0]).toBe(format('en', 'draft.opened', done));
});

it('takes the form’s own file in place of the one that came before', async () => {
  const other = { ...aFile, fileId: 'F2', name: 'other.zip' };
  await desk.form(jane, command, values, { files: { sampleFile: [other] } });
  expect((await opening())?.attachments).toEqual([{ ...other, isSample: true }]);
});

it('is refused at a wrong field, and can be sent again', async () => {
  const wrong = await desk.form(jane, command, { ...values, databaseVersion: 'new' });
  expect(wrong?.view).toMatchObject({ field: 'databaseVersion', text: format('en', 'answer.notAVersion') });
  await desk.form(jane, command, values);
  expect((await desk.ticket('ACME-1')).status).toBe('new');
});

it('is sent once, by its writer, and with answers only', async () => {
  expect(answerText(await desk.form(olga, command, values))).toBe(format('en', 'error.draftGone'));
  expect(answerText(await desk.command(jane, command))).toBe(format('en', 'error.draftGone'));
  await desk.form(jane, command, values);
  expect(answerText(await desk.form(jane, command, values))).toBe(format('en', 'error.draftGone'));
  await expect(desk.ticket('ACME-2')).rejects.toThrow();
});

it('closed without sending, goes on question by question and opens nothing by itself', async () => {
  expect(textOf(desk.toldTo(jane).at(-1)!.view)).toMatch(/^1\/8/);
  await desk.pass(2 * DAY_MS);
  await expect(desk.ticket('ACME-1')).rejects.toThrow();
  await desk.press(jane, format('en', 'form.continue'));
  expect(textOf(desk.toldTo(jane).at(-1)!.view)).toMatch(/^1\/8/);
});
