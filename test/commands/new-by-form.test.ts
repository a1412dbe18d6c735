// A request asked for by a form with all its fields at once.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLatestDatabases } from '../../src/app/databases.ts';
import type { FormView } from '../../src/app/view.ts';
import { format } from '../../src/messages/format.ts';
import { contractPolicy } from '../builders/lab.ts';
import { jane } from '../builders/people.ts';
import { aFile } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskOnFakes({ policy: contractPolicy() });
});

async function formFor(line: string): Promise<FormView> {
  const answer = await desk.command(jane, line, { canOpenForm: true });
  if (answer?.view.kind !== 'form') throw new Error('no form');
  return answer.view;
}

/** Jane belongs to an organisation whose contract has that many priority incidents of six used up. */
async function belong(key: string, used: number): Promise<string> {
  const { id: personId } = await desk.person(jane);
  const [id, contractId] = [desk.ids.next(), desk.ids.next()];
  await desk.store.transaction(async (tx) => {
    await tx.organisations.save({ id, key, name: key.toUpperCase() });
    const contract = { id: contractId, organisationId: id, plan: 'msa-start', contacts: [] };
    await tx.organisations.saveContract({ ...contract, startsOn: '2026-01-01', endsOn: null });
    await tx.organisations.join(personId, id, desk.clock.now());
  });
  for (let index = 0; index < used; index += 1)
    await desk.form(jane, 'new', { severity: 'low', description: 'x', organisation: id, priority: 'yes' });
  return id;
}

const change = {
  severity: 'high',
  kind: 'false-negative',
  product: 'Workstation 5.1',
  databaseVersion: '2026.02.09.0900',
  sampleHash: '',
  sampleUrl: 'https://example.com/a',
  description: '',
};
const submit = (values: Readonly<Record<string, string>>, saying = {}) =>
  desk.form(jane, 'new signature-change', values, saying);

describe('the form of a request type', () => {
  it('asks for the severity, its own fields, and a description that may be left out', async () => {
    const form = await formFor('new signature-change It was not found');
    expect(form.command).toBe('new signature-change');
    expect(form.fields.map(({ name, optional, input }) => [name, optional, input.type])).toEqual([
      ['severity', false, 'choice'],
      ['kind', false, 'choice'],
      ['product', false, 'text'],
      ['databaseVersion', false, 'text'],
      ['sampleFile', true, 'file'],
      ['sampleHash', true, 'text'],
      ['sampleUrl', true, 'url'],
      ['description', true, 'text'],
    ]);
    expect(form.fields.at(-1)?.input).toMatchObject({ initial: 'It was not found' });
  });

  it('of plain messages says how to ask for the others', async () => {
    const form = await formFor('new The server is down');
    expect(form.command).toBe('new');
    expect(form.intro).toContain('new signature-change');
    expect(form.fields.map(({ name }) => name)).toEqual(['severity', 'description']);
  });

  it('is not taken for one whose name only begins the matter', async () => {
    const form = await formFor('new incident with the printer');
    expect(form.fields.at(-1)?.input).toMatchObject({ initial: 'incident with the printer' });
  });
});

describe('a form that was sent', () => {
  it('opens the ticket with its answers and files', async () => {
    const answer = await submit(change, { files: { sampleFile: [aFile] } });
    expect(answerText(answer)).toBe(format('en', 'new.done', { reference: 'ACME-1' }));
    expect(await desk.ticket('ACME-1')).toMatchObject({
      queue: 'virus-lab',
      severity: 'high',
      description: 'Change of antivirus signatures: An infected file is taken as safe',
      answers: [
        { field: 'kind', value: 'false-negative' },
        { field: 'product', value: 'Workstation 5.1' },
        { field: 'databaseVersion', value: '2026.02.09.0900' },
        { field: 'sampleFile', value: aFile.name },
        { field: 'sampleUrl', value: 'https://example.com/a' },
      ],
    });
    const { id } = await desk.ticket('ACME-1');
    const [opened] = await desk.store.read(({ tickets }) => tickets.events(id));
    expect(opened).toMatchObject({ opening: { attachments: [{ ...aFile, isSample: true }] } });
  });

  it('and is sent again, as after a sign of failure, opens no second ticket', async () => {
    await submit(change, { formId: 'V1' });
    expect(await submit(change, { formId: 'V1' })).toBeNull();
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
    await submit(change, { formId: 'V2' });
    expect((await desk.ticket('ACME-2')).status).toBe('new');
  });

  it('is refused at the first field that is wrong, and all that is wrong is said', async () => {
    const answer = await submit({ ...change, sampleUrl: '', sampleHash: 'abc', databaseVersion: 'new' });
    expect(answer?.view).toMatchObject({
      tone: 'error',
      field: 'databaseVersion',
      text: format('en', 'answer.notAVersion'),
      details: [`Sample as a hash: ${format('en', 'answer.notAHash')}`],
    });
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });

  it('without any sample is refused at the first way to give one', async () => {
    const answer = await submit({ ...change, sampleUrl: '' });
    expect(answer?.view).toMatchObject({ field: 'sampleFile', text: format('en', 'answer.fileMissing') });
  });

  it('with databases that are not the latest is refused at their version', async () => {
    await desk.store.transaction((tx) =>
      setLatestDatabases(tx, { version: '2026.02.10', at: desk.clock.now(), by: null, force: false }),
    );
    const answer = await submit(change, { formId: 'V1' });
    expect(answer?.view).toMatchObject({
      field: 'databaseVersion',
      text: 'Please update the antivirus databases first; the problem may be solved in the latest ones.',
    });
    await submit({ ...change, databaseVersion: '2026.02.10' }, { formId: 'V1' });
    expect((await desk.ticket('ACME-1')).status).toBe('new');
  });
});

describe('under a contract', () => {
  it('the form offers a priority incident, and uses it only when chosen', async () => {
    await belong('globex', 2);
    const form = await formFor('new');
    expect(form.fields.at(-1)?.input).toEqual({
      type: 'choice',
      initial: 'no',
      options: [
        { value: 'no', label: format('en', 'draft.priority.without') },
        { value: 'yes', label: format('en', 'draft.priority.use', { left: 4 }) },
      ],
    });
    await desk.form(jane, 'new', { severity: 'low', description: 'Without', priority: 'no' });
    expect(await desk.ticket('ACME-3')).toMatchObject({ priority: null, plan: 'msa-start' });
    expect((await desk.ticket('ACME-2')).priority).not.toBeNull();
  });

  it('whose quota is used up it offers none, and the ticket says so', async () => {
    await belong('globex', 6);
    expect((await formFor('new')).fields.map(({ name }) => name)).not.toContain('priority');
    await desk.form(jane, 'new', { severity: 'low', description: 'One more' });
    const { id } = await desk.ticket('ACME-7');
    const [opened] = await desk.store.read(({ tickets }) => tickets.events(id));
    expect(opened).toMatchObject({ lacksPriority: true });
  });

  it('somebody of several organisations chooses one in the form', async () => {
    await belong('globex', 0);
    const initech = await belong('initech', 0);
    const form = await formFor('new');
    expect(form.fields[0]).toMatchObject({ name: 'organisation', optional: false });
    expect(form.fields.at(-1)?.input).toMatchObject({
      options: [{ value: 'no' }, { label: format('en', 'draft.priority.useAny') }],
    });
    await desk.form(jane, 'new', {
      severity: 'low',
      description: 'x',
      organisation: initech,
      priority: 'no',
    });
    expect((await desk.ticket('ACME-1')).organisationId).toBe(initech);
  });
});
