// Deliveries to chats and topics, and what each refusal of Telegram's means for them.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTelegramApi, type TelegramApi } from '../../../src/adapters/telegram/api.ts';
import { createMessenger } from '../../../src/adapters/telegram/deliver.ts';
import { openTrafficLog, type TrafficLine } from '../../../src/adapters/traffic-log.ts';
import type { Messenger, MessengerFailure } from '../../../src/app/ports.ts';
import type { CardView, RelayView } from '../../../src/app/view.ts';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../../src/playground/telegram/emulator.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';

const relay: RelayView = { kind: 'relay', heading: 'Ivan', text: 'hello', attachments: [], footer: null };
const long: RelayView = { ...relay, text: 'word '.repeat(2000).trim() };
const card: CardView = {
  kind: 'card',
  title: 'ACME-1',
  facts: [{ label: 'Status', value: 'new' }],
  body: 'It is down',
  footer: null,
  buttons: [[{ label: 'Claim', command: 'claim ACME-1' }]],
};
const delivery = { deliveryId: 'd1' };

interface Scene {
  readonly telegram: TelegramEmulator;
  readonly api: TelegramApi;
  readonly messenger: Messenger;
  readonly ivan: Actor;
  readonly forum: number;
}

async function scene(): Promise<Scene> {
  const telegram = await startTelegramEmulator({ rateLimits: false });
  onTestFinished(() => telegram.close());
  const traffic = openTrafficLog(process.env.DESKHAND_TRAFFIC_LOG);
  const api = createTelegramApi({ botToken: telegram.token, apiRoot: telegram.url, traffic });
  const ivan = telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  const forum = telegram.groups.add({ title: 'Desk', forum: true, admins: [ivan.id], botIsAdmin: true });
  return { telegram, api, messenger: createMessenger(api), ivan, forum: forum.id };
}

const inChat = (chat: number, thread: number | null = null) => ({
  platform: 'telegram',
  chat: String(chat),
  thread: thread === null ? null : String(thread),
});

const failureOf = (work: Promise<unknown>): Promise<MessengerFailure> =>
  work.then(
    () => expect.fail('it was taken'),
    (error: { failure: MessengerFailure }) => error.failure,
  );

/** The messages that Telegram took, in order. */
const sent = (telegram: TelegramEmulator): Message[] =>
  telegram.calls.flatMap((call) =>
    call.method === 'sendMessage' && call.result !== undefined ? [call.result as Message] : [],
  );

describe('opening a thread', () => {
  test('makes a topic of the title, cut to what a name may hold, and says nothing in it yet', async () => {
    const { telegram, messenger, forum } = await scene();
    const title = `ACME-1 ${'😀'.repeat(200)}`;
    const thread = await messenger.openThread(String(forum), title);
    const [topic] = telegram.topics(forum);
    expect(thread).toBe(String(topic?.id));
    expect([...(topic?.name ?? '')]).toEqual([...title].slice(0, 128));
    expect(sent(telegram)).toEqual([]);
  });

  test('with a person is just a message', async () => {
    const { messenger, ivan } = await scene();
    expect(await messenger.openThread(String(ivan.id), 'ACME-1')).toBeNull();
    expect(await messenger.open(String(ivan.id), card, delivery)).toMatchObject({
      chat: String(ivan.id),
      thread: null,
    });
  });

  test('in a group without topics is just a message', async () => {
    const { telegram, messenger, ivan } = await scene();
    const group = telegram.groups.add({ title: 'Plain', admins: [ivan.id], botIsAdmin: true });
    expect(await messenger.openThread(String(group.id), 'ACME-1')).toBeNull();
    expect(await messenger.open(String(group.id), card, delivery)).toMatchObject({
      thread: null,
    });
  });
});

describe('posting', () => {
  test('a long text sends its parts in order and gives the first one’s id', async () => {
    const { telegram, messenger, ivan } = await scene();
    const posted = await messenger.post(inChat(ivan.id), long, delivery);
    const parts = sent(telegram);
    expect(parts).toHaveLength(3);
    expect(posted.messageId).toBe(String(parts[0]?.message_id));
    expect(parts.map((part) => part.text).join(' ')).toBe(`Ivan\n\n${long.text}`);
  });

  test('again after a failure sends only the parts that were not sent', async () => {
    const { telegram, messenger, ivan } = await scene();
    let count = 0;
    telegram.fail(({ method }) => method === 'sendMessage' && ++count === 2, { retryAfter: 1 });
    const post = () => messenger.post(inChat(ivan.id), long, delivery);
    expect(await failureOf(post())).toMatchObject({ kind: 'retry' });
    expect(sent(telegram)).toHaveLength(1);
    const posted = await post();
    expect(sent(telegram)).toHaveLength(3);
    expect(posted.messageId).toBe(String(sent(telegram)[0]?.message_id));
  });

  test('two deliveries of the same words sends them twice', async () => {
    const { telegram, messenger, ivan } = await scene();
    await messenger.post(inChat(ivan.id), relay, { deliveryId: 'd1' });
    await messenger.post(inChat(ivan.id), relay, { deliveryId: 'd2' });
    expect(sent(telegram)).toHaveLength(2);
  });

  test('in a topic that was closed opens it again', async () => {
    const { telegram, messenger, forum } = await scene();
    const topic = telegram.groups.createTopic(forum, 'ACME-1');
    telegram.groups.closeTopic(forum, topic.id);
    const closed = { error: { code: 400, description: 'Bad Request: TOPIC_CLOSED' } };
    telegram.fail('sendMessage', closed);
    await messenger.post(inChat(forum, topic.id), relay, delivery);
    expect(telegram.topics(forum)).toMatchObject([{ closed: false }]);
    expect(telegram.messages(forum, { topic: topic.id }).at(-1)?.text).toBe('Ivan\n\nhello');
  });

  test('in a topic that stays closed finds the thread gone', async () => {
    const { telegram, messenger, forum } = await scene();
    const topic = telegram.groups.createTopic(forum, 'ACME-1');
    telegram.fail('sendMessage', {
      error: { code: 400, description: 'Bad Request: TOPIC_CLOSED' },
      times: 2,
    });
    const description = 'Bad Request: not enough rights to close or open the topic';
    telegram.fail('reopenForumTopic', { error: { code: 400, description } });
    const failure = await failureOf(messenger.post(inChat(forum, topic.id), relay, delivery));
    expect(failure).toMatchObject({ kind: 'threadGone' });
  });
});

test('every call and its result is written to the traffic log', async () => {
  const { telegram } = await scene();
  const lines: TrafficLine[] = [];
  const traffic = (line: TrafficLine): void => void lines.push(line);
  const api = createTelegramApi({ botToken: telegram.token, apiRoot: telegram.url, traffic });
  await api.call('setMyName', { name: 'Desk' });
  expect(lines).toEqual([
    { platform: 'telegram', kind: 'call', method: 'setMyName', params: { name: 'Desk' } },
    { platform: 'telegram', kind: 'result', method: 'setMyName', params: true },
  ]);
});

describe('a refusal', () => {
  test('of a deleted topic says that the thread is gone', async () => {
    const { telegram, messenger, forum } = await scene();
    const topic = telegram.groups.createTopic(forum, 'ACME-1');
    telegram.groups.deleteTopic(forum, topic.id);
    expect(await failureOf(messenger.post(inChat(forum, topic.id), relay, delivery))).toEqual({
      kind: 'threadGone',
      reason: 'Bad Request: message thread not found',
    });
  });

  test('of a group that was upgraded names the new chat', async () => {
    const { telegram, messenger, ivan } = await scene();
    const group = telegram.groups.add({ title: 'Old', type: 'group', admins: [ivan.id] });
    const upgraded = telegram.groups.upgradeToSupergroup(group.id);
    expect(await failureOf(messenger.post(inChat(group.id), relay, delivery))).toEqual({
      kind: 'moved',
      chat: String(upgraded.id),
    });
  });

  test('by a person who blocked the bot, or who never met it, says that they cannot be reached', async () => {
    const { telegram, messenger, ivan } = await scene();
    await ivan.block();
    expect(await failureOf(messenger.post(inChat(ivan.id), relay, delivery))).toMatchObject({
      kind: 'blocked',
    });
    const olga = telegram.addUser({ firstName: 'Olga' });
    expect(await failureOf(messenger.post(inChat(olga.id), relay, delivery))).toMatchObject({
      kind: 'blocked',
    });
    telegram.deactivate(ivan.id);
    expect(await failureOf(messenger.post(inChat(ivan.id), relay, delivery))).toMatchObject({
      kind: 'blocked',
    });
  });

  test('by a group that the bot was removed from says that it cannot be reached', async () => {
    const { telegram, messenger, forum } = await scene();
    telegram.groups.kickBot(forum);
    expect(await failureOf(messenger.post(inChat(forum), relay, delivery))).toMatchObject({
      kind: 'blocked',
    });
  });

  test.each([
    ['a request to slow down', { retryAfter: 9 }, { kind: 'retry', afterMs: 9_000 }],
    ['an outage', { status: 503 }, { kind: 'retry', afterMs: null }],
    ['a cut connection', { cutAfterProcessing: true } as const, { kind: 'retry', afterMs: null }],
    [
      'a revoked token',
      { error: { code: 401, description: 'Unauthorized' } },
      { kind: 'retry', afterMs: null },
    ],
    [
      'anything else',
      { error: { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' } },
      { kind: 'failed', reason: 'Bad Request: BUTTON_DATA_INVALID' },
    ],
  ])('or trouble is understood: %s', async (_, fault, expected) => {
    const { telegram, messenger, ivan } = await scene();
    telegram.fail('sendMessage', fault);
    expect(await failureOf(messenger.post(inChat(ivan.id), relay, delivery))).toMatchObject(expected);
  });

  test('that never comes, since Telegram hangs, is to be tried again', async () => {
    const { telegram, api } = await scene();
    telegram.fail('getMe', { timeout: true });
    expect(await failureOf(api.call('getMe', {}, { timeoutMs: 20 }))).toEqual({
      kind: 'retry',
      reason: 'Telegram did not answer in time',
      afterMs: null,
    });
  });

  test('by nobody, since nothing listens there, does not give the token away', async () => {
    const api = createTelegramApi({
      botToken: '1:secret',
      apiRoot: 'http://127.0.0.1:1/x',
      traffic: () => {},
    });
    const failure = await failureOf(api.call('getMe', {}));
    expect(failure).toMatchObject({ kind: 'retry', reason: 'Telegram could not be reached (ECONNREFUSED)' });
  });
});

describe('editing', () => {
  test('changes the text and the buttons', async () => {
    const { telegram, messenger, ivan } = await scene();
    const { messageId } = await messenger.post(inChat(ivan.id), card, delivery);
    const changed = { ...card, facts: [{ label: 'Status', value: 'open' }], buttons: [] };
    await messenger.edit(inChat(ivan.id), messageId, changed);
    const message = telegram.messages(ivan.id).at(-1);
    expect(message?.text).toBe('ACME-1\nStatus: open\nIt is down');
    expect(message?.reply_markup).toBeUndefined();
  });

  test('what is already so is no error', async () => {
    const { telegram, messenger, ivan } = await scene();
    const { messageId } = await messenger.post(inChat(ivan.id), card, delivery);
    await messenger.edit(inChat(ivan.id), messageId, card);
    expect(telegram.calls.at(-1)?.error?.description).toMatch(/message is not modified/);
  });

  test('a message that is gone fails', async () => {
    const { messenger, ivan } = await scene();
    expect(await failureOf(messenger.edit(inChat(ivan.id), '999', card))).toEqual({
      kind: 'failed',
      reason: 'Bad Request: message to edit not found',
    });
  });
});

describe('marking', () => {
  test.each([
    ['received', '👀'],
    ['note', '✍'],
    ['reply', '🕊'],
  ] as const)('a message as %s is a reaction that Telegram knows', async (mark, emoji) => {
    const { telegram, messenger, ivan } = await scene();
    const { message_id } = await ivan.send('dm', 'hello');
    await messenger.mark(inChat(ivan.id), String(message_id), mark);
    expect(telegram.calls.at(-1)).toMatchObject({
      method: 'setMessageReaction',
      params: { message_id, reaction: [{ type: 'emoji', emoji }] },
      result: true,
    });
  });

  test('is no error where the message is gone or the chat allows no reaction', async () => {
    const { telegram, messenger, ivan } = await scene();
    await messenger.mark(inChat(ivan.id), '999', 'note');
    expect(telegram.calls.at(-1)?.error?.code).toBe(400);
    telegram.fail('setMessageReaction', {
      error: { code: 400, description: 'Bad Request: REACTION_INVALID' },
    });
    await messenger.mark(inChat(ivan.id), '1', 'note');
  });

  test('is tried again when Telegram asks for patience', async () => {
    const { telegram, messenger, ivan } = await scene();
    telegram.fail('setMessageReaction', { retryAfter: 2 });
    expect(await failureOf(messenger.mark(inChat(ivan.id), '1', 'note'))).toMatchObject({ kind: 'retry' });
  });
});
