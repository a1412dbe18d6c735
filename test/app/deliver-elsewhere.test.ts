// Cards and questions as the ledger keeps them: one a thread, edited in place, and made anew where the thread is gone.
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessengerFailure } from '../../src/app/ports.ts';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { anna, boris, ivan } from '../builders/people.ts';
import { aPolicy, slackChannel, telegramGroup } from '../builders/policy.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
  desk.slack.join(slackChannel, boris.userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const retry = (afterMs: number | null = null): MessengerFailure => ({
  kind: 'retry',
  reason: 'busy',
  afterMs,
});
const threadGone: MessengerFailure = { kind: 'threadGone', reason: 'thread not found' };

const reply = (text: string) => desk.command(anna, `reply ACME-1 ${text}`, { place: inChannel });
const inChannel = {
  platform: 'slack',
  chat: slackChannel,
  thread: null,
  kind: 'group',
  form: 'thread',
} as const;
const inThread = async () => (await desk.thread('ACME-1')).map(({ view }) => textOf(view));

describe('a card', () => {
  it('opens the thread, once, and is edited in place from then on', async () => {
    const [card] = await desk.thread('ACME-1');
    expect(card?.view.kind).toBe('card');
    expect(card?.edits).toBe(0);
    await desk.command(anna, 'claim ACME-1', { place: inChannel });
    const thread = await desk.thread('ACME-1');
    expect(thread.filter(({ view }) => view.kind === 'card')).toHaveLength(1);
    expect(thread[0]?.edits).toBe(1);
    expect(thread[0]?.view).toMatchObject({
      facts: expect.arrayContaining([{ label: format('en', 'card.owner'), value: anna.name }]),
    });
  });

  it('comes anew in a thread of its own when its thread is gone, with what was to be said there', async () => {
    const before = await desk.threadOf('ACME-1');
    desk.slack.refuse(threadGone, { act: 'post' });
    await desk.message(ivan, 'Hello?');
    const after = await desk.threadOf('ACME-1');
    expect(after.thread).not.toBe(before.thread);
    const [card, words] = await desk.thread('ACME-1');
    expect(card?.view.kind).toBe('card');
    expect(words && textOf(words.view)).toContain('Hello?');
  });

  it('comes anew also when the platform was busy before it said that the thread is gone', async () => {
    desk.slack.refuse(retry(), { act: 'post' });
    desk.slack.refuse(threadGone, { act: 'post' });
    await desk.message(ivan, 'Hello?');
    await desk.pass(MINUTE_MS);
    expect((await inThread()).at(-1)).toContain('Hello?');
  });

  it('is not opened for ever where threads vanish at once', async () => {
    desk.slack.refuse(threadGone, { act: 'post', times: 99 });
    await desk.message(ivan, 'Hello?');
    await desk.pass(hours(1));
    expect(desk.slack.calls.filter(({ act }) => act === 'open')).toHaveLength(2);
  });

  it('follows its chat to the id that it has now', async () => {
    desk.slack.refuse({ kind: 'moved', chat: 'C0MOVED' }, { act: 'post' });
    await desk.message(ivan, 'Hello?');
    expect(desk.slack.messages('C0MOVED').map(({ view }) => textOf(view))).toEqual([
      expect.stringContaining('The server is down'),
      expect.stringContaining('Hello?'),
    ]);
    expect((await desk.threadOf('ACME-1')).chat).toBe('C0MOVED');
  });

  it('gives up on a chat that is said to have moved for ever', async () => {
    desk.slack.refuse({ kind: 'moved', chat: slackChannel }, { times: 99 });
    await desk.message(ivan, 'Hello?');
    expect(await inThread()).toHaveLength(1);
  });
});

describe('a question of a draft', () => {
  it('is edited after the answer, also where its thread was opened by it', async () => {
    await desk.message(anna, 'new My laptop is broken', { place: inChannel, addressed: true });
    const [prompt] = desk.toldTo(anna);
    expect(prompt?.thread).toBe(prompt?.messageId);
    await desk.press(anna, 'open');
    const [edited, confirmation] = desk.toldTo(anna);
    expect(edited?.edits).toBe(1);
    expect(edited && buttonsOf(edited.view)).toEqual([]);
    expect(confirmation?.thread).toBe(prompt?.messageId);
  });

  it('that could not be edited holds up nothing', async () => {
    await desk.command(ivan, 'new The printer smokes');
    desk.telegram.refuse({ kind: 'failed', reason: 'message to edit not found' }, { act: 'edit' });
    await desk.press(ivan, 'open');
    expect(desk.said(ivan).at(-1)).toContain('ACME-2');
  });
});

describe('a queue in two chats', () => {
  it('has a card and a thread in each, and what is said in one stands in the other', async () => {
    const chats = [
      { platform: 'slack', chat: slackChannel, form: 'thread' },
      { platform: 'telegram', chat: telegramGroup, form: 'thread' },
    ] as const;
    desk = deskOnFakes({ policy: aPolicy({}, { chats }) });
    desk.slack.join(slackChannel, anna.userId);
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await desk.message(anna, 'As last week', { place: await desk.threadOf('ACME-1'), messageId: 'note-1' });
    expect(desk.slack.marks('note-1')).toEqual(['note']);
    expect((await desk.thread('ACME-1')).map(({ view }) => view.kind)).toEqual(['card']);
    const [card, note] = await desk.thread('ACME-1', 'telegram');
    expect(card?.view.kind).toBe('card');
    expect(note?.view).toMatchObject({ kind: 'relay', text: 'As last week' });
  });

  it('serves one where the other’s platform is not there', async () => {
    desk.platforms.delete('telegram');
    await reply('one');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent', 'ReplyUndelivered']);
  });
});
