// Beyond so many requests in hand the next is refused at once, in words where Slack shows any.
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuse } from '../../../src/adapters/slack/refuse.ts';
import { withinCapacity } from '../../../src/adapters/web/capacity.ts';
import { startWebServer, type WebServer } from '../../../src/adapters/web/server.ts';
import { silentLogger } from '../../support/databases.ts';

let server: WebServer;
let held: ServerResponse[];
let lagMs: number;

beforeEach(async () => {
  held = [];
  lagMs = 0;
  const route = withinCapacity(
    {
      method: 'POST',
      path: '/slack/events',
      handle: (_request, response) => void held.push(response),
      refuse: (request, response) => refuse(request, response, 'Try again'),
    },
    { atOnce: { event: 2, act: 1 }, lagMs: () => lagMs },
  );
  server = await startWebServer({ routes: [route], host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterEach(async () => {
  for (const response of held) response.end();
  await server.stop(1_000);
});

const post = (body: string | URLSearchParams, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.address}/slack/events`, { method: 'POST', body, headers });
const event = (): Promise<Response> => post('{}', { 'content-type': 'application/json' });
const form = (fields: Record<string, string>): Promise<Response> => post(new URLSearchParams(fields));
const inHand = (count: number) => expect.poll(() => held.length).toBe(count);

test('events over the bound get 503, until one in hand is answered', async () => {
  const first = [event(), event()];
  await inHand(2);
  expect((await event()).status).toBe(503);
  for (const response of held) response.end();
  await Promise.all(first);
  const next = event();
  await inHand(3);
  held[2]?.end();
  expect((await next).status).toBe(200);
});

test('fewer are in hand while the process runs behind, but never none', async () => {
  lagMs = 301;
  const first = event();
  await inHand(1);
  expect((await event()).status).toBe(503);
  lagMs = 300;
  const second = event();
  await inHand(2);
  for (const response of held) response.end();
  expect([(await first).status, (await second).status]).toEqual([200, 200]);
});

test('a flood of events leaves room for what people press and type', async () => {
  void event();
  void event();
  await inHand(2);
  const pressed = form({ payload: '{}' });
  await inHand(3);
  held[2]?.end();
  expect((await pressed).status).toBe(200);
});

test('a command, a form and a button over the bound are refused as Slack shows it best', async () => {
  void form({ command: '/ticket' });
  await inHand(1);
  expect(await (await form({ command: '/ticket', text: 'list' })).json()).toEqual({
    response_type: 'ephemeral',
    text: 'Try again',
  });
  const blocks = [
    { type: 'section', block_id: 'head' },
    { type: 'input', block_id: 'summary' },
  ];
  const payload = JSON.stringify({ type: 'view_submission', view: { blocks } });
  expect(await (await form({ payload })).json()).toEqual({
    response_action: 'errors',
    errors: { summary: 'Try again' },
  });
  expect((await form({ payload: JSON.stringify({ type: 'block_actions' }) })).status).toBe(503);
  expect((await form({ payload: 'no JSON' })).status).toBe(503);
});
