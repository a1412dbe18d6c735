// Samples are live malware as often as not: they reach their queue's agents sealed, and nobody else at all.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileLostError } from '../../src/app/files.ts';
import type { Attachment } from '../../src/domain/events.ts';
import { format } from '../../src/messages/format.ts';
import { askForChange, deskWithLab } from '../builders/lab.ts';
import { anna, groupPlace, ivan } from '../builders/people.ts';
import { unsealed } from '../support/archives.ts';
import type { DeskOnFakes } from '../support/desk-on-fakes.ts';
import { labChannel, labGroup, supportChannel } from '../support/scene-config.ts';
import { answerText, textOf } from '../support/views.ts';

const virus = 'a virus, for all that anybody knows';
const sha256 = createHash('sha256').update(virus).digest('hex');

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskWithLab();
});

const sample = (name = 'invoice.pdf.exe', text = virus): Attachment => ({
  ...desk.telegram.keepFile(name, text),
  isSample: true,
});

const identifiedIn = async (reference: string) =>
  (await desk.events(reference)).filter((type) => type === 'SampleIdentified');

const lastLinesIn = async (reference: string, platform = 'slack'): Promise<string> =>
  (await desk.thread(reference, platform)).map(({ view }) => textOf(view)).join('\n');

describe('a sample', () => {
  it('reaches each of its queue’s chats in an archive with a neutral name, and the same bytes are in it', async () => {
    await askForChange(desk, { files: [sample()] });
    const sent = [...desk.slack.filesIn(), ...desk.telegram.filesIn()];
    expect(sent.map(({ chat, name, isSample }) => ({ chat, name, isSample }))).toEqual([
      { chat: labChannel, name: 'ACME-1-sample-1.zip', isSample: true },
      { chat: String(labGroup), name: 'ACME-1-sample-1.zip', isSample: true },
    ]);
    for (const { bytes } of sent)
      expect(await unsealed(bytes)).toEqual({ name: 'sample-1.bin', bytes: Buffer.from(virus) });
  });

  it('is nowhere called as the requester called it, and never goes as it came', async () => {
    await askForChange(desk, { files: [sample()] });
    for (const { name, caption, text } of desk.slack.filesIn()) {
      expect(`${name} ${caption}`).not.toContain('invoice');
      expect(text).not.toContain(virus);
    }
  });

  it('is captioned with its hash and the password', async () => {
    await askForChange(desk, { files: [sample()] });
    expect(desk.slack.filesIn()[0]?.caption).toBe(
      `ACME-1 · sample 1, in an archive with the password infected\nSHA-256: ${sha256}`,
    );
  });

  it('is identified once, however many chats it is handed to, in the threads and to the requester', async () => {
    await askForChange(desk, { files: [sample()] });
    expect(await identifiedIn('ACME-1')).toHaveLength(1);
    for (const platform of ['slack', 'telegram'])
      expect((await lastLinesIn('ACME-1', platform)).match(/a sample of 35 bytes is here/g)).toHaveLength(1);
    const told = desk.said(ivan).filter((text) => text.includes('Вирусная лаборатория'));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(desk.toldTo(ivan).at(-1)?.view)).toContain(sha256);
  });

  it('is identified once where sending it had to be tried again', async () => {
    desk.slack.refuse({ kind: 'retry', reason: 'busy', afterMs: null }, { act: 'file', times: 2 });
    await askForChange(desk, { files: [sample()] });
    await desk.pass(60_000);
    expect(desk.slack.filesIn()).toHaveLength(1);
    expect(await identifiedIn('ACME-1')).toHaveLength(1);
  });

  it('each has a number of its own, in the order of their coming', async () => {
    await askForChange(desk, { files: [sample('a.exe'), sample('b.exe', 'another')] });
    await desk.message(ivan, 'And one more', { attachments: [desk.telegram.keepFile('c.exe', 'third')] });
    expect(desk.slack.filesIn().map(({ name }) => name)).toEqual([
      'ACME-1-sample-1.zip',
      'ACME-1-sample-2.zip',
      'ACME-1-sample-3.zip',
    ]);
    expect(await identifiedIn('ACME-1')).toHaveLength(3);
  });

  it('that comes later, with a plain message, is sealed as well', async () => {
    await askForChange(desk);
    await desk.message(ivan, 'Here it is', { attachments: [desk.telegram.keepFile('c.exe', virus)] });
    const [file] = desk.slack.filesIn();
    expect(file?.name).toBe('ACME-1-sample-1.zip');
    expect(file && (await unsealed(file.bytes)).bytes.toString()).toBe(virus);
  });

  it('never goes to a requester’s conversation, not even back to its sender', async () => {
    await askForChange(desk, { files: [sample()] });
    expect(desk.telegram.filesIn(ivan.userId)).toEqual([]);
    await desk.message(ivan, 'More', { attachments: [sample('b.exe')] });
    expect(desk.telegram.filesIn(ivan.userId)).toEqual([]);
  });

  it('that is too large for a platform is lost there, which both sides are told', async () => {
    desk.slack.refuse(new FileLostError('tooLarge'), { act: 'file' });
    desk.telegram.refuse(new FileLostError('tooLarge'), { act: 'file' });
    await askForChange(desk, { files: [sample()] });
    expect(await lastLinesIn('ACME-1')).toContain('it is too large');
    expect(desk.said(ivan).at(-1)).toContain('не дошёл до агентов');
    expect(await identifiedIn('ACME-1'), 'nobody has it').toEqual([]);
  });

  it('that cannot be fetched is given up within two minutes, and told to be lost', async () => {
    desk.telegram.refuse({ kind: 'retry', reason: 'busy', afterMs: null }, { act: 'fetch', times: 99 });
    await askForChange(desk, { files: [sample()] });
    await desk.pass(120_000);
    expect(await lastLinesIn('ACME-1')).toContain('it could not be transferred');
  });

  it('whose hash is not the one typed in the form says so to both sides', async () => {
    const typed = 'ab'.repeat(32);
    await askForChange(desk, { files: [sample()], answers: [{ field: 'sampleHash', value: typed }] });
    expect(JSON.stringify(desk.toldTo(ivan).at(-1)?.view)).toContain(`В форме указан другой хеш: ${typed}`);
    const told = JSON.stringify(await desk.thread('ACME-1'));
    expect(told).toContain(`It is not the hash given in the form: ${typed}`);
  });

  it.each([
    ['the same hash in capitals', sha256.toUpperCase()],
    ['a hash of another kind', 'ab'.repeat(16)],
  ])('says nothing of a difference for %s', async (_, value) => {
    await askForChange(desk, { files: [sample()], answers: [{ field: 'sampleHash', value }] });
    expect(JSON.stringify(desk.toldTo(ivan).at(-1)?.view)).not.toContain('другой хеш');
  });
});

it('a file of another kind of request goes as it came', async () => {
  const file = desk.telegram.keepFile('screen.png', 'a picture');
  await askForChange(desk, { requestType: 'incident', files: [file] });
  expect(desk.slack.filesIn()).toMatchObject([{ name: 'screen.png', text: 'a picture', isSample: false }]);
});

it('a tool that an agent sends to the requester goes as it came', async () => {
  await askForChange(desk);
  const attachments = [desk.slack.keepFile('cure.txt', 'a cure')];
  await desk.command(anna, 'reply ACME-1 Run this', { place: await desk.threadOf('ACME-1'), attachments });
  expect(desk.telegram.filesIn(ivan.userId)).toMatchObject([{ name: 'cure.txt', text: 'a cure' }]);
});

describe('where one ticket leads to another', () => {
  const byAnna = (line: string) => desk.command(anna, line, inChannel);
  const inChannel = { place: groupPlace({ platform: 'slack', chat: labChannel, thread: null }) };
  const sends = (replyTo: string, name: string) =>
    desk.message(ivan, 'One more', { replyTo, attachments: [desk.telegram.keepFile(name, virus)] });
  /** The last message to Ivan that names the ticket. */
  const about = (reference: string): string =>
    desk.toldTo(ivan).findLast(({ view }) => JSON.stringify(view).includes(reference))?.messageId ?? '';

  beforeEach(() => {
    desk.slack.join(supportChannel, anna.userId);
  });

  it('a request with samples is merged into none of another queue, so that later ones do not come there', async () => {
    await askForChange(desk);
    await askForChange(desk, { requestType: 'incident' });
    expect(answerText(await byAnna('merge ACME-1 ACME-2'))).toBe(
      format('en', 'error.mergeOfSamples', { reference: 'ACME-1', into: 'ACME-2' }),
    );
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened']);
  });

  it('what is written on an incident merged into such a request is sealed, for that queue alone', async () => {
    await askForChange(desk);
    await askForChange(desk, { requestType: 'incident' });
    await byAnna('merge ACME-2 ACME-1');
    await sends(about('ACME-2'), 'late.exe');
    expect(desk.slack.filesIn().map(({ chat, name }) => [chat, name])).toEqual([
      [labChannel, 'ACME-1-sample-1.zip'],
    ]);
  });

  it('what is written after it was closed asks for another of its kind, and goes to no other queue', async () => {
    await askForChange(desk);
    const message = about('ACME-1');
    await byAnna('close ACME-1');
    await sends(message, 'late.exe');
    await desk.press(ivan, 'form');
    await desk.pass(3_600_000);
    expect(desk.slack.filesIn(supportChannel)).toEqual([]);
    await expect(desk.ticket('ACME-2'), 'the form waits').rejects.toThrow();
    expect(textOf(desk.toldTo(ivan).at(-1)?.view ?? expect.unreachable())).toMatch(/^2\/8 · /);
  });
});
