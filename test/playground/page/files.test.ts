// Files on the page: sent from it on either platform, and fetched back as a browser may safely have them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { onePixel } from '../telegram/one-pixel.ts';
import { type PlaygroundUnderTest, playgroundUnderTest } from './playground.ts';
import { stateWhere } from './told-state.ts';

let playground: PlaygroundUnderTest;
let ivansChat: number;

const channel = 'C0SUPPORT';
const megabyte = 1024 * 1024;
const aPage = Buffer.from('<script>alert(1)</script>');

const telegramFile = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  file_size: z.number(),
});
const stateSchema = z.object({
  ivan: z.object({
    telegram: z.object({
      userId: z.number(),
      chats: z.array(
        z.object({
          messages: z.array(
            z.object({
              message: z.object({
                caption: z.string().optional(),
                photo: z.array(telegramFile).optional(),
                document: telegramFile.optional(),
                media_group_id: z.string().optional(),
              }),
            }),
          ),
        }),
      ),
    }),
  }),
  desk: z.object({
    slack: z.object({
      channels: z.array(
        z.object({
          id: z.string(),
          messages: z.array(
            z.object({
              text: z.string(),
              files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })),
            }),
          ),
        }),
      ),
    }),
  }),
});

async function state() {
  return stateWhere(playground.address, 'anna', stateSchema, () => true);
}
const ivansMessages = async () =>
  (await state()).ivan.telegram.chats.flatMap(({ messages }) => messages.map(({ message }) => message));
const slackMessages = async () =>
  (await state()).desk.slack.channels.find(({ id }) => id === channel)?.messages ?? [];

beforeAll(async () => {
  playground = await playgroundUnderTest();
  await act({ act: 'telegram.start', as: 'ivan' });
  ivansChat = (await state()).ivan.telegram.userId;
});
afterAll(() => playground.close());

const at = (where: string): URL => new URL(where, playground.address);
const act = (what: object): Promise<Response> =>
  fetch(at('/playground/act'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
const post = (query: string, body: Uint8Array<ArrayBuffer>, type: string): Promise<Response> =>
  fetch(at(`/playground/upload${query}`), { method: 'POST', headers: { 'content-type': type }, body });

async function uploaded(name: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await post(`?name=${encodeURIComponent(name)}`, content, 'application/octet-stream');
  return z.strictObject({ upload: z.uuid() }).parse(await answer.json()).upload;
}
const ivanSends = (text: string, uploads: readonly string[]): Promise<Response> =>
  act({ act: 'telegram.send', as: 'ivan', chat: ivansChat, text, uploads });
const annaWrites = (text: string, uploads: readonly string[]): Promise<Response> =>
  act({ act: 'slack.write', as: 'anna', channel, text, uploads });
const fileOn = (platform: string, id: string): Promise<Response> =>
  fetch(at(`/playground/file/${platform}?id=${encodeURIComponent(id)}`));

test('a picture from Telegram goes as a photo, with the words below it, and is shown as a picture', async () => {
  const isSent = await ivanSends('Вот снимок', [await uploaded('снимок.png', onePixel)]);
  expect(isSent.status).toBe(200);
  const photo = (await ivansMessages()).find(({ caption }) => caption === 'Вот снимок')?.photo?.at(-1);
  const file = await fileOn('telegram', photo?.file_id ?? '');
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(onePixel);
});

test('pictures beside a file that is none go as one album of documents', async () => {
  await ivanSends('', [await uploaded('a.png', onePixel), await uploaded('b.log', Buffer.from('log'))]);
  const documents = (await ivansMessages()).filter(({ document }) => document !== undefined);
  expect(documents.map(({ document }) => document?.file_name)).toEqual(['a.png', 'b.log']);
  expect(new Set(documents.map((message) => message.media_group_id)).size).toBe(1);
});

test('a picture bigger than Telegram takes as a photo goes as a document', async () => {
  const big = Buffer.concat([onePixel, Buffer.alloc(10 * megabyte)]);
  await ivanSends('', [await uploaded('big.png', big)]);
  const sent = (await ivansMessages()).findLast(({ document }) => document !== undefined);
  expect(sent?.document).toMatchObject({
    file_name: 'big.png',
    file_size: big.byteLength,
  });
});

test('several files go into one message in Slack, and come back byte for byte', async () => {
  const log = Buffer.from('12:00 down\n');
  const uploads = [await uploaded('server.log', log), await uploaded('dot.png', onePixel)];
  expect((await annaWrites('What the customer sent', uploads)).status).toBe(200);
  const files =
    (await slackMessages()).find(({ text }) => text.includes('What the customer sent'))?.files ?? [];
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ['server.log', log.byteLength],
    ['dot.png', onePixel.byteLength],
  ]);
  expect(await (await fileOn('slack', files[0]?.id ?? '')).text()).toBe('12:00 down\n');
  expect((await fileOn('slack', files[1]?.id ?? '')).headers.get('content-type')).toBe('image/png');
});

test('a page that pretends to be a picture is downloaded, and could do nothing if it were opened', async () => {
  await annaWrites('', [await uploaded("it's «harmless».png", aPage)]);
  const id = (await slackMessages()).findLast(({ files }) => files.length > 0)?.files[0]?.id ?? '';
  const { headers } = await fileOn('slack', id);
  expect(headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''it%27s%20%C2%ABharmless%C2%BB.png",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});

test.each([
  '/playground/file/slack?id=F0NOTHERE',
  '/playground/file/telegram?id=x',
  '/playground/file/slack',
])('there is nothing at %s', async (where) => {
  expect((await fetch(at(where))).status).toBe(404);
});

test('a slash command carries no files', async () => {
  const answer = await annaWrites('/ticket list', [await uploaded('a.png', onePixel)]);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({ error: 'A slash command carries no files.' });
});

test('a file that was sent already is not sent again', async () => {
  const upload = await uploaded('a.txt', Buffer.from('once'));
  await annaWrites('', [upload]);
  expect(await (await annaWrites('', [upload])).json()).toEqual({
    error: 'The file is no longer there: attach it again.',
  });
});

test('a file over the limit is refused with its name, and one below it is taken', async () => {
  const octets = 'application/octet-stream';
  const tooBig = await post('?name=dump.bin', Buffer.alloc(100 * megabyte + 1), octets);
  expect(tooBig.status).toBe(413);
  expect(await tooBig.json()).toEqual({ error: 'dump.bin is too big: the playground takes 100 MB.' });
  expect((await post('?name=dump.bin', Buffer.alloc(21 * megabyte), octets)).status).toBe(200);
});

test.each([
  ['without a name', '', 'application/octet-stream', onePixel],
  ['with more than a name', '?name=a&path=/etc', 'application/octet-stream', onePixel],
  ['with nothing in it', '?name=a', 'application/octet-stream', Buffer.alloc(0)],
  ["from another site's form", '?name=a', 'text/plain', onePixel],
])('a file %s is not taken', async (_, query, type, content) => {
  expect((await post(query, content, type)).status).toBe(400);
});
