// A whole desk between two emulated platforms, on a clock that tests move: the stage of the end-to-end tests.
import { appendFileSync } from 'node:fs';
import { TestClock } from 'pg-boss';
import { pino } from 'pino';
import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';
import { type RunningDesk, startDesk } from '../../src/main.ts';
import { manualEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import type { DatabaseUnderTest } from './databases.ts';

export const supportChannel = 'C0SUPPORT';
export const supportGroup = -1001000000001;
const leadId = 'U0LEAD';
const slackSigningSecret = 'scene-signing-secret';
const slackBotToken = 'xoxb-scene-token';
const slackAppToken = 'xapp-scene-token';

export interface SceneOptions {
  readonly database: DatabaseUnderTest;
  /** The instant at which the scene begins. */
  readonly at: string;
  /** Where agents work; the other platform has requesters only. */
  readonly agentsIn?: 'slack' | 'telegram' | 'both';
  readonly slackBy?: 'http' | 'socket';
  readonly telegramBy?: 'polling' | 'webhook';
  readonly rateLimits?: boolean;
}

export interface Scene {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  readonly desk: RunningDesk;
  readonly now: () => number;
  /** Moves the desk, its jobs and both platforms to the instant; whatever falls due on the way, falls due. */
  until(at: string): Promise<void>;
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

const office = `{ mon: [["09:00", "18:00"]], tue: [["09:00", "18:00"]], wed: [["09:00", "18:00"]], thu: [["09:00", "18:00"]], fri: [["09:00", "18:00"]] }`;

const deskFile = (agentsIn: 'slack' | 'telegram' | 'both'): string => `
desk: { name: Acme Support, prefix: ACME, language: en, timezone: Europe/Moscow, unknownRequesters: accept, defaultPlan: msa-start }
calendars:
  office: { timezone: Europe/Moscow, hours: ${office} }
queues:
  support:
    title: Front line
${agentsIn === 'telegram' ? '' : `    slackChannel: ${supportChannel}\n`}${agentsIn === 'slack' ? '' : `    telegramChat: ${supportGroup}\n`}    phone: "+7 495 000-00-00"
    leads: ["slack:${leadId}"]
    default: true
plans:
  msa-start:
    rank: 10
    targets:
      critical: { firstResponse: { within: 6h, calendar: office, afterHours: phone } }
      high: { firstResponse: promise }
      medium: { firstResponse: { within: 2d, calendar: office } }
reminders: { before: ["50%", "80%", "95%"], after: ["0m", "30m", "2h"] }
`;

/** Raises the curtain: emulators first, then the desk between them. Close it when done. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const { agentsIn = 'slack', slackBy = 'http', telegramBy = 'polling', rateLimits = false } = options;
  const startAt = Date.parse(options.at);
  const clock = manualEmulatorClock(startAt);
  const jobClock = new TestClock(startAt);
  const trafficLog = process.env.DESKHAND_TRAFFIC_LOG;
  const record = (line: object): void => {
    if (trafficLog !== undefined) appendFileSync(trafficLog, `${JSON.stringify(line)}\n`);
  };
  const slack = await startSlackEmulator({
    clock,
    rateLimits,
    signingSecret: slackSigningSecret,
    botToken: slackBotToken,
    ...(slackBy === 'socket' && { appToken: slackAppToken }),
    trafficSink: record,
  });
  const telegram = await startTelegramEmulator({
    clock,
    rateLimits,
    allowInsecureWebhook: true,
    trafficSink: record,
  });
  const { database, location, dispose } = await options.database.open();
  await database.close();
  const config = configOf(
    {
      SLACK_BOT_TOKEN: slackBotToken,
      ...(slackBy === 'http'
        ? { SLACK_SIGNING_SECRET: slackSigningSecret }
        : { SLACK_APP_TOKEN: slackAppToken }),
      SLACK_API_URL: slack.apiUrl,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      DESKHAND_DATA: location.dataDirectory,
      ...(location.url !== undefined && { DATABASE_URL: location.url }),
      PORT: '0',
    },
    deskFile(agentsIn),
  );
  const logger = pino({ level: process.env.SCENE_LOG ?? 'silent' });
  slack.addUser({ id: leadId, name: 'olga', realName: 'Olga Lead', locale: 'ru-RU', tz: 'Europe/Moscow' });
  slack.addChannel({ id: supportChannel, name: 'support', members: [leadId] });
  const desk = await startDesk(config, {
    logger,
    clock,
    jobClock,
    onFatal: (error) => {
      throw error;
    },
  });
  await desk.connected;
  slack.setRequestUrl(`${desk.address}/slack/events`);

  const advance = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    await jobClock.setTime(clock.now());
    await jobClock.tick(2_000);
    await clock.advance(2_000);
  };
  return {
    slack,
    telegram,
    desk,
    now: clock.now,
    advance,
    until: (at) => advance(Math.max(0, Date.parse(at) - clock.now())),
    async close() {
      await desk.stop();
      await slack.stop();
      await telegram.close();
      await dispose();
    },
  };
}

function configOf(env: Record<string, string>, file: string): Config {
  const loaded = loadConfig(env, () => file);
  if (!loaded.ok) throw new Error(describeProblems(loaded.error));
  return loaded.value;
}
