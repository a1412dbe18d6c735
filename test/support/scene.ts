// A whole desk between two emulated platforms, on a clock that tests move: the stage of the end-to-end tests.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import { pino } from 'pino';
import { type RunningDesk, startDesk } from '../../src/main.ts';
import { manualEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import type { DatabaseLocation, DatabaseUnderTest } from './databases.ts';
import { deskEnvironment } from './desk-environment.ts';
import { freePort } from './free-port.ts';
import {
  type AgentsIn,
  configOf,
  contractFile,
  deskFile,
  labChannel,
  labGroup,
  slackLeadId,
  supportChannel,
  supportGroup,
  telegramLeadId,
} from './scene-config.ts';

export const slackSigningSecret = 'scene-signing-secret';
export const webhookSecret = 'scene-webhook-secret';
export const slackBotToken = 'xoxb-scene-token';
const slackAppToken = 'xapp-scene-token';

export interface SceneOptions {
  readonly database: DatabaseUnderTest;
  /** The instant at which the scene begins. */
  readonly at: string;
  /** Where agents work; the other platform has requesters only. */
  readonly agentsIn?: AgentsIn;
  /** Plays under the shipped example, the reference contract, edited if need be; else under a smaller desk. */
  readonly contract?: true | ((file: string) => string);
  readonly slackBy?: 'http' | 'socket';
  readonly telegramBy?: 'polling' | 'webhook';
}

export interface Scene {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  /** Where the desk listens now. */
  readonly address: () => string;
  readonly now: () => number;
  /** What the desk keeps, to set a scene by or to look behind it. */
  readonly store: () => RunningDesk['store'];
  /** Moves the desk, its jobs and both platforms to the instant; whatever falls due on the way, falls due. */
  until(at: string): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Lets time pass while the desk is stopped. */
  sleepUntil(at: string): Promise<void>;
  /** Resolves when the desk has handled all it was told and sent all it owes now. */
  settled(): Promise<void>;
  /** Stops the desk, lets `meanwhile` happen, and starts it anew on the same data, under an edited file if given. */
  restart(meanwhile?: () => Promise<void>, edit?: (file: string) => string): Promise<void>;
  close(): Promise<void>;
}

/** Jobs are looked for every second: this far past an instant, what was due at it has been found. */
const pollingMs = 2_000;
const patienceMs = 20_000;

/** Raises the curtain: emulators first, then the desk between them. Close it when done. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const startAt = Date.parse(options.at);
  const clock = manualEmulatorClock(startAt);
  const jobClock = new TestClock(startAt);
  const { slack, telegram } = await startPlatforms(options, clock);
  const { database, location, dispose } = await options.database.open();
  await database.close();
  const env = await environmentOf(options, { slack, telegram, location });
  const file = fileFor(options);
  let config = configOf(env, file);
  const logger = pino({ level: process.env.SCENE_LOG ?? 'silent' });
  const onFatal = (error: Error): void => {
    throw error;
  };
  const start = async (): Promise<RunningDesk> => {
    const started = await startDesk(config, { logger, clock, jobClock, onFatal, isPaced: false });
    await started.connected;
    if (options.slackBy !== 'socket') slack.setRequestUrl(`${started.address}/slack/events`);
    return started;
  };
  let desk = await start();

  const settled = async (): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    // Twice in a row, since between two looks at different places something may have moved from one to the other.
    for (
      let calm = 0;
      calm < 2;
      calm = (await isCalm({ slack, telegram, desk, now: clock.now() })) ? calm + 1 : 0
    ) {
      if (performance.now() > deadline) throw new Error('the desk did not come to rest');
      await sleep(10);
    }
  };
  const advance = async (ms: number): Promise<void> => {
    await settled();
    await clock.advance(ms);
    await jobClock.setTime(clock.now());
    // The desk first: a job that is fetched for an instant must find that it has come.
    await clock.advance(pollingMs);
    await jobClock.tick(pollingMs);
    await settled();
  };
  return {
    slack,
    telegram,
    address: () => desk.address,
    store: () => desk.store,
    now: clock.now,
    advance,
    until: (at) => advance(Math.max(0, Date.parse(at) - clock.now())),
    async sleepUntil(at) {
      await clock.advance(Date.parse(at) - clock.now());
      await jobClock.setTime(clock.now());
    },
    settled,
    async restart(meanwhile, edit) {
      await desk.stop();
      await meanwhile?.();
      if (edit !== undefined) config = configOf(env, edit(file));
      desk = await start();
    },
    async close() {
      await desk.stop();
      await slack.stop();
      await telegram.close();
      await dispose();
    },
  };
}

function fileFor({ contract, agentsIn = 'slack' }: SceneOptions): string {
  if (contract === undefined) return deskFile(agentsIn);
  return contract === true ? contractFile(agentsIn) : contract(contractFile(agentsIn));
}

async function startPlatforms(
  { slackBy = 'http', telegramBy = 'polling', agentsIn = 'slack' }: SceneOptions,
  clock: ReturnType<typeof manualEmulatorClock>,
): Promise<{ slack: SlackEmulator; telegram: TelegramEmulator }> {
  const slack = await startSlackEmulator({
    clock,
    rateLimits: false,
    signingSecret: slackSigningSecret,
    botToken: slackBotToken,
    ...(slackBy === 'socket' && { appToken: slackAppToken }),
    trafficSink: recorder(),
  });
  const telegram = await startTelegramEmulator({
    clock,
    rateLimits: false,
    allowInsecureWebhook: true,
    // What is recorded is held against Telegram's rules, which allow webhooks at https:// only.
    ...(telegramBy === 'polling' && { trafficSink: recorder() }),
  });
  slack.addUser({
    id: slackLeadId,
    name: 'olga',
    realName: 'Olga Lead',
    locale: 'en-GB',
    tz: 'Europe/Moscow',
  });
  slack.addChannel({ id: supportChannel, name: 'support', members: [slackLeadId] });
  slack.addChannel({ id: labChannel, name: 'virus-lab', members: [slackLeadId] });
  if (agentsIn !== 'slack') {
    const lead = telegram.addUser({
      id: telegramLeadId,
      firstName: 'Olga',
      lastName: 'Lead',
      languageCode: 'en',
    });
    telegram.addGroup({
      id: supportGroup,
      title: 'Support',
      forum: true,
      admins: [lead.id],
      botIsAdmin: true,
    });
    telegram.addGroup({
      id: labGroup,
      title: 'Virus laboratory',
      forum: true,
      admins: [lead.id],
      botIsAdmin: true,
    });
  }
  return { slack, telegram };
}

function recorder(): (line: object) => void {
  const file = process.env.DESKHAND_TRAFFIC_LOG;
  if (file === undefined) return () => {};
  return (line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
}

async function environmentOf(
  { slackBy = 'http', telegramBy = 'polling' }: SceneOptions,
  {
    slack,
    telegram,
    location,
  }: { slack: SlackEmulator; telegram: TelegramEmulator; location: DatabaseLocation },
): Promise<Record<string, string>> {
  const { DESKHAND_TRAFFIC_LOG: trafficLog } = process.env;
  return {
    ...deskEnvironment(
      {
        slackApiUrl: slack.apiUrl,
        slackToken: slackBotToken,
        slackBy: slackBy === 'http' ? { signingSecret: slackSigningSecret } : { appToken: slackAppToken },
        telegramUrl: telegram.url,
        telegramToken: telegram.token,
        ...(telegramBy === 'webhook' && { webhookSecret }),
      },
      await freePort(),
    ),
    DESKHAND_DATA: location.dataDirectory,
    ...(location.url !== undefined && { DATABASE_URL: location.url }),
    ...(trafficLog !== undefined && telegramBy === 'polling' && { DESKHAND_TRAFFIC_LOG: trafficLog }),
  };
}

async function isCalm({
  slack,
  telegram,
  desk,
  now,
}: Pick<Scene, 'slack' | 'telegram'> & { desk: RunningDesk; now: number }): Promise<boolean> {
  await slack.settled();
  if (telegram.pendingUpdates > 0) return false;
  await desk.inbox.idle();
  await desk.reminders.idle();
  await desk.retention.idle();
  await desk.drains.idle();
  return desk.store.read(async ({ deliveries }) => {
    for (const id of await deliveries.conversationsOwing()) {
      const next = await deliveries.next(id);
      if (next !== null && next.availableAt <= now) return false;
    }
    return true;
  });
}

/** Plays a scene from curtain to curtain. */
export async function inScene(options: SceneOptions, play: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await openScene(options);
  try {
    await play(scene);
  } finally {
    await scene.close();
  }
}
