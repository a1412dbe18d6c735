// Everything the emulator knows: people, chats with their topics and messages, files; and who hears of changes.
import { EventEmitter } from 'node:events';
import type { EmulatorClock } from '../emulator-clock.ts';
import { type ChatState, newPrivateChat, type StoredMessage } from './chat-state.ts';
import { FileStore } from './file-store.ts';
import type { User } from './wire.ts';

/** A person and how they stand to the bot. */
export interface Person {
  readonly user: User;
  /** They have pressed Start at least once: before that the bot may not write to them. */
  started: boolean;
  blocked: boolean;
  deactivated: boolean;
}

/** What changed, for a page that shows it or a test that waits for it. */
export interface WorldChange {
  readonly kind:
    | 'message'
    | 'edit'
    | 'delete'
    | 'reaction'
    | 'topic'
    | 'members'
    | 'callback'
    | 'bot'
    | 'update';
  readonly chatId?: number;
}

/** Telegram's own stand-in as the author when an administrator writes anonymously. */
export const GROUP_ANONYMOUS_BOT: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

export class World {
  readonly clock: EmulatorClock;
  readonly bot: User;
  readonly people = new Map<number, Person>();
  readonly chats = new Map<number, ChatState>();
  readonly files = new FileStore();
  private readonly changes = new EventEmitter();
  private lastSerial = 1000;

  constructor(clock: EmulatorClock, bot: User) {
    this.clock = clock;
    this.bot = bot;
    this.changes.setMaxListeners(0);
  }

  /** The current time in whole seconds since the Unix epoch, as Telegram dates everything. */
  nowSeconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** A number never given before in this emulator: for identifiers of people, chats, albums, queries. */
  nextSerial(): number {
    this.lastSerial += 1;
    return this.lastSerial;
  }

  addPerson(user: User): Person {
    const person = { user, started: false, blocked: false, deactivated: false };
    this.people.set(user.id, person);
    this.chats.set(user.id, newPrivateChat(user));
    return person;
  }

  /** The person, or an exception: naming somebody unknown is a mistake of the caller. */
  person(userId: number): Person {
    const person = this.people.get(userId);
    if (person === undefined) throw new Error(`nobody has the id ${userId}`);
    return person;
  }

  /** The chat, or an exception: for callers that must know it. The Bot API answers "chat not found" instead. */
  chat(chatId: number): ChatState {
    const chat = this.chats.get(chatId);
    if (chat === undefined) throw new Error(`no chat has the id ${chatId}`);
    return chat;
  }

  changed(change: WorldChange): void {
    this.changes.emit('change', change);
  }

  posted(chat: ChatState, message: StoredMessage): void {
    this.changes.emit('posted', chat, message);
  }

  /** Calls the listener for each message that is added. Returns how to stop. */
  onPosted(listener: (chat: ChatState, message: StoredMessage) => void): () => void {
    this.changes.on('posted', listener);
    return () => void this.changes.off('posted', listener);
  }

  /** Calls the listener after each change, synchronously. Returns how to stop. */
  onChange(listener: (change: WorldChange) => void): () => void {
    this.changes.on('change', listener);
    return () => void this.changes.off('change', listener);
  }
}
