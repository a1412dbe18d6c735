// Files go out behind the words they came with, to whoever reads those; and nobody misses one without hearing of it.
import { beforeEach, describe, expect, it } from 'vitest';
import { FileLostError } from '../../src/app/files.ts';
import type { MessengerFailure } from '../../src/app/ports.ts';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { anna, ivan } from '../builders/people.ts';
import { aPolicy, slackChannel, telegramGroup } from '../builders/policy.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
});

/** A desk whose agents sit on both platforms; the first chat is the first to be told. */
function deskInTwoChats(): DeskOnFakes {
  const chats = [
    { platform: 'telegram', chat: telegramGroup, form: 'thread' },
    { platform: 'slack', chat: slackChannel, form: 'thread' },
  ] as const;
  const both = deskOnFakes({ policy: aPolicy({}, { chats }) });
  both.slack.join(slackChannel, anna.userId);
  return both;
}

const busy: MessengerFailure = { kind: 'retry', reason: 'busy', afterMs: null };
const refused: MessengerFailure = { kind: 'failed', reason: 'no' };

async function opened(text = 'The server is down', files: readonly string[] = []): Promise<void> {
  const attachments = files.map((name) => desk.telegram.keepFile(name, `bytes of ${name}`));
  await desk.message(ivan, text, { attachments });
  await desk.press(ivan, 'open');
}

const writes = (text: string, ...names: string[]) =>
  desk.message(ivan, text, {
    attachments: names.map((name) => desk.telegram.keepFile(name, `bytes of ${name}`)),
  });

async function inThread(text: string, name: string, messageId = 'in-thread'): Promise<void> {
  const attachments = [desk.slack.keepFile(name, `bytes of ${name}`)];
  const place = await desk.threadOf('ACME-1');
  if (text.startsWith('reply')) await desk.command(anna, text, { place, attachments, messageId });
  else await desk.message(anna, text, { place, attachments, messageId });
}

const saidInThread = async () => (await desk.thread('ACME-1')).map(({ view }) => textOf(view));

describe('a file', () => {
  it('that came with the opening words stands in the agents’ thread below the card', async () => {
    await opened('Look', ['screen.png']);
    const { thread } = await desk.threadOf('ACME-1');
    expect(desk.slack.filesIn()).toMatchObject([
      { chat: slackChannel, thread, caption: 'ACME-1 · screen.png', text: 'bytes of screen.png' },
    ]);
    expect(desk.slack.calls.map(({ act }) => act).slice(0, 2)).toEqual(['open', 'file']);
    expect(desk.telegram.filesIn(), 'its sender has it').toEqual([]);
  });

  it('opens a ticket without any words', async () => {
    await opened('', ['screen.png']);
    expect(desk.slack.filesIn().map(({ name }) => name)).toEqual(['screen.png']);
  });

  it('that its own platform is asked for too soon keeps nothing else from the chat that it goes to', async () => {
    desk = deskOnFakes({ isPaced: true });
    await opened();
    desk.telegram.refuse({ kind: 'retry', reason: 'busy', afterMs: 30_000 }, { act: 'fetch' });
    await writes('Look', 'one.txt');
    const key = `slack:${slackChannel}`;
    const use = await desk.store.transaction(async ({ budgets }) => (await budgets.hold([key])).get(key));
    expect(use?.givenAt).toHaveLength(1);
    expect(use?.blockedUntil).toBeNull();
    await desk.pass(29_999);
    expect(desk.slack.filesIn()).toEqual([]);
    await desk.pass(1);
    expect(desk.slack.filesIn()).toHaveLength(1);
  });

  it('follows the words it came with, before what is said later', async () => {
    await opened();
    desk.slack.refuse(busy, { act: 'file' });
    await writes('First', 'one.txt', 'two.txt');
    await writes('Second');
    await desk.pass(MINUTE_MS);
    const acts = desk.slack.calls.map(({ act }) => act).filter((act) => act === 'post' || act === 'file');
    expect(acts).toEqual(['post', 'file', 'file', 'post']);
    expect(desk.slack.filesIn().map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
  });

  it('that goes with a public reply reaches the requester', async () => {
    await opened();
    await inThread('reply ACME-1 Try this', 'fix.txt');
    expect(desk.telegram.filesIn()).toMatchObject([{ chat: ivan.userId, text: 'bytes of fix.txt' }]);
    expect(desk.slack.filesIn(), 'it stands in the thread already').toEqual([]);
  });

  it('that goes with the words by which an agent resolves reaches the requester, and the thread not again', async () => {
    await opened();
    const attachments = [desk.slack.keepFile('fix.txt', 'bytes')];
    const place = await desk.threadOf('ACME-1');
    await desk.command(anna, 'resolve ACME-1 Fixed by this', { place, attachments });
    expect(desk.telegram.filesIn().map(({ name }) => name)).toEqual(['fix.txt']);
    expect(desk.slack.filesIn()).toEqual([]);
  });

  it('that goes with a note stays among agents, and reaches those on another platform', async () => {
    desk = deskInTwoChats();
    await opened();
    await inThread('', 'internal.txt');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
    expect(desk.telegram.filesIn().map(({ chat }) => chat)).toEqual([telegramGroup]);
  });

  it('that the requester sent is theirs: answering it answers them', async () => {
    await opened('Look', ['screen.png']);
    const [file] = desk.slack.filesIn();
    const known = await desk.store.read((tx) =>
      tx.deliveries.messageAt('slack', slackChannel, file?.messageId ?? ''),
    );
    expect(known?.role).toBe('requester');
  });
});

describe('words', () => {
  it('are not said again when their file has to be tried again', async () => {
    await opened();
    desk.slack.refuse(busy, { act: 'file', times: 3 });
    await writes('See the log', 'log.txt');
    await desk.pass(MINUTE_MS);
    expect((await saidInThread()).filter((text) => text.includes('See the log'))).toHaveLength(1);
    expect(desk.slack.filesIn()).toHaveLength(1);
  });

  it('of a reply count as said though their file is lost', async () => {
    await opened();
    desk.telegram.refuse(refused, { act: 'file' });
    await inThread('reply ACME-1 Try this', 'fix.txt');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent']);
    expect(desk.said(ivan).filter((text) => text.includes('Try this'))).toHaveLength(1);
  });
});

describe('a lost file', () => {
  it('of the requester’s is told to the agents and to the requester, with name, size and reason', async () => {
    await opened();
    desk.telegram.refuse(new FileLostError('tooLarge'), { act: 'fetch' });
    await writes('See the dump', 'dump.bin');
    expect((await saidInThread()).at(-1)).toBe(
      'ACME-1: the file “dump.bin, 17 bytes” could not be brought here: it is too large.',
    );
    expect(desk.said(ivan).at(-1)).toContain(
      'файл «dump.bin, 17 байт» не дошёл до агентов: он слишком большой',
    );
  });

  it('of an agent’s reply is told to the requester and to the agents', async () => {
    await opened();
    desk.telegram.refuse(new FileLostError('tooLarge'), { act: 'file' });
    await inThread('reply ACME-1 Try this', 'fix.txt');
    expect(desk.said(ivan).at(-1)).toContain('не удалось передать сюда');
    expect((await saidInThread()).at(-1)).toContain('did not reach the requester: it is too large');
  });

  it('of a note is no matter of the requester’s', async () => {
    desk = deskInTwoChats();
    await opened();
    const before = desk.said(ivan);
    desk.telegram.refuse(refused, { act: 'file' });
    await inThread('', 'internal.txt');
    expect(desk.said(ivan)).toEqual(before);
    expect(textOf((await desk.thread('ACME-1', 'telegram')).at(-1)!.view)).toContain('internal.txt');
  });

  it('of the requester’s is told to the requester once, however many chats of agents miss it', async () => {
    desk = deskInTwoChats();
    await opened();
    desk.telegram.refuse(new FileLostError('tooLarge'), { act: 'fetch', times: 2 });
    await writes('See the dump', 'dump.bin');
    expect(desk.said(ivan).filter((text) => text.includes('не дошёл до агентов'))).toHaveLength(1);
    for (const platform of ['slack', 'telegram']) {
      const last = (await desk.thread('ACME-1', platform)).at(-1);
      expect(last && textOf(last.view)).toContain('it is too large');
    }
  });

  it('leaves the other files of its message alone', async () => {
    await opened();
    desk.telegram.refuse(new FileLostError('gone'), { act: 'fetch' });
    await writes('Both', 'one.txt', 'two.txt');
    expect(desk.slack.filesIn().map(({ name }) => name)).toEqual(['two.txt']);
    expect((await saidInThread()).at(-1)).toContain('one.txt');
  });

  it('is given up within two minutes where its own platform does not give it, so that words go on', async () => {
    await opened();
    desk.telegram.refuse(busy, { act: 'fetch', times: 99 });
    await writes('See the log', 'log.txt');
    await writes('Hello?');
    await desk.pass(2 * MINUTE_MS);
    const said = await saidInThread();
    expect(said.some((text) => text.includes('Hello?'))).toBe(true);
    expect(said.at(-1)).toContain('it could not be transferred');
  });

  it('is told of in the end where the platform that it goes to is busy for good', async () => {
    await opened();
    desk.slack.refuse(busy, { act: 'file', times: 99 });
    await writes('See the log', 'log.txt');
    await desk.pass(hours(2));
    expect((await saidInThread()).at(-1)).toContain('it could not be transferred');
  });

  it('from a platform that is not there any more does not pass for a refusal by the one it goes to', async () => {
    await opened();
    desk.platforms.delete('telegram');
    await writes('See the log', 'log.txt');
    expect((await saidInThread()).at(-1)).toContain('it could not be transferred');
  });
});

it('a file whose thread is gone goes to the thread that takes its place', async () => {
  await opened();
  desk.slack.refuse({ kind: 'threadGone', reason: 'gone' }, { act: 'file' });
  await writes('See the log', 'log.txt');
  const { thread } = await desk.threadOf('ACME-1');
  expect(desk.slack.filesIn()).toMatchObject([{ thread, name: 'log.txt' }]);
});
