// What the delivery ledger sends to Slack, and what it learns when Slack refuses.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MessengerError, type MessengerFailure } from '../../../src/app/ports.ts';
import type { Fault } from '../../../src/playground/slack/web-api/faults.ts';
import { type Stage, setStage } from './stage.ts';
import { notice } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const inSupport = (thread: string | null = null) => ({ platform: 'slack', chat: stage.support, thread });
const post = (text = 'Hello', thread: string | null = null) =>
  stage.adapter.messenger.post(inSupport(thread), notice(text), { deliveryId: 'd1' });

async function failureOf(work: Promise<unknown>): Promise<MessengerFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MessengerError)) throw new Error(`expected a MessengerError, got ${String(error)}`);
  return error.failure;
}

test('Opening starts a thread that further deliveries go on in, each with its delivery id.', async () => {
  const { adapter, slack, support } = stage;
  const opened = await adapter.messenger.open(support, notice('Card'), { deliveryId: 'd1' });
  expect(opened).toEqual({ chat: support, thread: opened.messageId, messageId: opened.messageId });
  await adapter.messenger.post({ platform: 'slack', ...opened }, notice('More'), { deliveryId: 'd2' });
  expect(slack.messages(support, { threadTs: opened.messageId })).toMatchObject([
    { text: 'Card', metadata: { event_type: 'deskhand_delivery', event_payload: { delivery_id: 'd1' } } },
    { text: 'More', metadata: { event_type: 'deskhand_delivery', event_payload: { delivery_id: 'd2' } } },
  ]);
});

test('A conversation opened with a person is told the channel it is really in.', async () => {
  const { adapter, slack, anna } = stage;
  const opened = await adapter.messenger.open(anna, notice('Hello'), { deliveryId: 'd1' });
  expect(opened.chat).toMatch(/^D/);
  expect(slack.directMessages(anna)).toMatchObject([
    { text: 'Hello', ts: opened.messageId, channel: opened.chat },
  ]);
});

test('A relayed text over the limits arrives whole, in order, in one thread, and is known by its first message.', async () => {
  const { adapter, slack, support } = stage;
  const paragraphs = Array.from({ length: 60 }, (_, index) => `${index}: ${'word '.repeat(80).trim()}`);
  const relay = {
    kind: 'relay',
    heading: 'Anna · ACME-1',
    text: paragraphs.join('\n\n'),
    attachments: [],
    footer: null,
    buttons: [[{ label: 'Reply', command: 'reply ACME-1' }]],
  } as const;
  const opened = await adapter.messenger.open(support, relay, { deliveryId: 'd1' });
  const shown = slack.messages(support);
  expect(shown.length).toBeGreaterThan(1);
  expect(shown[0]?.ts).toBe(opened.messageId);
  expect(shown.slice(1).every(({ threadTs }) => threadTs === opened.messageId)).toBe(true);
  expect(
    shown
      .map(({ content }) => content)
      .join('\n')
      .match(/\d+(?=: word)/g),
  ).toEqual(paragraphs.map((_, index) => String(index)));
  expect(shown.map(({ buttons }) => buttons.length)).toEqual([...shown.slice(1).map(() => 0), 1]);
});

test('Editing replaces the message in place, also by the same.', async () => {
  const { adapter, slack, support } = stage;
  const { messageId } = await post('Hello');
  await adapter.messenger.edit(inSupport(), messageId, notice('Hello'));
  await adapter.messenger.edit(inSupport(), messageId, notice('Goodbye'));
  expect(slack.messages(support)).toMatchObject([{ text: 'Goodbye', content: 'Goodbye' }]);
});

test('Marks are reactions, and the same mark twice is no error.', async () => {
  const { adapter, slack, anna, support } = stage;
  const written = await slack.as(anna).post(support, 'x');
  for (const mark of ['received', 'note', 'note', 'reply'] as const) {
    await adapter.messenger.mark(inSupport(), written.ts, mark);
  }
  expect(slack.messages(support)[0]?.reactions.map(({ name }) => name)).toEqual([
    'eyes',
    'memo',
    'outbox_tray',
  ]);
});

test.each<[Fault, MessengerFailure]>([
  [
    { status: 429, retryAfterSeconds: 7 },
    { kind: 'retry', reason: 'ratelimited', afterMs: 7_000 },
  ],
  [{ status: 503 }, { kind: 'retry', reason: 'HTTP 503', afterMs: null, isInDoubt: true }],
  [
    { cutBeforeProcessing: true },
    { kind: 'retry', reason: expect.any(String), afterMs: null, isInDoubt: true },
  ],
  [{ error: 'internal_error' }, { kind: 'retry', reason: 'internal_error', afterMs: null, isInDoubt: true }],
  [{ error: 'token_revoked' }, { kind: 'retry', reason: 'token_revoked', afterMs: null }],
  [{ error: 'channel_not_found' }, { kind: 'failed', reason: 'channel_not_found' }],
  [{ error: 'is_archived' }, { kind: 'failed', reason: 'is_archived' }],
  [{ error: 'not_in_channel' }, { kind: 'blocked', reason: 'not_in_channel' }],
  [{ error: 'account_inactive' }, { kind: 'blocked', reason: 'account_inactive' }],
  [{ error: 'user_disabled' }, { kind: 'blocked', reason: 'user_disabled' }],
  [{ error: 'cannot_dm_bot' }, { kind: 'blocked', reason: 'cannot_dm_bot' }],
  [{ error: 'something_new' }, { kind: 'failed', reason: 'something_new' }],
])('A call that goes wrong as %j means %j, and is made once.', async (fault, failure) => {
  stage.slack.fail('chat.postMessage', fault);
  expect(await failureOf(post())).toEqual(failure);
  expect(stage.slack.messages(stage.support)).toEqual([]);
  await post();
});

test('A thread whose first message is deleted is gone.', async () => {
  const { slack, anna, support } = stage;
  const root = await slack.as(anna).post(support, 'x');
  await slack.as(anna).delete(root);
  expect(await failureOf(post('y', root.ts))).toEqual({ kind: 'threadGone', reason: 'thread_not_found' });
});

test('A message that is gone can be neither edited nor marked.', async () => {
  const { adapter } = stage;
  const gone = '1763726400.000001';
  const failure = { kind: 'failed', reason: 'message_not_found' };
  expect(await failureOf(adapter.messenger.edit(inSupport(), gone, notice('x')))).toEqual(failure);
  expect(await failureOf(adapter.messenger.mark(inSupport(), gone, 'note'))).toEqual(failure);
});

test('Every call is logged as it was sent, without tokens.', async () => {
  await post('Hello');
  const line = stage.traffic.find(({ method }) => method === 'chat.postMessage');
  expect(line).toMatchObject({
    platform: 'slack',
    kind: 'call',
    params: { channel: stage.support, text: 'Hello' },
  });
  expect(JSON.stringify(stage.traffic)).not.toContain('xoxb');
});
