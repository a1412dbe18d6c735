// The Slack adapter with the real Bolt, between a Slack emulator and a desk that answers by script.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter, type SlackAdapter } from '../../../src/adapters/slack/app.ts';
import { botEvents, botScopes, shortcuts, slashCommand } from '../../../src/adapters/slack/surface.ts';
import type { TrafficLine } from '../../../src/adapters/traffic-log.ts';
import type { Answer, Correction, Desk, Inbound } from '../../../src/app/inbound.ts';
import { createInbox, type InboxIntake } from '../../../src/app/inbox.ts';
import type { Logger, Store } from '../../../src/app/ports.ts';
import { manualEmulatorClock } from '../../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../src/playground/slack/emulator.ts';
import type { SlackEmulatorOptions } from '../../../src/playground/slack/options.ts';
import { createMemoryStore } from '../../fakes/store.ts';
import { claimable } from './views.ts';

const signingSecret = 'a-signing-secret';
const botToken = 'xoxb-test';
const appToken = 'xapp-test';
export const startAt = Date.UTC(2025, 10, 21, 12);

/** Answers what `script` says and remembers what it was told. */
export interface ScriptedDesk extends Desk {
  readonly heard: Inbound[];
  readonly corrections: Correction[];
  script: (inbound: Inbound) => Answer | null | Promise<Answer | null>;
}

export interface Stage {
  readonly slack: SlackEmulator;
  readonly clock: ReturnType<typeof manualEmulatorClock>;
  readonly adapter: SlackAdapter;
  readonly desk: ScriptedDesk;
  readonly inbox: InboxIntake;
  readonly store: Store;
  readonly traffic: TrafficLine[];
  /** Messages of the log, worst first heard first. */
  readonly logged: string[];
  /** Where the adapter takes requests over HTTP. */
  readonly requestUrl: string;
  readonly anna: string;
  readonly boris: string;
  readonly support: string;
  /** Waits until nothing is on its way in either direction. */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly socketMode?: boolean;
  readonly emulator?: Partial<SlackEmulatorOptions>;
  readonly wrapStore?: (store: Store) => Store;
}

/** Starts everything; the app has exactly the scopes, events, command and shortcuts of its manifest. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const socketMode = options.socketMode ?? false;
  const clock = manualEmulatorClock(startAt);
  const slack = await startSlackEmulator({
    clock,
    signingSecret,
    botToken,
    appToken,
    socketMode,
    rateLimits: false,
    installation: {
      scopes: botScopes,
      events: botEvents,
      commands: [slashCommand],
      shortcuts: shortcuts.map(({ callbackId }) => callbackId),
    },
    ...options.emulator,
  });
  const people = populate(slack);
  const traffic: TrafficLine[] = [];
  const logged: string[] = [];
  const logger = loggerTo(logged);
  const memory = createMemoryStore();
  const store = options.wrapStore?.(memory) ?? memory;
  const inbox = createInbox({ store, clock, logger });
  const desk = scriptedDesk();
  const adapter = createSlackAdapter({
    settings: {
      botToken,
      signingSecret: socketMode ? null : signingSecret,
      appToken: socketMode ? appToken : null,
      busyWords: 'busy',
      apiUrl: slack.apiUrl,
    },
    desk,
    inbox,
    clock,
    logger,
    traffic: (line) => traffic.push(line),
    pause: async () => {},
  });
  const server = await serve(adapter);
  if (!socketMode) slack.setRequestUrl(server.url);
  await adapter.start();
  return {
    ...people,
    slack,
    clock,
    adapter,
    desk,
    inbox,
    store,
    traffic,
    logged,
    requestUrl: server.url,
    async calm() {
      await slack.settled();
      await inbox.idle();
    },
    async stop() {
      await adapter.stop();
      await inbox.idle();
      await server.close();
      await slack.stop();
    },
  };
}

function populate(slack: SlackEmulator) {
  const anna = slack.addUser({
    name: 'anna',
    realName: 'Anna Ivanova',
    locale: 'ru-RU',
    tz: 'Europe/Moscow',
  });
  const boris = slack.addUser({ name: 'boris', realName: 'Boris Lee' });
  const support = slack.addChannel({ id: 'C0SUPPORT', name: 'support', members: [anna, boris] });
  return { anna, boris, support };
}

function scriptedDesk(): ScriptedDesk {
  const heard: Inbound[] = [];
  const corrections: Correction[] = [];
  const desk: ScriptedDesk = {
    heard,
    corrections,
    script: () => null,
    async receive(inbound) {
      heard.push(inbound);
      return desk.script(inbound);
    },
    prompted: async () => {},
    chatMoved: async () => {},
    corrected: async (correction) => {
      corrections.push(correction);
    },
    unavailable: () => ({ isPrivate: true, view: { kind: 'notice', tone: 'error', text: 'Try again.' } }),
  };
  return desk;
}

function loggerTo(lines: string[]): Logger {
  const write = (fields: object, message: string): void => {
    lines.push(`${message} ${'err' in fields ? String(fields.err) : ''}`.trim());
  };
  return { debug: () => {}, info: () => {}, warn: write, error: write };
}

async function serve(adapter: SlackAdapter): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const route = adapter.routes.find(
      ({ method, path }) => request.method === method && request.url === path,
    );
    if (route === undefined) response.writeHead(404).end();
    else void route.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Posts a message with buttons as the ledger would, and gives it as it is seen. */
export async function postCard({ adapter, slack, support }: Stage, thread: string | null = null) {
  const address = { platform: 'slack', chat: support, thread };
  const { messageId } = await adapter.messenger.post(address, claimable, { deliveryId: 'd1' });
  const card = slack.messages(support).find(({ ts }) => ts === messageId);
  if (card === undefined) throw new Error('the card is not there');
  return card;
}
