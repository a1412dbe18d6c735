// A desk on a PostgreSQL server that gets into trouble, by the real clock: two people write across it and count.
import { pino } from 'pino';
import { type RunningDesk, startDesk } from '../../src/main.ts';
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import type { Actor } from '../../src/playground/telegram/actor.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { deskEnvironment, type EmulatedPlatforms } from './desk-environment.ts';
import { freePort } from './free-port.ts';
import { configOf, deskFile, supportChannel } from './scene-config.ts';

export interface Transports {
  readonly slackBy: 'http' | 'socket';
  readonly telegramBy: 'polling' | 'webhook';
}

export interface DeskOnServer {
  readonly desk: RunningDesk;
  readonly telegram: TelegramEmulator;
  /** The customer on Telegram and the agent on Slack each write once more on the one ticket. */
  writeBoth(): Promise<void>;
  /** How often they have. */
  readonly written: number;
  /** The numbers of the customer's messages as agents were shown them, in order. */
  relayed(): readonly number[];
  /** Those of the agent's as the customer was. */
  answers(): readonly number[];
  /** The HTTP status of a path of the desk's. */
  status(path: string): Promise<number>;
  /** Resolves when both platforms and the desk have nothing more under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it with one open ticket. Slack repeats an event that was not taken after so many milliseconds each. */
export async function startDeskOnServer(
  url: string,
  { slackBy, telegramBy }: Transports,
  eventRetriesAfterMs: readonly number[],
): Promise<DeskOnServer> {
  const clock = systemEmulatorClock();
  const slack = await startSlackEmulator({
    clock,
    rateLimits: false,
    signingSecret: 'away',
    botToken: 'xoxb-away',
    eventRetriesAfterMs,
    ...(slackBy === 'socket' && { appToken: 'xapp-away' }),
  });
  const telegram = await startTelegramEmulator({ clock, rateLimits: false, allowInsecureWebhook: true });
  const port = await freePort();
  const platforms: EmulatedPlatforms = {
    slackApiUrl: slack.apiUrl,
    slackToken: 'xoxb-away',
    slackBy: slackBy === 'http' ? { signingSecret: 'away' } : { appToken: 'xapp-away' },
    telegramUrl: telegram.url,
    telegramToken: telegram.token,
    ...(telegramBy === 'webhook' && { webhookSecret: 'away' }),
  };
  const env = { ...deskEnvironment(platforms, port), DATABASE_URL: url };
  if (slackBy === 'http') slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  const annaId = slack.addUser({ name: 'anna', realName: 'Anna Agent' });
  slack.addChannel({ id: supportChannel, name: 'support', members: [annaId] });
  const ivan = telegram.addUser({ firstName: 'Ivan', languageCode: 'en' });
  const desk = await startDesk(configOf(env, deskFile('slack')), {
    logger: pino({ level: process.env.SCENE_LOG ?? 'silent' }),
    isPaced: false,
    onFatal: (error) => {
      throw error;
    },
  });
  await desk.connected;
  const card = await openTicket(slack, telegram, ivan);
  const anna = slack.as(annaId);
  let written = 0;
  return {
    desk,
    telegram,
    async writeBoth() {
      written += 1;
      const line = `<@${slack.botUserId}> reply Slack #${written}`;
      await ivan.send('dm', `Telegram #${written}`);
      await anna.post(supportChannel, line, { threadTs: card.ts });
    },
    get written() {
      return written;
    },
    relayed: () =>
      slack.messages(supportChannel).flatMap(({ content }) => numbersIn(content, /Telegram #(\d+)/g)),
    answers: () => telegram.messages(ivan.id).flatMap(({ text = '' }) => numbersIn(text, /Slack #(\d+)/g)),
    status: async (path) => (await fetch(`${desk.address}${path}`)).status,
    async settled() {
      await slack.settled();
      await desk.inbox.idle();
      await desk.drains.idle();
    },
    async close() {
      await desk.stop();
      await slack.stop();
      await telegram.close();
    },
  };
}

async function openTicket(
  slack: SlackEmulator,
  telegram: TelegramEmulator,
  customer: Actor,
): Promise<ShownMessage> {
  await customer.start();
  await customer.send('dm', 'The server is down');
  const question = await telegram.waitFor(() =>
    telegram.messages(customer.id).find((message) => message.reply_markup),
  );
  await customer.press(question, '1 · Critical: work has stopped');
  return slack.waitFor(() => slack.messages(supportChannel)[0], { deadlineMs: 20_000 });
}

const numbersIn = (text: string, pattern: RegExp): readonly number[] =>
  [...text.matchAll(pattern)].map(([, number]) => Number(number));

/** 1 to `last`. */
export const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, n) => n + 1);
