// Messages of the bot's taken back: deleted while Telegram allows it, and emptied after that.
import { expect, onTestFinished, test } from 'vitest';
import { createTelegramApi } from '../../../src/adapters/telegram/api.ts';
import { createMessenger } from '../../../src/adapters/telegram/deliver.ts';
import type { TrafficLine } from '../../../src/adapters/traffic-log.ts';
import type { OutgoingFile } from '../../../src/app/files.ts';
import { erasedText } from '../../../src/domain/erasure.ts';
import { manualEmulatorClock } from '../../../src/playground/emulator-clock.ts';
import { startTelegramEmulator } from '../../../src/playground/telegram/emulator.ts';
import { notice } from '../slack/views.ts';

const twoDays = 48 * 3_600_000;

async function scene() {
  const clock = manualEmulatorClock(Date.UTC(2026, 1, 2));
  const telegram = await startTelegramEmulator({ rateLimits: false, clock });
  onTestFinished(() => telegram.close());
  const lines: TrafficLine[] = [];
  const traffic = (line: TrafficLine): void => void lines.push(line);
  const api = createTelegramApi({ botToken: telegram.token, apiRoot: telegram.url, traffic });
  const ivan = telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  const address = { platform: 'telegram', chat: String(ivan.id), thread: null };
  const messenger = createMessenger(api);
  const file: OutgoingFile = {
    name: 'passport.pdf',
    mediaType: 'application/pdf',
    caption: 'ACME-1 · passport.pdf',
    open: async () => ({ bytes: new Blob(['secret']).stream(), sizeBytes: 6 }),
  };
  return {
    telegram,
    clock,
    lines,
    messages: () => telegram.messages(ivan.id).filter(({ from }) => from.id === telegram.bot.id),
    remove: (kind: 'text' | 'file', messageId: string | null) =>
      messenger.remove(address, { kind, messageId, fileId: null }),
    text: async () => (await messenger.post(address, notice('my password'), { deliveryId: 'd1' })).messageId,
    file: async () => (await messenger.postFile(address, file)).messageId,
  };
}

test.each(['text', 'file'] as const)('a %s is deleted within two days, and once', async (kind) => {
  const { clock, messages, remove, ...post } = await scene();
  const before = messages().length;
  const id = await post[kind]();
  await clock.advance(twoDays - 1_000);
  await remove(kind, id);
  expect(messages()).toHaveLength(before);
  await remove(kind, id);
});

test('a text too old to be deleted says nothing any more, and being emptied again is no error', async () => {
  const { clock, messages, remove, text } = await scene();
  const id = await text();
  await clock.advance(twoDays);
  await remove('text', id);
  expect(messages().at(-1)).toMatchObject({ message_id: Number(id), text: erasedText });
  await remove('text', id);
});

test('a file too old to be deleted has another in its place, and no caption', async () => {
  const { telegram, clock, messages, remove, file, lines } = await scene();
  const id = await file();
  await clock.advance(twoDays);
  await remove('file', id);
  const message = messages().at(-1);
  expect(message).toMatchObject({ message_id: Number(id), document: { file_name: '0.txt' } });
  expect(message).not.toHaveProperty('caption');
  const kept = telegram.file(message?.document?.file_id ?? '');
  expect(Buffer.from(kept?.content ?? []).toString()).toBe(erasedText);
  const call = lines.find(({ method, kind }) => method === 'editMessageMedia' && kind === 'call');
  expect(call?.params).toMatchObject({ media: { type: 'document', media: 'attach://media' } });
});

test('what has no name on the platform is let be', async () => {
  const { remove, messages } = await scene();
  const before = messages();
  await remove('file', null);
  expect(messages()).toEqual(before);
});

test('where Telegram is busy it is to be tried again', async () => {
  const { telegram, remove, text } = await scene();
  const id = await text();
  telegram.fail('deleteMessage', { retryAfter: 9 });
  await expect(remove('text', id)).rejects.toMatchObject({ failure: { kind: 'retry', afterMs: 9_000 } });
});
