// Files through Telegram: fetched from it, and sent to it as photos and documents within its limits.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTelegramApi } from '../../../src/adapters/telegram/api.ts';
import { createMessenger } from '../../../src/adapters/telegram/deliver.ts';
import { createFileSource } from '../../../src/adapters/telegram/files.ts';
import { openTrafficLog, type TrafficLine } from '../../../src/adapters/traffic-log.ts';
import type { OpenedFile, OutgoingFile } from '../../../src/app/files.ts';
import type { Attachment } from '../../../src/domain/events.ts';
import { startTelegramEmulator } from '../../../src/playground/telegram/emulator.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { onePixel } from '../../playground/telegram/one-pixel.ts';

const megabyte = 1024 * 1024;

async function scene() {
  const telegram = await startTelegramEmulator({ rateLimits: false });
  onTestFinished(() => telegram.close());
  const lines: TrafficLine[] = [];
  const log = openTrafficLog(process.env.DESKHAND_TRAFFIC_LOG);
  const traffic = (line: TrafficLine): void => {
    lines.push(line);
    log(line);
  };
  const api = createTelegramApi({ botToken: telegram.token, apiRoot: telegram.url, traffic });
  const ivan = telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  const messenger = createMessenger(api);
  const last = (chat: number): Message | undefined => telegram.messages(chat).at(-1);
  const toIvan = { platform: 'telegram', chat: String(ivan.id), thread: null };
  return { telegram, messenger, source: createFileSource(api), ivan, toIvan, last, lines };
}

/** A file, and how often it was opened. */
function aFile(content: Uint8Array<ArrayBuffer>, given: Partial<OutgoingFile> & { sizeBytes?: number } = {}) {
  const openings: OpenedFile[] = [];
  const { sizeBytes = content.byteLength, ...rest } = given;
  const open = async (): Promise<OpenedFile> => {
    const bytes = new ReadableStream<Uint8Array>({
      start(controller) {
        if (content.byteLength > 0) controller.enqueue(content);
        controller.close();
      },
    });
    const opened = { bytes, sizeBytes };
    openings.push(opened);
    return opened;
  };
  const file = { name: 'log.txt', mediaType: 'text/plain', caption: 'ACME-1 · log.txt', open, ...rest };
  return { file, openings };
}

const attached = (fileId: string | undefined): Attachment => ({
  platform: 'telegram',
  fileId: fileId ?? '',
  name: 'x',
  mediaType: 'text/plain',
  sizeBytes: null,
});

const bytesOf = async ({ bytes }: OpenedFile): Promise<Buffer> =>
  Buffer.from(await new Response(bytes).arrayBuffer());

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file that somebody sent', () => {
  test('is fetched with its size', async () => {
    const { ivan, source } = await scene();
    const content = Buffer.from('строка');
    const { document } = await ivan.send('dm', '', { document: { name: 'a.txt', content } });
    const opened = await source.open(attached(document?.file_id));
    expect(opened.sizeBytes).toBe(12);
    expect(await bytesOf(opened)).toEqual(content);
  });

  test('over 20 MB is too large', async () => {
    const { ivan, source } = await scene();
    const document = { name: 'dump.bin', content: Buffer.from('x'), size: 20 * megabyte + 1 };
    const { document: sent } = await ivan.send('dm', '', { document });
    await expect(source.open(attached(sent?.file_id))).rejects.toMatchObject({ loss: 'tooLarge' });
  });

  test('that Telegram no longer knows is gone', async () => {
    const { source } = await scene();
    await expect(source.open(attached('BQunknown'))).rejects.toMatchObject({ loss: 'gone' });
  });

  test.each([
    ['says that it is busy', { retryAfter: 3 }],
    ['is out of order', { status: 502 }],
  ])('may come later where Telegram %s', async (_, fault) => {
    const { telegram, source } = await scene();
    telegram.fail('getFile', fault);
    await expect(source.open(attached('BQ'))).rejects.toMatchObject({ failure: { kind: 'retry' } });
  });

  test('is fetched from an address that no log and no error shows', async () => {
    const { telegram, ivan, source, lines } = await scene();
    const { document } = await ivan.send('dm', '', {
      document: { name: 'a.txt', content: Buffer.from('a') },
    });
    await source.open(attached(document?.file_id)).then(({ bytes }) => bytes.cancel());
    await telegram.close();
    const error: unknown = await source.open(attached(document?.file_id)).catch((thrown: unknown) => thrown);
    expect(`${JSON.stringify(lines)}${String(error)}${JSON.stringify(error)}`).not.toContain(telegram.token);
  });
});

describe('a file of the desk’s', () => {
  test('goes as a document under its name, its caption as plain text', async () => {
    const { telegram, messenger, ivan, toIvan, last } = await scene();
    const { file } = aFile(bytes('hello'), { caption: 'ACME-1 · <b>log</b>.txt' });
    const posted = await messenger.postFile(toIvan, file);
    const message = last(ivan.id);
    expect(posted).toEqual({ messageId: String(message?.message_id), fileId: null });
    expect(message).toMatchObject({ caption: 'ACME-1 · <b>log</b>.txt', document: { file_name: 'log.txt' } });
    expect(message).not.toHaveProperty('caption_entities');
    const kept = telegram.file(message?.document?.file_id ?? '');
    expect(Buffer.from(kept?.content ?? []).toString()).toBe('hello');
  });

  test('goes into the topic, which is opened again where somebody closed it', async () => {
    const { telegram, messenger, ivan } = await scene();
    const forum = telegram.groups.add({ title: 'Desk', forum: true, admins: [ivan.id], botIsAdmin: true });
    const topic = telegram.groups.createTopic(forum.id, 'ACME-1');
    telegram.fail('sendDocument', { error: { code: 400, description: 'Bad Request: TOPIC_CLOSED' } });
    telegram.groups.closeTopic(forum.id, topic.id);
    const { file, openings } = aFile(bytes('hello'));
    const address = { platform: 'telegram', chat: String(forum.id), thread: String(topic.id) };
    await messenger.postFile(address, file);
    const [message] = telegram.messages(forum.id, { topic: topic.id }).slice(-1);
    const kept = telegram.file(message?.document?.file_id ?? '');
    expect(Buffer.from(kept?.content ?? []).toString(), 'whole, though sent twice').toBe('hello');
    expect(openings).toHaveLength(2);
  });

  test('that is a picture goes as a photo', async () => {
    const { messenger, ivan, toIvan, last } = await scene();
    const { file } = aFile(new Uint8Array(onePixel), { name: 'a.png', mediaType: 'image/png' });
    await messenger.postFile(toIvan, file);
    expect(last(ivan.id)?.photo).toHaveLength(1);
  });

  test.each([
    ['too large for a photo', new Uint8Array(10 * megabyte + 1), ['sendDocument']],
    ['none that Telegram can read', new Uint8Array([1, 2, 3]), ['sendPhoto', 'sendDocument']],
  ])('that is a picture, but %s, goes as a document', async (_, content, methods) => {
    const { telegram, messenger, ivan, toIvan, last } = await scene();
    const { file } = aFile(content, { name: 'a.png', mediaType: 'image/png' });
    await messenger.postFile(toIvan, file);
    expect(last(ivan.id)?.document).toMatchObject({ file_name: 'a.png', file_size: content.byteLength });
    expect(telegram.calls.map(({ method }) => method)).toEqual(methods);
  });

  test.each([
    ['over 50 MB is too large', 50 * megabyte + 1, 'tooLarge'],
    ['without any bytes is not taken', 0, 'failed'],
  ])('%s, which is found out before anything is sent', async (_, sizeBytes, loss) => {
    const { telegram, messenger, toIvan } = await scene();
    const { file } = aFile(bytes(''), { sizeBytes });
    await expect(messenger.postFile(toIvan, file)).rejects.toMatchObject({ loss });
    expect(telegram.calls.some(({ method }) => method === 'sendDocument')).toBe(false);
  });

  test('with a name that would end the header is sent whole under a tame one', async () => {
    const { messenger, ivan, toIvan, last } = await scene();
    const { file } = aFile(bytes('hello'), { name: 'a"\r\nX-Evil: 1\\.txt' });
    await messenger.postFile(toIvan, file);
    expect(last(ivan.id)?.document?.file_name).toBe('a___X-Evil: 1_.txt');
  });

  test('with a caption longer than Telegram takes has it cut', async () => {
    const { messenger, ivan, toIvan, last } = await scene();
    const { file } = aFile(bytes('hello'), { caption: '😀'.repeat(2000) });
    await messenger.postFile(toIvan, file);
    expect([...(last(ivan.id)?.caption ?? '')]).toHaveLength(1024);
  });

  test('is to be tried again where Telegram is busy, and where its bytes break off', async () => {
    const { telegram, messenger, toIvan } = await scene();
    telegram.fail('sendDocument', { retryAfter: 9 });
    await expect(messenger.postFile(toIvan, aFile(bytes('a')).file)).rejects.toMatchObject({
      failure: { kind: 'retry', afterMs: 9_000 },
    });
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError('terminated')),
    });
    const { file } = aFile(bytes(''), { open: async () => ({ bytes: broken, sizeBytes: 9 }) });
    await expect(messenger.postFile(toIvan, file)).rejects.toMatchObject({ failure: { kind: 'retry' } });
  });

  test.each([
    ['a sample is not looked into', true, expect.objectContaining({ disable_content_type_detection: true })],
    ['any other may be', false, expect.not.objectContaining({ disable_content_type_detection: true })],
  ])('%s by Telegram', async (_, isSample, params) => {
    const { messenger, toIvan, lines } = await scene();
    await messenger.postFile(toIvan, aFile(bytes('hello'), { isSample }).file);
    expect(lines.find(({ method, kind }) => method === 'sendDocument' && kind === 'call')?.params).toEqual(
      params,
    );
  });

  test('is in the traffic log by name only', async () => {
    const { messenger, toIvan, lines } = await scene();
    await messenger.postFile(toIvan, aFile(bytes('hello')).file);
    const call = lines.find(({ method, kind }) => method === 'sendDocument' && kind === 'call');
    expect(call?.params).toMatchObject({ document: 'attach://document' });
  });
});
