// The playground's own paths, asked as a page would, and as a page should not.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type PlaygroundUnderTest, playgroundUnderTest } from './playground.ts';
import { stateWhere } from './told-state.ts';

let playground: PlaygroundUnderTest;
beforeAll(async () => {
  playground = await playgroundUnderTest();
});
afterAll(() => playground.close());

const get = (where: string): Promise<Response> => fetch(new URL(where, playground.address));
const post = (where: string, body: string, type = 'application/json'): Promise<Response> =>
  fetch(new URL(where, playground.address), { method: 'POST', headers: { 'content-type': type }, body });
const act = (what: object): Promise<Response> => post('/playground/act', JSON.stringify(what));

const stateSchema = z.object({
  agent: z.string(),
  ivan: z.object({ telegram: z.object({ userId: z.number(), started: z.boolean() }) }),
  desk: z.object({ slack: z.object({ user: z.object({ name: z.string() }) }) }),
  done: z.array(z.string()),
});
type State = z.output<typeof stateSchema>;

const stateOf = (agent: string, isWanted: (state: State) => boolean): Promise<State> =>
  stateWhere(playground.address, agent, stateSchema, isWanted);

test('the page and every file that it is made of are served', async () => {
  const page = path.resolve(import.meta.dirname, '../../../src/playground/page');
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.extname(file) !== '',
  );
  const paths = files.map((file) => (file === 'index.html' ? '/' : `/playground/${file}`));
  const answers = await Promise.all(paths.map(async (file) => [file, (await get(file)).status]));
  expect(answers).toEqual(paths.map((file) => [file, 200]));
});

test('nothing but its own files may run on it', async () => {
  const policy = (await get('/')).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('each page is shown the screen of the agent it plays, and of Anna when it asks for nobody', async () => {
  const names = await Promise.all(
    ['boris', 'nobody'].map(async (agent) => (await stateOf(agent, () => true)).desk.slack.user.name),
  );
  expect(names).toEqual(['boris', 'anna']);
});

test('an open page is told what happens', async () => {
  const told = stateOf('anna', ({ ivan }) => ivan.telegram.started);
  expect((await act({ act: 'telegram.start', as: 'ivan' })).status).toBe(200);
  expect((await told).ivan.telegram.started).toBe(true);
});

test('what a client refuses is answered with its reason', async () => {
  const answer = await act({ act: 'slack.write', as: 'clara', channel: 'C0SUPPORT', text: 'Let me in' });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({ error: 'Clara is not in C0SUPPORT.' });
});

test('a slash command in a thread is refused as Slack refuses it', async () => {
  const answer = await act({
    act: 'slack.write',
    as: 'anna',
    channel: 'C0SUPPORT',
    threadTs: '1.000001',
    text: '/ticket list',
  });
  expect(await answer.json()).toEqual({ error: '/ticket is not supported in threads. Sorry!' });
});

test('a button that is not on the screen cannot be pressed', async () => {
  const place = { channel: 'C0SUPPORT', ts: '1.000001', isEphemeral: false };
  const control = { blockId: 'b', actionId: 'press-0' };
  expect((await act({ act: 'slack.press', as: 'anna', place, control })).status).toBe(422);
});

test.each([
  ['an act nobody knows', '{"act":"slack.shout","as":"anna"}'],
  ['a person nobody knows', '{"act":"telegram.start","as":"mallory"}'],
  ['more than was asked for', '{"act":"telegram.start","as":"ivan","also":1}'],
  ['no JSON at all', 'act=telegram.start'],
])('%s is not understood', async (_, body) => {
  expect((await post('/playground/act', body)).status).toBe(400);
});

test("another site's form cannot act, whatever it sends", async () => {
  const body = JSON.stringify({ act: 'telegram.start', as: 'ivan' });
  expect((await post('/playground/act', body, 'text/plain')).status).toBe(400);
});

test('more than anybody types is not read, be it ever so well-formed', async () => {
  const body = `${JSON.stringify({ act: 'telegram.start', as: 'ivan' })}${' '.repeat(300_000)}`;
  expect((await post('/playground/act', body)).status).toBe(400);
});

test('the data of a run lies in its own directory and goes with it', async () => {
  const own = await playgroundUnderTest();
  const runs = path.join(own.dataDirectory, 'playground');
  expect(readdirSync(runs)).toEqual([`run-${process.pid}`]);
  await own.stop();
  expect(readdirSync(runs)).toEqual([]);
  await own.close();
});

test('a page that stays open does not keep the playground from stopping', async () => {
  const own = await playgroundUnderTest();
  const open = await fetch(new URL('/playground/events', own.address));
  await own.close();
  expect(await open.text()).toMatch(/^data: /);
});
