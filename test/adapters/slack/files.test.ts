// Files through Slack: fetched from it with the desk's token, and shared in a conversation or thread.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createClient, type SlackClient } from '../../../src/adapters/slack/client.ts';
import { createFileSource } from '../../../src/adapters/slack/files.ts';
import { botScopes } from '../../../src/adapters/slack/surface.ts';
import type { OpenedFile, OutgoingFile } from '../../../src/app/files.ts';
import type { OwnMessage } from '../../../src/app/ports.ts';
import type { Attachment } from '../../../src/domain/events.ts';
import { type Stage, setStage } from './stage.ts';
import { notice } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const attached = (fileId: string | undefined): Attachment => ({
  platform: 'slack',
  fileId: fileId ?? '',
  name: 'x',
  mediaType: 'text/plain',
  sizeBytes: null,
});

async function sentByAnna(content: string | Uint8Array, name = 'log.txt'): Promise<Attachment> {
  const { slack, anna, support } = stage;
  const message = await slack.as(anna).post(support, 'see', { files: [{ name, content }] });
  return attached(message.files[0]?.id);
}

const bytesOf = async ({ bytes }: OpenedFile): Promise<Buffer> =>
  Buffer.from(await new Response(bytes).arrayBuffer());

const open = (attachment: Attachment): Promise<OpenedFile> => stage.adapter.files.open(attachment);

describe('A file that somebody sent', () => {
  test('is fetched with its size.', async () => {
    const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
    const opened = await open(await sentByAnna(content, 'dump.bin'));
    expect(opened.sizeBytes).toBe(100_000);
    expect(await bytesOf(opened)).toEqual(content);
  });

  test('to the desk by name is known from the mention alone, which may come before the message.', async () => {
    await stage.stop();
    stage = await setStage({ emulator: { installation: { scopes: botScopes, events: ['app_mention'] } } });
    const { slack, anna, support, desk } = stage;
    const files = [{ name: 'log.txt', content: 'hello' }];
    await slack.as(anna).post(support, `<@${slack.botUserId}> reply see`, { files });
    await stage.calm();
    expect(desk.heard).toMatchObject([{ attachments: [{ name: 'log.txt', sizeBytes: 5 }] }]);
  });

  test('that Slack no longer knows is gone.', async () => {
    await expect(open(attached('F0NOWHERE'))).rejects.toMatchObject({ loss: 'gone' });
  });

  test.each([
    ['busy', { status: 429, retryAfterSeconds: 7 }],
    ['out of order', { status: 503 }],
    ['not answering', { cutBeforeProcessing: true }],
  ] as const)('may come later where Slack is %s.', async (_, fault) => {
    const attachment = await sentByAnna('hello');
    stage.slack.fail('files.info', fault);
    await expect(open(attachment)).rejects.toMatchObject({ failure: { kind: 'retry' } });
    expect((await bytesOf(await open(attachment))).toString()).toBe('hello');
  });

  test('that Slack leads away from to a sign-in page is lost, not passed on as that page.', async () => {
    await stage.stop();
    const scopes = botScopes.filter((scope) => scope !== 'files:read');
    stage = await setStage({ emulator: { installation: { scopes } } });
    const attachment = await sentByAnna('hello');
    // Slack may still tell of a file whose bytes it does not give.
    const info = fileInfo(`${stage.slack.apiUrl.replace('/api/', '')}/files-pri/T1-${attachment.fileId}/x`);
    await expect(sourceOf(info).open(attachment)).rejects.toMatchObject({ loss: 'failed' });
  });
});

/** A client to which Slack tells this of every file. */
function fileInfo(url: string, more: object = {}): SlackClient {
  const { slack } = stage;
  const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {} };
  const logger = { ...quiet, getLevel: () => 'error' as never };
  const client = createClient({ botToken: 'xoxb-test', apiUrl: slack.apiUrl }, () => {}, logger);
  client.files.info = async () => ({ ok: true, file: { size: 5, url_private_download: url, ...more } });
  return client;
}

const sourceOf = (client: SlackClient) =>
  createFileSource(client, { botToken: 'xoxb-test', apiUrl: stage.slack.apiUrl });

/** A server that keeps whose tokens it is shown. */
async function elsewhere() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file` };
}

describe('The token', () => {
  test('is shown to Slack alone, whatever address a file has.', async () => {
    const { asked, url } = await elsewhere();
    await expect(sourceOf(fileInfo(url)).open(attached('F1'))).rejects.toMatchObject({ loss: 'failed' });
    expect(asked).toEqual([]);
  });

  test('is not shown for a file of which Slack keeps but the address.', async () => {
    const { asked, url } = await elsewhere();
    const client = fileInfo(url, { is_external: true });
    const source = createFileSource(client, { botToken: 'xoxb-test', apiUrl: url });
    await expect(source.open(attached('F1'))).rejects.toMatchObject({ loss: 'failed' });
    expect(asked).toEqual([]);
  });
});

const bytes = (text: string) => new TextEncoder().encode(text);

function aFile(content: Uint8Array, given: Partial<OutgoingFile> & { sizeBytes?: number } = {}) {
  const cancelled: unknown[] = [];
  const { sizeBytes = content.byteLength, ...rest } = given;
  const file: OutgoingFile = {
    name: 'log.txt',
    mediaType: 'text/plain',
    caption: 'ACME-1 · log.txt',
    open: async () => ({
      sizeBytes,
      bytes: new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            controller.enqueue(content);
            controller.close();
          },
          cancel: (reason) => void cancelled.push(reason),
        },
        { highWaterMark: 0 },
      ),
    }),
    ...rest,
  };
  return { file, cancelled };
}

describe('A file of the desk’s', () => {
  const inSupport = (thread: string | null = null) => ({ platform: 'slack', chat: stage.support, thread });
  const post = (file: OutgoingFile, thread: string | null = null) =>
    stage.adapter.messenger.postFile(inSupport(thread), file);
  const methods = () => stage.traffic.filter(({ kind }) => kind === 'call').map(({ method }) => method);

  test('is shared in the thread under its name, with words that act as no markup.', async () => {
    const { adapter, slack, support } = stage;
    const { messageId } = await adapter.messenger.post(inSupport(), notice('Words'), { deliveryId: 'd1' });
    const caption = 'ACME-1 · <!channel> & <@U1>.txt';
    const posted = await post(aFile(bytes('hello'), { caption }).file, messageId);
    await stage.calm();
    const [, shared] = slack.messages(support, { threadTs: messageId });
    expect(posted).toEqual({ messageId: null, fileId: shared?.files[0]?.id });
    expect(shared).toMatchObject({
      text: 'ACME-1 · &lt;!channel&gt; &amp; &lt;@U1&gt;.txt',
      files: [{ name: 'log.txt', size: 5 }],
    });
    expect((await bytesOf(await open(attached(shared?.files[0]?.id)))).toString()).toBe('hello');
  });

  test('in many pieces arrives whole.', async () => {
    const piece = new Uint8Array(64 * 1024).fill(7);
    const many = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let count = 0; count < 40; count += 1) controller.enqueue(piece);
        controller.close();
      },
    });
    const sizeBytes = 40 * piece.byteLength;
    await post(aFile(piece, { open: async () => ({ bytes: many, sizeBytes }) }).file);
    await stage.calm();
    expect(stage.slack.messages(stage.support).at(-1)?.files[0]?.size).toBe(sizeBytes);
  });

  test.each([
    ['over 1 GB is too large', 1_000_000_001, 'tooLarge'],
    ['without any bytes is not taken', 0, 'failed'],
  ])('%s, which is found out before anything is sent.', async (_, sizeBytes, loss) => {
    const { file, cancelled } = aFile(bytes('x'), { sizeBytes });
    await expect(post(file)).rejects.toMatchObject({ loss });
    expect(methods()).not.toContain('files.getUploadURLExternal');
    expect(cancelled).toHaveLength(1);
  });

  test('is too large where the workspace says so.', async () => {
    stage.slack.fail('files.getUploadURLExternal', { error: 'file_upload_size_restricted' });
    await expect(post(aFile(bytes('hello')).file)).rejects.toMatchObject({ loss: 'tooLarge' });
  });

  test('is to be tried again where Slack is busy, and is then not fetched to its end.', async () => {
    stage.slack.fail('files.getUploadURLExternal', { status: 429, retryAfterSeconds: 7 });
    const { file, cancelled } = aFile(bytes('hello'));
    await expect(post(file)).rejects.toMatchObject({ failure: { kind: 'retry', afterMs: 7_000 } });
    expect(cancelled).toHaveLength(1);
  });

  test.each([
    ['break off', new TypeError('terminated'), 5],
    ['are fewer than was said', null, 9],
  ])('whose bytes %s is to be tried again, and nobody sees half of it.', async (_, error, sizeBytes) => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes('hel'));
        if (error === null) controller.close();
        else controller.error(error);
      },
    });
    const { file } = aFile(bytes(''), { open: async () => ({ bytes: broken, sizeBytes }) });
    await expect(post(file)).rejects.toMatchObject({ failure: { kind: 'retry' } });
    expect(methods()).not.toContain('files.completeUploadExternal');
  });

  test('for a thread that is gone says so.', async () => {
    stage.slack.fail('files.completeUploadExternal', { error: 'thread_not_found' });
    await expect(post(aFile(bytes('hello')).file)).rejects.toMatchObject({ failure: { kind: 'threadGone' } });
  });

  const remove = (message: Partial<OwnMessage>, thread: string | null = null) =>
    stage.adapter.messenger.remove(inSupport(thread), {
      kind: 'file',
      messageId: null,
      fileId: null,
      ...message,
    });

  test('is taken back with the message that it was shared in, and once.', async () => {
    const { adapter, slack, support } = stage;
    const { messageId } = await adapter.messenger.post(inSupport(), notice('Words'), { deliveryId: 'd1' });
    const { fileId } = await post(aFile(bytes('hello')).file, messageId);
    await stage.calm();
    await remove({ fileId }, messageId);
    expect(slack.messages(support, { threadTs: messageId }).map(({ content }) => content)).toEqual(['Words']);
    await expect(open(attached(fileId ?? ''))).rejects.toMatchObject({ loss: 'gone' });
    await remove({ fileId }, messageId);
  });

  test('that is none but a message is taken back as well, and once.', async () => {
    const { adapter, slack, support } = stage;
    const { messageId } = await adapter.messenger.post(inSupport(), notice('Words'), { deliveryId: 'd1' });
    await remove({ kind: 'text', messageId });
    expect(slack.messages(support)).toEqual([]);
    await remove({ kind: 'text', messageId });
  });

  test('of somebody else’s is not the desk’s to take back.', async () => {
    const { fileId } = await sentByAnna('hers');
    await expect(remove({ fileId })).rejects.toMatchObject({ failure: { kind: 'failed' } });
  });
});
