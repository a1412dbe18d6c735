// What the playground's customers have bought, and who is there to keep it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type PlaygroundUnderTest, playgroundUnderTest } from './playground.ts';
import { stateWhere } from './told-state.ts';

let playground: PlaygroundUnderTest;
beforeAll(async () => {
  playground = await playgroundUnderTest();
});
afterAll(() => playground.close());

const stateSchema = z.object({
  agents: z.array(z.object({ key: z.string(), slackId: z.string(), telegramId: z.number() })),
  ivan: z.object({
    telegram: z.object({
      userId: z.number(),
      chats: z.array(
        z.object({ messages: z.array(z.object({ message: z.object({ text: z.string().optional() }) })) }),
      ),
    }),
  }),
  clara: z.object({
    channelId: z.string(),
    slack: z.object({
      channels: z.array(z.object({ messages: z.array(z.object({ text: z.string() })) })),
    }),
  }),
  desk: z.object({ channelId: z.string(), chatId: z.number() }),
});
type State = z.output<typeof stateSchema>;

const stateOf = (agent: string, isWanted: (state: State) => boolean = () => true): Promise<State> =>
  stateWhere(playground.address, agent, stateSchema, isWanted);

const act = (what: object): Promise<Response> =>
  fetch(new URL('/playground/act', playground.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });

const ivanReads = (state: State): string =>
  state.ivan.telegram.chats.flatMap(({ messages }) => messages.map(({ message }) => message.text)).join('\n');
const claraReads = (state: State): string =>
  state.clara.slack.channels.flatMap(({ messages }) => messages.map(({ text }) => text)).join('\n');

test('Иван is of Globex, under the best plan, with all its priority incidents left', async () => {
  await act({ act: 'telegram.start', as: 'ivan' });
  const { userId: chat } = (await stateOf('anna')).ivan.telegram;
  await act({ act: 'telegram.send', as: 'ivan', chat, text: '/contract' });
  const told = ivanReads(await stateOf('anna', (state) => ivanReads(state).includes('Globex')));
  expect(told).toContain('MSA Start');
  expect(told).toContain('6 из 6');
});

test('Clara, in Slack, sees the same ones', async () => {
  const { channelId: channel } = (await stateOf('anna')).clara;
  await act({ act: 'slack.write', as: 'clara', channel, text: '@Deskhand quota' });
  const told = await stateOf('anna', (state) => claraReads(state).includes('Globex'));
  expect(claraReads(told)).toContain('0 of 6');
});

test('those whom the configuration pages and escalates to are played under their own accounts', async () => {
  const { agents } = await stateOf('anna');
  expect(agents.find(({ key }) => key === 'boris')).toMatchObject({ slackId: 'U0ONCALL', telegramId: 4343 });
  expect(agents.find(({ key }) => key === 'olga')).toMatchObject({ slackId: 'U0LEAD', telegramId: 4242 });
});

test.each([
  ['anna', { channelId: 'C0SUPPORT', chatId: -1001000000001 }],
  ['vera', { channelId: 'C0VIRUSLAB', chatId: -1001000000002 }],
])('%s is shown the chats of her own queue', async (agent, chats) => {
  expect((await stateOf(agent)).desk).toMatchObject(chats);
});
