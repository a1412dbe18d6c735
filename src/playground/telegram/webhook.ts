// Delivery of updates to the bot's webhook: in order within a lane, again and again until it answers 2xx.
import { z } from 'zod';
import type { EmulatorClock } from '../emulator-clock.ts';
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts';
import type { Update } from './wire.ts';

const ANSWER_WITHIN_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

export interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string | undefined;
  /** How many updates may be under way at once. */
  readonly maxConnections: number;
}

export interface WebhookFailure {
  /** Seconds since the Unix epoch. */
  readonly date: number;
  readonly message: string;
}

export interface WebhookEvents {
  /** An update is about to be sent. */
  sending(update: Update): void;
  /** An update was taken, or refused and will be sent again. */
  settled(): void;
  /** The bot answered with a method call in the body, which Telegram then performs. */
  replied(method: string, params: Record<string, unknown>): void;
}

export class Webhook {
  readonly settings: WebhookSettings;
  lastFailure: WebhookFailure | undefined;
  private readonly clock: EmulatorClock;
  private readonly queue: UpdateQueue;
  private readonly events: WebhookEvents;
  private readonly busyLanes = new Set<string>();
  private readonly closing = new AbortController();

  constructor(settings: WebhookSettings, clock: EmulatorClock, queue: UpdateQueue, events: WebhookEvents) {
    this.settings = settings;
    this.clock = clock;
    this.queue = queue;
    this.events = events;
  }

  /** Sends what can be sent now. */
  pump(): void {
    if (this.closing.signal.aborted) return;
    for (const entry of this.queue.pending()) {
      if (this.busyLanes.size >= this.settings.maxConnections) return;
      if (this.busyLanes.has(entry.lane)) continue;
      this.busyLanes.add(entry.lane);
      void this.deliver(entry, FIRST_RETRY_MS);
    }
  }

  close(): void {
    this.closing.abort();
  }

  private async deliver(entry: QueuedUpdate, retryMs: number): Promise<void> {
    const failure = await this.attempt(entry.update);
    if (this.closing.signal.aborted) return;
    if (failure === undefined) {
      this.queue.remove(entry.update.update_id);
      this.release(entry.lane);
    } else {
      this.lastFailure = { date: Math.floor(this.clock.now() / 1000), message: failure.message };
      this.retryLater(entry, failure.retryAfterMs ?? retryMs, retryMs);
    }
    this.events.settled();
  }

  private retryLater(entry: QueuedUpdate, waitMs: number, retryMs: number): void {
    const again = (): void => {
      if (this.closing.signal.aborted) return;
      const stillPending = this.queue.pending().includes(entry);
      if (stillPending) void this.deliver(entry, Math.min(retryMs * 2, LONGEST_RETRY_MS));
      else this.release(entry.lane);
    };
    this.clock.setTimer(this.clock.now() + waitMs, again);
  }

  private release(lane: string): void {
    this.busyLanes.delete(lane);
    this.pump();
  }

  private async attempt(update: Update): Promise<{ message: string; retryAfterMs?: number } | undefined> {
    const timeout = new AbortController();
    const cancelTimer = this.clock.setTimer(this.clock.now() + ANSWER_WITHIN_MS, () => timeout.abort());
    try {
      this.events.sending(update);
      const response = await this.post(update, AbortSignal.any([timeout.signal, this.closing.signal]));
      const body = await response.text();
      if (!response.ok) return refusal(response);
      this.performReply(body);
      return undefined;
    } catch {
      return { message: timeout.signal.aborted ? 'Read timeout expired' : 'Connection refused' };
    } finally {
      cancelTimer();
    }
  }

  private post(update: Update, signal: AbortSignal): Promise<Response> {
    const { url, secretToken } = this.settings;
    const secret = secretToken === undefined ? {} : { 'x-telegram-bot-api-secret-token': secretToken };
    const headers = { 'content-type': 'application/json', ...secret };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(update), redirect: 'manual', signal });
  }

  private performReply(body: string): void {
    const reply = methodCall.safeParse(body);
    if (!reply.success) return;
    const { method, ...params } = reply.data;
    this.events.replied(method, params);
  }
}

/** A body that is no method call means nothing to Telegram. */
const methodCall = z
  .string()
  .startsWith('{')
  .transform((body, context): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.looseObject({ method: z.string() }));

function refusal(response: Response): { message: string; retryAfterMs?: number } {
  const message = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  const retryAfter = Number(response.headers.get('retry-after'));
  return retryAfter > 0 ? { message, retryAfterMs: retryAfter * 1000 } : { message };
}
