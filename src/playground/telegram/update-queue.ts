// Updates waiting for the bot: numbered, filtered by what the bot asked for, kept for 24 hours.
import type { EmulatorClock } from '../emulator-clock.ts';
import type { Update, UpdateKind, UpdatePayloads } from './wire.ts';

const KEPT_FOR_MS = 24 * 60 * 60 * 1000;
const FIRST_UPDATE_ID = 700_000_001;

/** Kinds that come only when named in `allowed_updates`. */
const ON_REQUEST_ONLY: ReadonlySet<UpdateKind> = new Set(['chat_member', 'message_reaction']);

export interface QueuedUpdate {
  readonly update: Update;
  /** Updates of one lane reach a webhook in order; different lanes may overtake each other. */
  readonly lane: string;
  readonly expiresAt: number;
}

export class UpdateQueue {
  private readonly clock: EmulatorClock;
  private readonly listeners = new Set<() => void>();
  private waiting: QueuedUpdate[] = [];
  private nextId = FIRST_UPDATE_ID;
  private allowed: readonly string[] = [];

  constructor(clock: EmulatorClock) {
    this.clock = clock;
  }

  /** What `allowed_updates` was last set to; empty means everything but what comes on request only. */
  get allowedUpdates(): readonly string[] {
    return this.allowed;
  }

  /** Sets the filter for updates yet to come; undefined keeps the former one, as Telegram does. */
  allow(kinds: readonly string[] | undefined): void {
    if (kinds !== undefined) this.allowed = kinds;
  }

  wants(kind: UpdateKind): boolean {
    return this.allowed.length === 0 ? !ON_REQUEST_ONLY.has(kind) : this.allowed.includes(kind);
  }

  add<K extends UpdateKind>(kind: K, payload: UpdatePayloads[K], lane: string): void {
    if (!this.wants(kind)) return;
    const update: Update = { update_id: this.nextId, [kind]: payload };
    this.nextId += 1;
    this.waiting.push({ update, lane, expiresAt: this.clock.now() + KEPT_FOR_MS });
    for (const listener of this.listeners) listener();
  }

  /** What is waiting and not expired, oldest first. */
  pending(): readonly QueuedUpdate[] {
    const now = this.clock.now();
    this.waiting = this.waiting.filter((entry) => entry.expiresAt > now);
    return this.waiting;
  }

  /** Forgets all updates below `offset`; a negative offset keeps that many of the newest. */
  confirm(offset: number): void {
    if (offset < 0) this.waiting = this.waiting.slice(offset);
    else this.waiting = this.waiting.filter((entry) => entry.update.update_id >= offset);
  }

  /** Forgets one update, which a webhook has taken. */
  remove(updateId: number): void {
    this.waiting = this.waiting.filter((entry) => entry.update.update_id !== updateId);
  }

  clear(): void {
    this.waiting = [];
  }

  onAdded(listener: () => void): void {
    this.listeners.add(listener);
  }
}
