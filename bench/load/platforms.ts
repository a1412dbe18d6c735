// The emulated platforms, and people on them, in a process of their own: what they take is not the desk's to pay for.
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import type { Actor } from '../../src/playground/telegram/actor.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { answerParent } from './child.ts';
import { signingSecret, slackToken } from './desk-file.ts';
import { openLoop } from './open-loop.ts';
import type {
  Platforms,
  PlatformsWanted,
  PostedSoFar,
  RelayedSoFar,
  Relaying,
  SentSoFar,
  TelegramLoad,
} from './platforms-process.ts';
import { countPosted } from './posted.ts';
import { createRelay } from './relay.ts';
import { createSightings } from './sightings.ts';

/** Where the customers of Slack say what they say. */
const commonChannel = 'C0COMMON';

async function start({ slackUsers, telegramUsers, channels, rateLimits, groups = [] }: PlatformsWanted) {
  const clock = systemEmulatorClock();
  const sightings = createSightings(channels);
  const slack = await startSlackEmulator({ clock, rateLimits, signingSecret, botToken: slackToken });
  const telegram = await startTelegramEmulator({
    clock,
    rateLimits,
    allowInsecureWebhook: true,
    trafficSink: sightings.onTelegram,
  });
  const customers = Array.from({ length: slackUsers }, (_, index) =>
    slack.addUser({
      name: `customer${index}`,
      realName: `Customer ${index}`,
      locale: 'en-GB',
      tz: 'Europe/London',
    }),
  );
  slack.addChannel({ id: commonChannel, name: 'common', members: customers });
  const agent = slack.addUser({
    name: 'agent',
    realName: 'Anna Agent',
    locale: 'en-GB',
    tz: 'Europe/London',
  });
  for (const id of channels) slack.addChannel({ id, name: id.toLowerCase(), members: [agent] });
  const chatters = Array.from({ length: telegramUsers }, (_, index) =>
    telegram.addUser({ firstName: `Chatter ${index}`, languageCode: 'en' }),
  );
  const groupAgent = groups.length === 0 ? null : telegram.addUser({ firstName: 'Olga' });
  for (const id of groups) {
    const admins = groupAgent === null ? [] : [groupAgent.id];
    telegram.addGroup({ id, title: `Group ${id}`, forum: true, admins, botIsAdmin: true });
  }
  const people = { customers, chatters, agent, groupAgent };
  const relay = createRelay({ slack, telegram, ...people, channels, sightings });
  return { slack, telegram, sightings, customers, chatters, relay };
}

type Stage = Awaited<ReturnType<typeof start>>;
let stage: Stage | null = null;
const onStage = (): Stage => {
  if (stage === null) throw new Error('the platforms were not started');
  return stage;
};

/** Opens tickets as people in Telegram do: the command, and once it is asked, a press on the first severity. */
async function openInTelegram(load: {
  readonly ratePerSecond: number;
  readonly seconds: number;
  /** The request type, if not the usual one. */
  readonly type?: string;
}): Promise<TelegramLoad> {
  const { telegram, chatters, sightings } = onStage();
  const asked: number[] = [];
  const pressed = await openLoop(load, async (intendedAt) => {
    const chatter = chatters[turn % chatters.length];
    turn += 1;
    if (chatter === undefined) throw new Error('nobody is on Telegram');
    const pressAt = await askFor(chatter, { sightings, telegram, type: load.type });
    asked.push(pressAt.promptedAt - intendedAt);
    await pressAt.pressed;
  });
  return { ...pressed, promptsMs: asked.toSorted((a, b) => a - b) };
}

const patienceMs = 60_000;
/** Counts over all loads, since a description names its ticket. */
let turn = 0;

interface Asked {
  readonly sightings: Stage['sightings'];
  readonly telegram: TelegramEmulator;
  readonly type: string | undefined;
}

async function askFor(chatter: Actor, { sightings, telegram, type }: Asked) {
  const prompt = sightings.nextPrompt(chatter.id, patienceMs);
  const command = type === undefined ? '/new' : `/new ${type}`;
  await chatter.send('dm', `${command} Telegram ${turn}: the scanner stops at 99 %`);
  const { messageId, data } = await prompt;
  const promptedAt = performance.now();
  const message = { message_id: messageId, chat: { id: chatter.id } };
  return { promptedAt, pressed: telegram.as(chatter.id).press(message, data) };
}

answerParent({
  async start(wanted: PlatformsWanted): Promise<Platforms> {
    stage = await start(wanted);
    const { slack, telegram, customers } = stage;
    return {
      slackApiUrl: slack.apiUrl,
      slackTeam: slack.teamId,
      customers,
      commonChannel,
      telegramUrl: telegram.url,
      telegramToken: telegram.token,
    };
  },
  async meet(): Promise<null> {
    const { chatters, sightings } = onStage();
    for (const chatter of chatters) await chatter.start();
    await sightings.greeted(chatters.length, patienceMs);
    return null;
  },
  requestUrl(url: string): null {
    onStage().slack.setRequestUrl(url);
    return null;
  },
  sent: (): SentSoFar => {
    const { slack, telegram, sightings } = onStage();
    return sightings.soFar(slack.calls, telegram.calls);
  },
  openInTelegram,
  relay: (relaying: Relaying): Promise<null> => onStage().relay.speak(relaying),
  relayed: (since?: number): RelayedSoFar => onStage().relay.soFar(since ?? 0),
  posted: (): PostedSoFar => countPosted(onStage()),
});
