// The Telegram emulator: a Bot API for a real bot on one side, people for tests and pages to play on the other.
import { type EmulatorClock, systemEmulatorClock } from '../emulator-clock.ts';
import { Actor } from './actor.ts';
import type { Backend } from './backend.ts';
import { BotProfile } from './bot-profile.ts';
import { CallLog, type RecordedCall, type TrafficSink } from './call-log.ts';
import { CallbackQueries } from './callback-queries.ts';
import type { ChatState } from './chat-state.ts';
import { Dispatcher } from './dispatcher.ts';
import { type CallMatcher, type Fault, Faults } from './faults.ts';
import type { StoredFile } from './file-store.ts';
import { Groups, type NewGroup } from './groups.ts';
import { offeredCommands } from './offered-commands.ts';
import { RateLimits } from './rate-limits.ts';
import { Receiving } from './receiving.ts';
import { renderMessage } from './render.ts';
import { type ApiServer, startApiServer } from './server.ts';
import { type Snapshot, snapshotFor } from './snapshot.ts';
import { UpdateQueue } from './update-queue.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';
import type { Message, User } from './wire.ts';
import { World, type WorldChange } from './world.ts';

export interface TelegramEmulatorOptions {
  /** The machine's clock unless told. */
  readonly clock?: EmulatorClock;
  readonly botToken?: string;
  /** Without the @. */
  readonly botUsername?: string;
  readonly botName?: string;
  /** On unless told. */
  readonly rateLimits?: boolean;
  /** On unless told, as with Telegram: the bot then sees only what is addressed to it where it is no admin. */
  readonly privacyMode?: boolean;
  /** Take webhooks at `http://` and on any port. Off unless told. */
  readonly allowInsecureWebhook?: boolean;
  /** Gets every call, result and update. */
  readonly trafficSink?: TrafficSink;
  /** A free one unless told. */
  readonly port?: number;
  /** How many of the newest calls `calls` keeps at least; all unless told. Long trials would fill the memory. */
  readonly keptCalls?: number;
}

export interface NewUser {
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** IETF tag of their client's language; none is sent where there is none. */
  readonly languageCode?: string;
  readonly id?: number;
}

const BOT_ID = 7_100_000_001;
const FIRST_USER_ID = 5_000_000_000;

/** Starts an emulator on 127.0.0.1. Close it when done. */
export async function startTelegramEmulator(
  options: TelegramEmulatorOptions = {},
): Promise<TelegramEmulator> {
  const token = options.botToken ?? `${BOT_ID}:emulated-token`;
  const parts = assemble(options, token);
  const server = await startApiServer(
    { token, dispatcher: parts.dispatcher, files: parts.backend.world.files },
    options.port,
  );
  return new TelegramEmulator(token, server, parts);
}

interface Parts {
  readonly backend: Backend;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly dispatcher: Dispatcher;
}

function assemble(options: TelegramEmulatorOptions, token: string): Parts {
  const clock = options.clock ?? systemEmulatorClock();
  const world = new World(clock, botUser(options, token));
  const updates = new UpdateQueue(clock);
  const log = new CallLog(options.trafficSink ?? (() => undefined), options.keptCalls);
  const receiving = new Receiving(clock, updates, {
    sending: (update) => log.delivered(update),
    settled: () => world.changed({ kind: 'update' }),
    replied: (method, params) => {
      const hungUp = new AbortController().signal;
      void dispatcher.answer({ method, params, files: new Map(), hungUp });
    },
  });
  const backend: Backend = {
    world,
    updates,
    receiving,
    callbacks: new CallbackQueries(world),
    profile: new BotProfile(options.privacyMode ?? true),
    limits: new RateLimits(clock, options.rateLimits ?? true),
    allowInsecureWebhook: options.allowInsecureWebhook ?? false,
  };
  const faults = new Faults();
  const dispatcher = new Dispatcher(backend, log, faults);
  return { backend, log, faults, dispatcher };
}

/** The bot's id is the number before the colon of its token, as with Telegram. */
function botUser(options: TelegramEmulatorOptions, token: string): User {
  return {
    id: Number.parseInt(token, 10) || BOT_ID,
    is_bot: true,
    first_name: options.botName ?? 'Deskhand',
    username: options.botUsername ?? 'deskhand_bot',
  };
}

export class TelegramEmulator {
  /** The API root for the bot's client. */
  readonly url: string;
  readonly token: string;
  /** Making groups and changing who is in them. */
  readonly groups: Groups;
  private readonly server: ApiServer;
  private readonly parts: Parts;

  constructor(token: string, server: ApiServer, parts: Parts) {
    this.token = token;
    this.url = server.url;
    this.server = server;
    this.parts = parts;
    this.groups = new Groups(parts.backend);
  }

  get bot(): User {
    return this.world.bot;
  }

  /** Every call the bot made, with what became of it, oldest first. */
  get calls(): readonly RecordedCall[] {
    return this.parts.log.calls;
  }

  /** How many updates the bot has not taken yet. */
  get pendingUpdates(): number {
    return this.parts.backend.updates.pending().length;
  }

  /** What getWebhookInfo would answer now. */
  get webhookInfo(): Readonly<Record<string, unknown>> {
    return this.parts.backend.receiving.webhookInfo();
  }

  /** Adds a person who has not met the bot yet. */
  addUser(user: NewUser): Actor {
    const id = user.id ?? FIRST_USER_ID + this.world.nextSerial();
    this.world.addPerson({
      id,
      is_bot: false,
      first_name: user.firstName,
      ...(user.lastName !== undefined && { last_name: user.lastName }),
      ...(user.username !== undefined && { username: user.username }),
      ...(user.languageCode !== undefined && { language_code: user.languageCode }),
    });
    return this.as(id);
  }

  /** Makes a group with everybody in it already. More about groups at `groups`. */
  addGroup(group: NewGroup): ChatState {
    return this.groups.add(group);
  }

  /** Plays a person. */
  as(userId: number): Actor {
    return new Actor(this.parts.backend, userId);
  }

  /** The person's account is gone: the bot's messages to them are refused from now on. */
  deactivate(userId: number): void {
    this.world.person(userId).deactivated = true;
  }

  /** Turns the bot's privacy mode on or off, as at @BotFather. */
  setPrivacyMode(on: boolean): void {
    this.parts.backend.profile.privacyMode = on;
  }

  /** The messages of a chat, or of one topic of it (null for what stands in no topic), oldest first. */
  messages(chatId: number, { topic }: { topic?: number | null } = {}): Message[] {
    const chat = this.world.chat(chatId);
    const all = [...chat.messages.values()];
    const chosen = topic === undefined ? all : all.filter(({ topicId }) => topicId === (topic ?? undefined));
    return chosen.map((message) => renderMessage(chat, message));
  }

  /** The forum topics of a chat that still exist. */
  topics(chatId: number): { id: number; name: string; closed: boolean }[] {
    return [...this.world.chat(chatId).topics.values()].map(({ id, name, closed }) => ({ id, name, closed }));
  }

  /** The command menu as set for exactly this scope (such as `all_private_chats`) and language ('' for all). */
  commandMenu(scope: string, language = ''): readonly { command: string; description: string }[] {
    return this.parts.backend.profile.commandsOf(scope, language);
  }

  /** The command menu that this person's client offers in this chat. */
  commandsOffered(chatId: number, userId: number): readonly { command: string; description: string }[] {
    const { user } = this.world.person(userId);
    return offeredCommands(this.parts.backend.profile, this.world.chat(chatId), user);
  }

  /** Waits until `probe` returns something truthy; asked after every change. Rejects after real time. */
  waitFor<T>(probe: () => T | undefined | null | false, options?: WaitOptions): Promise<T> {
    return waitFor(this.world, probe, options);
  }

  /** Lets calls to come go wrong. Returns how to take it back. */
  fail(matcher: CallMatcher, fault: Fault): () => void {
    return this.parts.faults.plan(matcher, fault);
  }

  onChange(listener: (change: WorldChange) => void): () => void {
    return this.world.onChange(listener);
  }

  /** Tells of every message as it is posted, by people and the bot alike. Returns how to stop. */
  onPosted(listener: (message: Message) => void): () => void {
    return this.world.onPosted((chat, message) => listener(renderMessage(chat, message)));
  }

  /** What the person's client shows, as plain data. */
  snapshot(userId: number): Snapshot {
    return snapshotFor(this.world, userId);
  }

  /** The file behind a file_id, for a page that shows it. */
  file(fileId: string): StoredFile | undefined {
    return this.world.files.find(fileId);
  }

  /** Cuts all connections, as when Telegram cannot be reached, and frees the port. */
  async close(): Promise<void> {
    this.parts.backend.receiving.removeWebhook();
    await this.server.close();
  }

  private get world(): World {
    return this.parts.backend.world;
  }
}
