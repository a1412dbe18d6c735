// Webhooks: the secret, order, retries by the clock, and a real telegraf behind one.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Update } from '../../../src/playground/telegram/wire.ts';
import { result, type Stage, stage, telegrafFor } from './bot-under-test.ts';

let on: Stage;
let ivan: Actor;
let server: Server;
let url: string;
let handle: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  on = await stage({ allowInsecureWebhook: true });
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
  server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
});

afterEach(async () => {
  await on[Symbol.asyncDispose]();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Arrival {
  readonly text: string | undefined;
  readonly secret: string | string[] | undefined;
  answer(status: number, headers?: Record<string, string>): void;
}

/** Collects what arrives and leaves the answering to the test, which is told of each arrival. */
function collect(): { next(): Promise<Arrival> } {
  const waiting: Arrival[] = [];
  const takers: ((arrival: Arrival) => void)[] = [];
  handle = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const update = JSON.parse(body) as Update;
    const arrival = {
      text: update.message?.text,
      secret: request.headers['x-telegram-bot-api-secret-token'],
      answer: (status: number, headers = {}) => void response.writeHead(status, headers).end(),
    };
    const taker = takers.shift();
    if (taker === undefined) waiting.push(arrival);
    else taker(arrival);
  };
  const next = () => {
    const ready = waiting.shift();
    return ready === undefined
      ? new Promise<Arrival>((resolve) => takers.push(resolve))
      : Promise.resolve(ready);
  };
  return { next };
}

/** How many times an update was sent, counted where it leaves. */
const attempts = () => on.traffic.filter(({ kind }) => kind === 'update').length;
const pending = (count: number) => on.telegram.waitFor(() => on.telegram.pendingUpdates === count);
const setWebhook = (extra = {}) => result(on.telegram, 'setWebhook', { url, secret_token: 'hush', ...extra });

test('an update arrives with the secret and is done with once it is answered 200', async () => {
  const arrivals = collect();
  await setWebhook();
  await ivan.start();
  const arrival = await arrivals.next();
  expect(arrival).toMatchObject({ text: '/start', secret: 'hush' });
  arrival.answer(200);
  await ivan.send('dm', 'next');
  (await arrivals.next()).answer(200);
  await pending(0);
});

test('updates of one chat wait for each other, those of another do not', async () => {
  const arrivals = collect();
  await setWebhook();
  const olga = on.telegram.addUser({ firstName: 'Olga' });
  await ivan.start();
  await ivan.send('dm', 'second of Ivan');
  await olga.start('o');
  const texts = [await arrivals.next(), await arrivals.next()];
  expect(texts.map(({ text }) => text).sort()).toEqual(['/start', '/start o']);
  expect(attempts()).toBe(2);
  for (const arrival of texts) arrival.answer(200);
  expect((await arrivals.next()).text).toBe('second of Ivan');
});

test('an update that is not answered 2xx comes again, at growing distances by the clock', async () => {
  const arrivals = collect();
  await setWebhook();
  await ivan.start();
  (await arrivals.next()).answer(500);
  await failureRecorded('Wrong response from the webhook: 500 Internal Server Error');
  await on.clock.advance(999);
  expect(attempts()).toBe(1);
  await on.clock.advance(1);
  (await arrivals.next()).answer(502);
  await failureRecorded('Wrong response from the webhook: 502 Bad Gateway');
  await on.clock.advance(1_999);
  expect(attempts()).toBe(2);
  await on.clock.advance(1);
  expect((await arrivals.next()).text).toBe('/start');
  expect(attempts()).toBe(3);
});

test('a webhook that names a time to come back is left alone until then', async () => {
  const arrivals = collect();
  await setWebhook();
  await ivan.start();
  (await arrivals.next()).answer(503, { 'retry-after': '30' });
  await failureRecorded('Wrong response from the webhook: 503 Service Unavailable');
  await on.clock.advance(29_999);
  expect(attempts()).toBe(1);
  await on.clock.advance(1);
  (await arrivals.next()).answer(204);
  await ivan.send('dm', 'after the trouble');
  expect((await arrivals.next()).text).toBe('after the trouble');
});

test('a webhook that does not answer within a minute is tried again', async () => {
  const arrivals = collect();
  await setWebhook();
  await ivan.start();
  await arrivals.next();
  await on.clock.advance(60_000);
  await failureRecorded('Read timeout expired');
  await on.clock.advance(1_000);
  expect((await arrivals.next()).text).toBe('/start');
});

/** The emulator has read the answer: only then does its retry run by the clock. */
const failureRecorded = (message: string) =>
  on.telegram.waitFor(() => on.telegram.webhookInfo.last_error_message === message);

test('what happened before the webhook was set is delivered too, unless it is dropped', async () => {
  const arrivals = collect();
  await ivan.start();
  await setWebhook({ drop_pending_updates: true });
  await ivan.send('dm', 'kept');
  expect((await arrivals.next()).text).toBe('kept');
});

test('a method call in the answer is performed', async () => {
  handle = (_, response) => {
    const body = { method: 'sendMessage', chat_id: ivan.id, text: 'from the body' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  await setWebhook();
  await ivan.start();
  await on.telegram.waitFor(() => on.telegram.messages(ivan.id).some(({ text }) => text === 'from the body'));
});

test('a real telegraf answers by webhook and refuses a wrong secret', async () => {
  const bot = telegrafFor(on.telegram);
  bot.on('message', (ctx) => ctx.reply('by webhook'));
  const webhook = await bot.createWebhook({ domain: url, path: '/telegram', secret_token: 'hush' });
  handle = (request, response) => void webhook(request, response);
  await result(on.telegram, 'setWebhook', { url, secret_token: 'hush' });
  await ivan.start();
  await on.telegram.waitFor(() => on.telegram.messages(ivan.id).some(({ text }) => text === 'by webhook'));
  await pending(0);
  const forged = await fetch(url, { method: 'POST', body: '{}' });
  expect(forged.status).toBe(403);
});
