// The ways a call can come: query, JSON, urlencoded; and what is answered to what cannot be read.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import { type Stage, stage } from './bot-under-test.ts';

let on: Stage;
let ivan: Actor;

beforeAll(async () => {
  on = await stage({ rateLimits: false, botToken: '42:secret', botUsername: 'acme_bot', botName: 'Acme' });
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
});

afterAll(() => on[Symbol.asyncDispose]());

const at = (path: string) => `${on.telegram.url}/bot${on.telegram.token}/${path}`;
const keyboard = JSON.stringify({ inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] });
const sentMarkup = { ok: true, result: { reply_markup: { inline_keyboard: [[{ text: 'A' }]] } } };

test('getMe tells who the token belongs to, by GET and in any case of letters', async () => {
  const response = await fetch(at('GETME'));
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.json()).toMatchObject({
    ok: true,
    result: {
      id: 42,
      is_bot: true,
      first_name: 'Acme',
      username: 'acme_bot',
      can_read_all_group_messages: false,
    },
  });
});

test('parameters in the query carry structures as JSON text', async () => {
  const query = new URLSearchParams({ chat_id: String(ivan.id), text: 'привет', reply_markup: keyboard });
  const response = await fetch(at(`sendMessage?${query}`));
  expect(await response.json()).toMatchObject(sentMarkup);
});

test('parameters in a form carry numbers and booleans as text', async () => {
  const form = { chat_id: String(ivan.id), text: 'x', disable_notification: 'true', reply_markup: keyboard };
  const response = await fetch(at('sendMessage'), { method: 'POST', body: new URLSearchParams(form) });
  expect(await response.json()).toMatchObject(sentMarkup);
});

test.each([
  ['broken JSON', '{"chat_id":', "Bad Request: can't parse request JSON object"],
  ['JSON that is no object', '[1]', "Bad Request: can't parse request JSON object"],
])('%s is refused', async (_, body, description) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(at('sendMessage'), { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ ok: false, description });
});

test('a path that is no bot’s is not found', async () => {
  expect((await fetch(`${on.telegram.url}/hello`)).status).toBe(404);
});

test('a file is served only under the right token', async () => {
  const { document } = await ivan.send('dm', '', { document: { name: 'a.txt', content: Buffer.from('a') } });
  const found = (await (await fetch(at(`getFile?file_id=${document?.file_id}`))).json()) as {
    result: { file_path: string };
  };
  const path = found.result.file_path;
  expect((await fetch(`${on.telegram.url}/file/bot42:secret/${path}`)).status).toBe(200);
  expect((await fetch(`${on.telegram.url}/file/bot42:wrong/${path}`)).status).toBe(401);
  expect((await fetch(`${on.telegram.url}/file/bot42:secret/documents/none`)).status).toBe(404);
});
