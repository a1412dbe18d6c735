// Long polling: offsets, limits, time-outs by the clock, conflicts, and what expires.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Update } from '../../../src/playground/telegram/wire.ts';
import { call, kindOf, result, type Stage, stage, takeUpdates } from './bot-under-test.ts';

const HOUR = 60 * 60 * 1000;

let on: Stage;
let ivan: Actor;

beforeEach(async () => {
  on = await stage();
  ivan = on.telegram.addUser({ firstName: 'Ivan', languageCode: 'ru' });
});

afterEach(() => on[Symbol.asyncDispose]());

const updates = (params = {}) => result<Update[]>(on.telegram, 'getUpdates', params);
const pollStarted = (count: number) =>
  on.telegram.waitFor(
    () => on.telegram.calls.filter(({ method }) => method === 'getUpdates').length >= count,
  );

test('updates are numbered upwards and stay until an offset confirms them', async () => {
  await ivan.start();
  await ivan.send('dm', 'one');
  const [first, second] = await updates();
  expect(second?.update_id).toBe((first?.update_id ?? 0) + 1);
  expect(await updates()).toHaveLength(2);
  expect(await updates({ offset: second?.update_id })).toEqual([second]);
  expect(await updates()).toEqual([second]);
});

test('a limit holds back the rest, and a negative offset keeps only the newest', async () => {
  await ivan.start();
  for (const text of ['one', 'two', 'three']) await ivan.send('dm', text);
  expect(await updates({ limit: 2 })).toHaveLength(2);
  const newest = await updates({ offset: -1 });
  expect(newest.map(({ message }) => message?.text)).toEqual(['three']);
});

test('a waiting poll is answered as soon as something happens, with all of it', async () => {
  const poll = updates({ timeout: 50 });
  await pollStarted(1);
  await ivan.start();
  await ivan.send('dm', 'one');
  expect((await poll).map(({ message }) => message?.text)).toEqual(['/start', 'one']);
});

test('a poll in vain ends empty when its time is up by the clock', async () => {
  const poll = updates({ timeout: 30 });
  await pollStarted(1);
  await on.clock.advance(29_999);
  expect(on.telegram.calls[0]).not.toHaveProperty('result');
  await on.clock.advance(1);
  expect(await poll).toEqual([]);
});

test('a second poller ends the first with a conflict', async () => {
  const first = call(on.telegram, 'getUpdates', { timeout: 50 });
  await pollStarted(1);
  const second = updates({ timeout: 50 });
  expect(await first).toEqual({
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  await ivan.start();
  expect(await second).toHaveLength(1);
});

test('a webhook and polling exclude each other', async () => {
  const poll = call(on.telegram, 'getUpdates', { timeout: 50 });
  await pollStarted(1);
  await result(on.telegram, 'setWebhook', { url: 'https://127.0.0.1:8443/hook' });
  expect((await poll).description).toBe('Conflict: terminated by setWebhook request');
  expect(await call(on.telegram, 'getUpdates')).toMatchObject({
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
});

test('an update that nobody fetches is dropped after 24 hours', async () => {
  await ivan.start();
  await on.clock.advance(24 * HOUR - 1);
  expect(on.telegram.pendingUpdates).toBe(1);
  await on.clock.advance(1);
  expect(await updates()).toEqual([]);
});

test('only the kinds asked for come, and the choice is remembered', async () => {
  await updates({ allowed_updates: ['callback_query', 'my_chat_member'] });
  await ivan.start();
  await ivan.block();
  expect((await takeUpdates(on.telegram)).map(kindOf)).toEqual(['my_chat_member']);
});

test('blocking and unblocking the bot is told as a change of its own membership', async () => {
  await ivan.start();
  await ivan.block();
  await ivan.unblock();
  const [, blocked, unblocked] = await updates();
  expect(blocked?.my_chat_member).toMatchObject({
    from: { id: ivan.id, language_code: 'ru' },
    old_chat_member: { status: 'member' },
    new_chat_member: { status: 'kicked', until_date: 0, user: { id: on.telegram.bot.id } },
  });
  expect(unblocked?.my_chat_member?.new_chat_member.status).toBe('member');
});

test('a later edit does not change an update that is still waiting', async () => {
  await ivan.start();
  const sent = await ivan.send('dm', 'first wording');
  await on.clock.advance(5_000);
  await ivan.edit(sent, 'second wording');
  const [, message, edited] = await updates();
  expect(message?.message).toMatchObject({ text: 'first wording' });
  expect(edited?.edited_message).toMatchObject({ text: 'second wording', edit_date: sent.date + 5 });
});

test('a poller that goes away leaves the updates to the next one', async () => {
  const gone = new AbortController();
  const url = `${on.telegram.url}/bot${on.telegram.token}/getUpdates?timeout=50`;
  const poll = fetch(url, { signal: gone.signal }).catch((error: Error) => error.name);
  await pollStarted(1);
  gone.abort();
  expect(await poll).toBe('AbortError');
  await on.telegram.waitFor(() => on.telegram.calls[0]?.result !== undefined);
  await ivan.start();
  expect(on.telegram.calls[0]?.result).toEqual([]);
  expect(await updates()).toHaveLength(1);
});
