// A Telegram emulator with the adapter on it, a desk that answers as told, and waits that the test ends.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTelegramAdapter, type TelegramAdapter } from '../../../src/adapters/telegram/bot.ts';
import type { MenuCommand } from '../../../src/adapters/telegram/menus.ts';
import type { Wait } from '../../../src/adapters/telegram/wait.ts';
import { openTrafficLog, type TrafficLine } from '../../../src/adapters/traffic-log.ts';
import type { Answer, Correction, Desk, Inbound, Prompt } from '../../../src/app/inbound.ts';
import { createInbox, type InboxIntake } from '../../../src/app/inbox.ts';
import type { MovedChat } from '../../../src/app/moved-chats.ts';
import type { Inbox, Logger, Repositories, Store, StoredInbound } from '../../../src/app/ports.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../../src/playground/telegram/emulator.ts';
import { memoryInbox } from '../../fakes/store/inbox.ts';
import { emptyState } from '../../fakes/store/state.ts';

/** Things that come one by one, each to be awaited. */
export class Arrivals<T> {
  readonly all: T[] = [];
  private taken = 0;
  private arrived = Promise.withResolvers<void>();

  push(item: T): void {
    this.all.push(item);
    this.arrived.resolve();
    this.arrived = Promise.withResolvers();
  }

  /** The next one that was not given yet. */
  async next(): Promise<T> {
    while (this.all.length <= this.taken) await this.arrived.promise;
    return this.all[this.taken++] as T;
  }
}

export class ScriptedDesk implements Desk {
  readonly received = new Arrivals<Inbound>();
  readonly prompts = new Arrivals<Prompt>();
  answer: (inbound: Inbound) => Answer | null | Promise<Answer | null> = () => null;

  async receive(inbound: Inbound): Promise<Answer | null> {
    this.received.push(inbound);
    return await this.answer(inbound);
  }

  readonly moves = new Arrivals<MovedChat>();

  readonly corrections = new Arrivals<Correction>();

  async corrected(correction: Correction): Promise<void> {
    this.corrections.push(correction);
  }

  async chatMoved(move: MovedChat): Promise<void> {
    this.moves.push(move);
  }

  unavailable(): Answer {
    throw new Error('whatever comes from Telegram is tried again');
  }

  async prompted(prompt: Prompt): Promise<void> {
    this.prompts.push(prompt);
  }
}

/** An inbox in memory; `broken` makes the next writes fail. */
export class MemoryInbox {
  private readonly state = emptyState();
  private readonly kept = memoryInbox(this.state);
  readonly inbox: Inbox = { ...this.kept, put: (event) => this.put(event) };
  broken = 0;

  /** The ids of what came, in the order of its coming. */
  get ids(): readonly string[] {
    return [...this.state.inbox.values()].flatMap(({ event }) => event?.eventId ?? []);
  }

  states(): ('waiting' | 'done' | 'failed')[] {
    return [...this.state.inbox.values()].map(({ handledAt, failedAt }) =>
      handledAt !== null ? 'done' : failedAt !== null ? 'failed' : 'waiting',
    );
  }

  private async put(event: StoredInbound): Promise<boolean> {
    if (this.broken > 0) {
      this.broken -= 1;
      throw new Error('the disk is full');
    }
    return this.kept.put(event);
  }
}

/** A pause that somebody is in, until the test ends it. */
export interface Pause {
  readonly ms: number;
  end(): void;
}

export interface Playing extends AsyncDisposable {
  readonly telegram: TelegramEmulator;
  readonly adapter: TelegramAdapter;
  readonly desk: ScriptedDesk;
  readonly inbox: InboxIntake;
  readonly stored: MemoryInbox;
  readonly pauses: Arrivals<Pause>;
  readonly warnings: string[];
  readonly traffic: readonly TrafficLine[];
  readonly clock: { now(): number; at: number };
  readonly webhookUrl: string;
}

export interface PlayingOptions {
  readonly webhook?: boolean;
  readonly token?: string;
  readonly commands?: readonly MenuCommand[];
  readonly agentChats?: readonly string[];
  /** What an earlier run of the desk left behind. */
  readonly stored?: MemoryInbox;
  /** How many lanes the inbox has in hand at most. */
  readonly laneLimit?: number;
}

/** Everything assembled, but not started. */
export async function play(options: PlayingOptions = {}): Promise<Playing> {
  const telegram = await startTelegramEmulator({
    botUsername: 'DeskBot',
    rateLimits: false,
    allowInsecureWebhook: true,
  });
  const stored = options.stored ?? new MemoryInbox();
  const warnings: string[] = [];
  const logger = loggerInto(warnings);
  const clock = { at: 1_800_000_000_000, now: () => clock.at };
  const traffic: TrafficLine[] = [];
  // A webhook on this machine is one that Telegram itself would refuse, so an outside check of it would complain.
  const logFile = openTrafficLog(options.webhook ? undefined : process.env.DESKHAND_TRAFFIC_LOG);
  const { laneLimit = 256 } = options;
  const inbox = createInbox({ store: storeOf(stored.inbox), clock, logger, laneLimit });
  const desk = new ScriptedDesk();
  const pauses = new Arrivals<Pause>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/webhook`;
  const adapter = createTelegramAdapter({
    settings: {
      botToken: options.token ?? telegram.token,
      apiRoot: telegram.url,
      webhookUrl: options.webhook ? webhookUrl : null,
      webhookSecret: options.webhook ? 'hush' : null,
    },
    desk,
    inbox,
    turn: { run: (work, signal) => work(signal), isElsewhere: () => false },
    clock,
    logger,
    traffic: (line) => {
      traffic.push(line);
      logFile(line);
    },
    commands: options.commands ?? [],
    agentChats: options.agentChats ?? [],
    wait: pausing(pauses),
  });
  const [route] = adapter.routes;
  server.on('request', (request, response) => void route?.handle(request, response));
  const stop = async (): Promise<void> => {
    await adapter.stop();
    await telegram.close();
    await closed(server);
  };
  const observed = { stored, pauses, warnings, traffic, clock, webhookUrl };
  return { telegram, adapter, desk, inbox, ...observed, [Symbol.asyncDispose]: stop };
}

/** The same, started. */
export async function startPlaying(options: PlayingOptions = {}): Promise<Playing> {
  const playing = await play(options);
  await playing.adapter.start();
  return playing;
}

function pausing(pauses: Arrivals<Pause>): Wait {
  return (ms, signal) =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve(), { once: true });
      pauses.push({ ms, end: resolve });
    });
}

function loggerInto(warnings: string[]): Logger {
  const keep = (_: object, message: string): void => void warnings.push(message);
  return { debug: () => {}, info: () => {}, warn: keep, error: keep };
}

function storeOf(inbox: Inbox): Store {
  // The intake reads and writes nothing but the inbox.
  const repositories = { inbox } as Partial<Repositories> as Repositories;
  const run: Store['read'] = (work) => work(repositories);
  return { transaction: run, alone: run, read: run, onOwed: () => undefined };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
