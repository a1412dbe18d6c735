// A real Bolt app, over HTTP or Socket Mode, against a Slack emulator whose clock the test moves.
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { manualEmulatorClock } from '../../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../src/playground/slack/emulator.ts';
import type { SlackEmulatorOptions, SlackTraffic } from '../../../src/playground/slack/options.ts';

export const SIGNING_SECRET = 'test-signing-secret';
export const BOT_TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';
/** Friday, 21 November 2025, 12:00 UTC. */
export const START_AT = Date.UTC(2025, 10, 21, 12);

/** Refusals are what many tests are about; their log lines would only hide real ones. */
const nothing = (): void => undefined;
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

export interface Stage {
  readonly slack: SlackEmulator;
  readonly clock: ReturnType<typeof manualEmulatorClock>;
  readonly traffic: SlackTraffic[];
  /** A client as the app has it, which neither waits nor repeats. */
  readonly client: WebClient;
  readonly anna: string;
  readonly boris: string;
  /** A public channel with Anna, Boris and the app. */
  readonly support: string;
}

/** An emulator with two people and a channel. */
export async function setStage(options: Partial<SlackEmulatorOptions> = {}): Promise<Stage> {
  const clock = manualEmulatorClock(START_AT);
  const traffic: SlackTraffic[] = [];
  const slack = await startSlackEmulator({
    clock,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    socketMode: false,
    trafficSink: (line) => traffic.push(line),
    ...options,
  });
  const anna = slack.addUser({
    name: 'anna',
    realName: 'Anna Ivanova',
    locale: 'ru-RU',
    tz: 'Europe/Moscow',
  });
  const boris = slack.addUser({ name: 'boris', realName: 'Boris Lee' });
  const support = slack.addChannel({ name: 'support', members: [anna, boris] });
  const client = new WebClient(BOT_TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
  return { slack, clock, traffic, client, anna, boris, support };
}

/** Connects a Bolt app to the stage by signed HTTP. Returns how to stop it. */
export async function connectByHttp(stage: Stage, prepare: (app: App) => void): Promise<() => Promise<void>> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger: silent });
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    logger: silent,
    clientOptions: { slackApiUrl: stage.slack.apiUrl },
  });
  prepare(app);
  const server = await receiver.start(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Bolt listens on no port');
  stage.slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  return async () => {
    await app.stop();
  };
}

/**
 * Connects a Bolt app to the stage by Socket Mode. Returns how to stop it. Bolt reconnects after
 * `reconnectAfterMs` of real time, and within that wants its pings answered.
 */
export async function connectBySocket(
  stage: Stage,
  prepare: (app: App) => void,
  reconnectAfterMs = 5000,
): Promise<() => Promise<void>> {
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    logger: silent,
    clientPingTimeout: reconnectAfterMs,
    installerOptions: { clientOptions: { slackApiUrl: stage.slack.apiUrl } },
  });
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    logger: silent,
    clientOptions: { slackApiUrl: stage.slack.apiUrl },
  });
  prepare(app);
  await app.start();
  return async () => {
    const { socketMode, waitFor } = stage.slack;
    const before = socketMode.connectionCount;
    await app.stop();
    await waitFor(() => before === 0 || socketMode.connectionCount < before);
  };
}
