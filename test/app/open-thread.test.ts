// A thread that is opened by itself is on record before anything is said in it, and opened once.
import { beforeEach, expect, it } from 'vitest';
import { drainConversation } from '../../src/app/deliver.ts';
import type { MessengerFailure, Store } from '../../src/app/ports.ts';
import { StoreUnavailableError } from '../../src/app/store-unavailable.ts';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { ivan } from '../builders/people.ts';
import { aPolicy, telegramGroup } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;

const chats = [{ platform: 'telegram', chat: telegramGroup, form: 'thread' }] as const;
const busy: MessengerFailure = { kind: 'retry', reason: 'busy', afterMs: null };

beforeEach(async () => {
  desk = deskOnFakes({ policy: aPolicy({}, { chats }) });
  await desk.message(ivan, 'The server is down');
});

const inTopic = () => desk.thread('ACME-1', 'telegram');
const topicsOpened = () => desk.telegram.calls.filter(({ act }) => act === 'openThread').length;
const isCard = ({ view }: { readonly view: { readonly kind: string } }) => view.kind === 'card';
const agentsConversation = async () => {
  const { id } = await desk.ticket('ACME-1');
  const all = await desk.store.read(({ conversations }) => conversations.ofTicket(id));
  return all.find(({ side }) => side === 'agents')!;
};

it('is known before its card stands in it', async () => {
  const known: (string | null)[] = [];
  desk.telegram.beforeCall = async ({ act, chat }) => {
    if (act === 'post' && chat === telegramGroup) known.push((await agentsConversation()).thread);
  };
  await desk.press(ivan, 'open');
  const [card] = await inTopic();
  expect(card && isCard(card)).toBe(true);
  expect(known).toEqual([card?.thread]);
  expect(card?.thread).not.toBeNull();
});

it('gets its card later where the platform was busy, and is not opened again', async () => {
  desk.telegram.refuse(busy, { act: 'post', chat: telegramGroup, times: 3 });
  await desk.press(ivan, 'open');
  const { thread, cardMessageId } = await agentsConversation();
  expect([typeof thread, cardMessageId]).toEqual(['string', null]);
  await desk.pass(MINUTE_MS);
  expect((await inTopic()).filter(isCard)).toHaveLength(1);
  expect((await agentsConversation()).thread).toBe(thread);
  expect(topicsOpened()).toBe(1);
});

it('has its card before the words for which it was opened anew', async () => {
  await desk.press(ivan, 'open');
  desk.telegram.refuse({ kind: 'threadGone', reason: 'gone' }, { act: 'post', chat: telegramGroup });
  await desk.message(ivan, 'Hello?');
  expect(topicsOpened()).toBe(2);
  const [card, words] = await inTopic();
  expect(card && isCard(card)).toBe(true);
  expect(words && textOf(words.view)).toContain('Hello?');
});

it('is put on record as soon as the database is back, and not opened again', async () => {
  desk.telegram.refuse(busy, { act: 'openThread' });
  await desk.press(ivan, 'open');
  desk.clock.advance(MINUTE_MS);
  let failures = 0;
  const store: Store = {
    ...desk.store,
    transaction: (work) => {
      const isToBeRecorded = topicsOpened() === 1 && failures < 3;
      if (!isToBeRecorded) return desk.store.transaction(work);
      failures += 1;
      return Promise.reject(new StoreUnavailableError('away'));
    },
  };
  await drainConversation({ ...desk.parts, store }, (await agentsConversation()).id);
  expect(failures).toBe(3);
  expect(topicsOpened()).toBe(1);
  expect((await inTopic()).filter(isCard)).toHaveLength(1);
});

it('has its card once, also when the database was away as that arrived', async () => {
  await desk.press(ivan, 'open');
  desk.telegram.refuse(busy, { act: 'post', chat: telegramGroup });
  await desk.message(ivan, 'Hello?');
  desk.telegram.refuse({ kind: 'threadGone', reason: 'gone' }, { act: 'post', chat: telegramGroup });
  desk.clock.advance(MINUTE_MS);
  const posted = () =>
    desk.telegram.calls.filter(({ act, chat }) => act === 'post' && chat === telegramGroup).length;
  const before = posted();
  let failures = 0;
  const store: Store = {
    ...desk.store,
    transaction: (work) => {
      const isToBeRecorded = posted() === before + 1 && failures < 3;
      if (!isToBeRecorded) return desk.store.transaction(work);
      failures += 1;
      return Promise.reject(new StoreUnavailableError('away'));
    },
  };
  await drainConversation({ ...desk.parts, store }, (await agentsConversation()).id);
  await desk.pass(MINUTE_MS);
  expect(failures).toBe(3);
  expect((await inTopic()).map(isCard)).toEqual([true, false]);
});

it('gives way to one that another process has opened meanwhile', async () => {
  desk.telegram.refuse(busy, { act: 'openThread' });
  await desk.press(ivan, 'open');
  const { id } = await agentsConversation();
  const { messenger } = desk.telegram;
  const openThread = messenger.openThread;
  messenger.openThread = async (chat, title) => {
    const opened = await openThread(chat, title);
    const theirs = { chat, thread: 'theirs', cardMessageId: null };
    await desk.store.transaction((tx) => tx.conversations.anchor(id, theirs));
    return opened;
  };
  await desk.pass(MINUTE_MS);
  expect((await agentsConversation()).thread).toBe('theirs');
  expect((await inTopic()).map(isCard)).toEqual([true]);
});
