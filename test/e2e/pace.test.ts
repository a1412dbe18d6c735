// The desk sends nearly as fast as the platforms allow, and is never told to slow down: shown on their own limits.
import { expect, onTestFinished, test } from 'vitest';
import { documents } from '../../src/adapters/documents/documents.ts';
import { sealSample } from '../../src/adapters/seal-sample.ts';
import { createBoltLogger } from '../../src/adapters/slack/bolt-logger.ts';
import { createClient } from '../../src/adapters/slack/client.ts';
import { createMessenger as slackMessenger } from '../../src/adapters/slack/deliver.ts';
import { createTelegramApi } from '../../src/adapters/telegram/api.ts';
import { createMessenger as telegramMessenger } from '../../src/adapters/telegram/deliver.ts';
import { drainConversation } from '../../src/app/deliver.ts';
import type { DeliverParts } from '../../src/app/delivery-work.ts';
import type { Messenger } from '../../src/app/ports.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/instant.ts';
import { languageOf } from '../../src/messages/language.ts';
import { createPresenter } from '../../src/messages/views/presenter.ts';
import { manualEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { aPolicy } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { fakeLogger } from '../fakes/logger.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { countingIds, createMemoryStore } from '../fakes/store.ts';

const clock = () => manualEmulatorClock(monday10);
type Clock = ReturnType<typeof clock>;

/** Sends so many messages to each place, in the clock's own time, and says how long that took in milliseconds. */
async function sendAll(
  messenger: Messenger,
  clock: Clock,
  places: readonly { readonly chat: string; readonly thread?: string }[],
  { each }: { readonly each: number },
): Promise<number> {
  const ids = countingIds();
  const store = createMemoryStore(ids);
  const policy = aPolicy();
  const { platform } = messenger;
  const parts: DeliverParts = {
    store,
    clock,
    ids,
    policy,
    languageOf,
    logger: fakeLogger(),
    platforms: new Map([[platform, { ...fakePlatform(platform), messenger }]]),
    presenter: createPresenter(policy),
    sealSample,
    documents,
    random: () => 0,
    wait: (ms, signal) =>
      signal === undefined
        ? clock.advance(ms)
        : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    isPaced: true,
  };
  const startAt = clock.now();
  for (const { chat, thread = null } of places) {
    const form = thread === null ? 'flat' : 'thread';
    await store.transaction(async (tx) => {
      const place = { side: 'requester', platform, chat, thread, form, personId: null } as const;
      const { id } = await tx.conversations.open(place);
      for (let count = 0; count < each; count += 1) {
        const content = { kind: 'accountLinked', platform, name: `${count}` } as const;
        await tx.deliveries.enqueue({ conversationId: id, ticketId: null, content, availableAt: startAt });
      }
    });
  }
  for (;;) {
    const owing = await store.read(({ deliveries }) => deliveries.conversationsOwing());
    if (owing.length === 0) return clock.now() - startAt;
    const due = await store.read(({ deliveries }) => deliveries.conversationsDue(clock.now(), 1_000));
    for (const id of due) await drainConversation(parts, id);
    if (due.length > 0) continue;
    const waiting = await store.read(({ deliveries }) => Promise.all(owing.map((id) => deliveries.next(id))));
    await clock.advance(Math.min(...waiting.map((next) => next?.availableAt ?? monday10)) - clock.now());
  }
}

async function onTelegram() {
  const time = clock();
  const telegram = await startTelegramEmulator({ clock: time, rateLimits: true });
  onTestFinished(() => telegram.close());
  const api = createTelegramApi({
    botToken: telegram.token,
    apiRoot: telegram.url,
    traffic: () => undefined,
  });
  const people = async (count: number) => {
    const all = Array.from({ length: count }, (_, index) => telegram.addUser({ firstName: `${index}` }));
    for (const person of all) await person.start();
    return all.map(({ id }) => ({ chat: String(id) }));
  };
  const refused = () => telegram.calls.filter(({ result }) => result === undefined).length;
  return { telegram, time, messenger: telegramMessenger(api), people, refused };
}

test('Telegram takes thirty messages a second of the desk, to many people.', async () => {
  const { time, messenger, people, refused } = await onTelegram();
  const tookMs = await sendAll(messenger, time, await people(150), { each: 1 });
  expect(refused()).toBe(0);
  expect(tookMs * 0.95).toBeLessThan(5 * SECOND_MS);
});

test('Telegram takes a message a second of the desk for one person, in bursts.', async () => {
  const { time, messenger, people, refused } = await onTelegram();
  const tookMs = await sendAll(messenger, time, await people(1), { each: 50 });
  expect(refused()).toBe(0);
  expect(tookMs * 0.95).toBeLessThan(45 * SECOND_MS);
});

test('Telegram takes twenty messages a minute of the desk in a group, over all its topics.', async () => {
  const { telegram, time, messenger, refused } = await onTelegram();
  const owner = telegram.addUser({ firstName: 'Anna' });
  const { id } = telegram.groups.add({ title: 'Desk', forum: true, admins: [owner.id], botIsAdmin: true });
  const topics = [];
  for (const name of ['ACME-1', 'ACME-2']) topics.push(await messenger.openThread(String(id), name));
  await time.advance(2 * MINUTE_MS);
  const places = topics.map((thread) => ({ chat: String(id), thread: thread ?? '' }));
  const tookMs = await sendAll(messenger, time, places, { each: 40 });
  expect(refused()).toBe(0);
  // Three full minutes, and in the fourth the chat's own second for each after the first five.
  expect(tookMs * 0.95).toBeLessThan(3 * MINUTE_MS + 15 * SECOND_MS);
});

test('Slack takes a message a second of the desk in a channel, in bursts, over all its threads.', async () => {
  const time = clock();
  const slack = await startSlackEmulator({
    clock: time,
    signingSecret: 'pace',
    botToken: 'xoxb-pace',
    rateLimits: true,
  });
  onTestFinished(() => slack.stop());
  const anna = slack.addUser({ name: 'anna', realName: 'Anna' });
  const chat = slack.addChannel({ id: 'C0PACE', name: 'pace', members: [anna] });
  const roots = [await slack.as(anna).post(chat, 'one'), await slack.as(anna).post(chat, 'two')];
  const client = createClient(
    { botToken: 'xoxb-pace', apiUrl: slack.apiUrl },
    () => undefined,
    createBoltLogger(fakeLogger()),
  );
  const places = roots.map(({ ts }) => ({ chat, thread: ts }));
  const tookMs = await sendAll(slackMessenger(client), time, places, { each: 30 });
  expect(slack.calls.filter(({ answer }) => answer?.ok !== true)).toEqual([]);
  expect(tookMs * 0.95).toBeLessThan(55 * SECOND_MS);
});
