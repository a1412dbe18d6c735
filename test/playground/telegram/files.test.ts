// Files: uploads as telegraf and others make them, albums, downloads, and the size limits.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { call, result, type Stage, stage, takeUpdates, telegrafFor } from './bot-under-test.ts';
import { onePixel } from './one-pixel.ts';

const MEGABYTE = 1024 * 1024;

let on: Stage;
let ivan: Actor;

beforeEach(async () => {
  on = await stage();
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
});

afterEach(() => on[Symbol.asyncDispose]());

async function upload(method: string, field: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  const form = new FormData();
  form.set('chat_id', String(ivan.id));
  form.set(field, new File([bytes], 'dump.bin'));
  return await fetch(`${on.telegram.url}/bot${on.telegram.token}/${method}`, { method: 'POST', body: form });
}

describe('telegraf', () => {
  test('uploads a document with its name and a caption in HTML', async () => {
    const { telegram: client } = telegrafFor(on.telegram);
    const file = { source: Buffer.from('строка'), filename: 'журнал.log' };
    const sent = await client.sendDocument(ivan.id, file, { caption: '<b>log</b>', parse_mode: 'HTML' });
    expect(sent).toMatchObject({
      document: { file_name: 'журнал.log', mime_type: 'text/plain', file_size: 12 },
      caption: 'log',
      caption_entities: [{ type: 'bold', offset: 0, length: 3 }],
    });
  });

  test('uploads an album, whose messages share a media_group_id', async () => {
    const { telegram: client } = telegrafFor(on.telegram);
    const sent = await client.sendMediaGroup(ivan.id, [
      { type: 'photo', media: { source: onePixel }, caption: 'two' },
      { type: 'photo', media: { source: onePixel } },
    ]);
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map((message) => message.media_group_id)).size).toBe(1);
    expect(sent[0]).toMatchObject({ caption: 'two', photo: [{ width: 1, height: 1 }] });
  });

  test('downloads by link what a person sent', async () => {
    const { telegram: client } = telegrafFor(on.telegram);
    const content = Buffer.from('what happened');
    const { document } = await ivan.send('dm', 'see', { document: { name: 'trace.txt', content } });
    const link = await client.getFileLink(document?.file_id ?? '');
    const response = await fetch(link);
    expect(await response.text()).toBe('what happened');
  });

  test('sends again by file_id', async () => {
    const { telegram: client } = telegrafFor(on.telegram);
    const { document } = await ivan.send('dm', '', {
      document: { name: 'a.txt', content: Buffer.from('a') },
    });
    const sent = await client.sendDocument(ivan.id, document?.file_id ?? '');
    expect(sent.document.file_unique_id).toBe(document?.file_unique_id);
  });
});

test('a person’s album reaches the bot as single messages', async () => {
  await takeUpdates(on.telegram);
  await ivan.sendAlbum('dm', [{ photo: onePixel }, { photo: onePixel }], { caption: 'both' });
  const updates = await takeUpdates(on.telegram);
  const messages = updates.map(
    (update) => ('message' in update ? update.message : undefined) as Message | undefined,
  );
  expect(messages).toMatchObject([{ caption: 'both' }, {}]);
  expect(messages[1]).not.toHaveProperty('caption');
  expect(messages[0]?.media_group_id).toBe(messages[1]?.media_group_id);
});

test('a file over 20 MB cannot be fetched by a bot', async () => {
  const huge = { name: 'dump.bin', content: Buffer.from('x'), size: 20 * MEGABYTE + 1 };
  const { document } = await ivan.send('dm', '', { document: huge });
  expect(document?.file_size).toBe(20 * MEGABYTE + 1);
  const answer = await call(on.telegram, 'getFile', { file_id: document?.file_id });
  expect(answer).toMatchObject({ error_code: 400, description: 'Bad Request: file is too big' });
});

test('an upload over 50 MB is refused as too large', async () => {
  const response = await upload('sendDocument', 'document', new Uint8Array(50 * MEGABYTE + 1));
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    ok: false,
    error_code: 413,
    description: 'Request Entity Too Large',
  });
});

test.each([
  [
    'over 10 MB',
    new Uint8Array(10 * MEGABYTE + 1),
    /^Bad Request: file of size 10485761 bytes is too big for a photo/,
  ],
  ['that is no picture', new Uint8Array([1, 2, 3]), /^Bad Request: IMAGE_PROCESS_FAILED$/],
  ['that is empty', new Uint8Array(0), /^Bad Request: file must be non-empty$/],
])('a photo %s is refused', async (_, bytes, description) => {
  const response = await upload('sendPhoto', 'photo', bytes);
  expect(await response.json()).toMatchObject({
    error_code: 400,
    description: expect.stringMatching(description),
  });
});

test('documents and photos do not mix in an album', async () => {
  const { photo } = await ivan.send('dm', '', { photo: onePixel });
  const { document } = await ivan.send('dm', '', { document: { name: 'a', content: Buffer.from('a') } });
  const media = [
    { type: 'photo', media: photo?.[0]?.file_id },
    { type: 'document', media: document?.file_id },
  ];
  const answer = await call(on.telegram, 'sendMediaGroup', { chat_id: ivan.id, media });
  expect(answer.description).toBe("Bad Request: document can't be mixed with other media types");
});

test('a copy carries the file under a new caption, a forward names its origin', async () => {
  const original = await ivan.send('dm', 'mine', { photo: onePixel });
  const source = { chat_id: ivan.id, from_chat_id: ivan.id, message_id: original.message_id };
  const { message_id } = await result<{ message_id: number }>(on.telegram, 'copyMessage', {
    ...source,
    caption: 'new',
  });
  const copy = on.telegram.messages(ivan.id).find((message) => message.message_id === message_id);
  expect(copy).toMatchObject({ caption: 'new', photo: original.photo });
  const forward = await result<Message>(on.telegram, 'forwardMessage', source);
  expect(forward).toMatchObject({
    caption: 'mine',
    forward_origin: { type: 'user', sender_user: { id: ivan.id } },
  });
});
