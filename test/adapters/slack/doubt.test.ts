// A message whose answer was lost is looked for before it is sent again, so that nobody reads anything twice.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingFile } from '../../../src/app/files.ts';
import { MessengerError, type MessengerFailure } from '../../../src/app/ports.ts';
import type { View } from '../../../src/app/view.ts';
import type { Fault } from '../../../src/playground/slack/web-api/faults.ts';
import { type Stage, setStage } from './stage.ts';
import { notice } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const lost: Fault = { cutAfterProcessing: true };
const inDoubt = () => ({ deliveryId: 'd1', doubtSince: stage.clock.now() });
const address = (chat: string, thread: string | null = null) => ({ platform: 'slack', chat, thread });
const calls = (method: string) =>
  stage.traffic.filter((each) => each.kind === 'call' && each.method === method).length;

async function failureOf(work: Promise<unknown>): Promise<MessengerFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MessengerError)) throw new Error(`expected a MessengerError, got ${String(error)}`);
  return error.failure;
}

/** Three messages long. */
const long: View = {
  kind: 'relay',
  heading: 'Anna · ACME-1',
  text: Array.from({ length: 3 }, (_, index) => `${index}: ${'word '.repeat(2_300).trim()}`).join('\n\n'),
  attachments: [],
  footer: null,
};

describe('A message that Slack took without answering', () => {
  test('in a channel is found, under the id that it has.', async () => {
    const { adapter, slack, support } = stage;
    slack.fail('chat.postMessage', lost);
    const post = (doubt: object) =>
      adapter.messenger.post(address(support), notice('Hello'), { deliveryId: 'd1', ...doubt });
    expect(await failureOf(post({}))).toMatchObject({ kind: 'retry', isInDoubt: true });
    const [there] = slack.messages(support);
    expect(await post(inDoubt())).toEqual({ chat: support, thread: null, messageId: there?.ts });
    expect(slack.messages(support)).toHaveLength(1);
  });

  test('in a thread is found there.', async () => {
    const { adapter, slack, support, anna } = stage;
    const root = await slack.as(anna).post(support, 'x');
    slack.fail('chat.postMessage', lost);
    const post = (doubt: object) =>
      adapter.messenger.post(address(support, root.ts), notice('Hello'), { deliveryId: 'd1', ...doubt });
    await failureOf(post({}));
    const posted = await post(inDoubt());
    expect(slack.messages(support, { threadTs: root.ts }).map(({ ts }) => ts)).toEqual([
      root.ts,
      posted.messageId,
    ]);
  });

  test('to a person is found in the conversation with them.', async () => {
    const { adapter, slack, anna } = stage;
    slack.fail('chat.postMessage', lost);
    const open = (doubt: object) =>
      adapter.messenger.open(anna, notice('Hello'), { deliveryId: 'd1', ...doubt });
    await failureOf(open({}));
    const opened = await open(inDoubt());
    expect(slack.directMessages(anna)).toMatchObject([{ ts: opened.messageId, channel: opened.chat }]);
    expect(opened.thread).toBe(opened.messageId);
  });

  test('behind two hundred others is found on a later page.', async () => {
    const { adapter, slack, support, anna } = stage;
    slack.fail('chat.postMessage', lost);
    const post = (doubt: object) =>
      adapter.messenger.post(address(support), notice('Hello'), { deliveryId: 'd1', ...doubt });
    await failureOf(post({}));
    for (let count = 0; count < 205; count += 1) await slack.as(anna).post(support, `${count}`);
    await post(inDoubt());
    expect(calls('conversations.history')).toBe(2);
    expect(slack.messages(support).filter(({ text }) => text === 'Hello')).toHaveLength(1);
  });

  test.each([0, 1, 2])('as part %i of a long one is not sent again, and the rest follows.', async (part) => {
    const { adapter, slack, support } = stage;
    const open = (doubt: object) => adapter.messenger.open(support, long, { deliveryId: 'd1', ...doubt });
    const matches = ({ method, args }: { method: string; args: Record<string, unknown> }) =>
      method === 'chat.postMessage' && JSON.stringify(args.metadata).includes(`part\\":${part}`);
    slack.fail(matches, lost);
    expect(await failureOf(open({}))).toMatchObject({ kind: 'retry', isInDoubt: true });
    const opened = await open(inDoubt());
    const shown = slack.messages(support, { threadTs: opened.messageId });
    expect(shown.map(({ metadata }) => metadata?.event_payload.part)).toEqual([0, 1, 2]);
    expect(slack.messages(support)).toHaveLength(3);
  });

  test('leaves in doubt what came before it, also where Slack is busy with the rest.', async () => {
    const { adapter, slack, support } = stage;
    const post = (doubt: object) =>
      adapter.messenger.post(address(support), long, { deliveryId: 'd1', ...doubt });
    const second = ({ method, args }: { method: string; args: Record<string, unknown> }) =>
      method === 'chat.postMessage' && JSON.stringify(args.metadata).includes('part\\":1');
    slack.fail(second, { status: 429, retryAfterSeconds: 7 });
    expect(await failureOf(post({}))).toMatchObject({ kind: 'retry', afterMs: 7_000, isInDoubt: true });
    await post(inDoubt());
    expect(slack.messages(support)).toHaveLength(3);
  });
});

describe('A message that did not arrive', () => {
  test('is sent, whatever else stands there.', async () => {
    const { adapter, slack, support } = stage;
    await adapter.messenger.post(address(support), notice('Before'), { deliveryId: 'd0' });
    await adapter.messenger.post(address(support), notice('Hello'), inDoubt());
    expect(slack.messages(support).map(({ text }) => text)).toEqual(['Before', 'Hello']);
  });

  test('stays in doubt while Slack cannot be asked.', async () => {
    const { adapter, slack, support } = stage;
    slack.fail('conversations.history', { status: 429, retryAfterSeconds: 30 });
    const failure = await failureOf(adapter.messenger.post(address(support), notice('Hello'), inDoubt()));
    expect(failure).toMatchObject({ kind: 'retry', afterMs: 30_000, isInDoubt: true });
    expect(slack.messages(support)).toEqual([]);
  });

  test('is sent where Slack does not let the desk look.', async () => {
    const { adapter, slack, anna } = stage;
    slack.fail('conversations.open', { error: 'missing_scope' });
    await adapter.messenger.post(address(anna), notice('Hello'), inDoubt());
    expect(slack.directMessages(anna)).toHaveLength(1);
  });

  test('is not asked about on its first try.', async () => {
    await stage.adapter.messenger.post(address(stage.support), notice('x'), { deliveryId: 'd1' });
    expect(calls('conversations.history')).toBe(0);
  });
});

describe('A file whose sharing was not answered', () => {
  const text = new TextEncoder().encode('hello');
  const file: OutgoingFile = {
    name: 'a.txt',
    mediaType: 'text/plain',
    caption: 'ACME-1 · a.txt',
    open: async () => ({ bytes: new Blob([text]).stream(), sizeBytes: text.byteLength }),
  };

  test.each([lost, { cutBeforeProcessing: true } as Fault])('as by %j is shared once.', async (fault) => {
    const { adapter, slack, support } = stage;
    const kept: string[] = [];
    const uploaded = async (id: string): Promise<void> => void kept.push(id);
    slack.fail('files.completeUploadExternal', fault);
    const post = (fileId: string | null) =>
      adapter.messenger.postFile(address(support), file, { fileId, uploaded });
    expect(await failureOf(post(null))).toMatchObject({ kind: 'retry', isInDoubt: true });
    await stage.calm();
    const posted = await post(kept[0] ?? null);
    await stage.calm();
    expect(slack.messages(support).map(({ files }) => files.map(({ id }) => id))).toEqual([[posted.fileId]]);
    expect(posted.fileId).toBe(kept.at(-1));
  });
});
