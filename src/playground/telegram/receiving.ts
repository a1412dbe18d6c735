// How the bot receives its updates: by long polling or by webhook, never both.
import type { EmulatorClock } from '../emulator-clock.ts';
import { conflict } from './api-error.ts';
import { Polling, type PollRequest } from './polling.ts';
import type { UpdateQueue } from './update-queue.ts';
import { Webhook, type WebhookEvents, type WebhookSettings } from './webhook.ts';
import type { Update } from './wire.ts';

export class Receiving {
  private readonly clock: EmulatorClock;
  private readonly queue: UpdateQueue;
  private readonly webhookEvents: WebhookEvents;
  private readonly polling: Polling;
  private webhook: Webhook | undefined;

  constructor(clock: EmulatorClock, queue: UpdateQueue, webhookEvents: WebhookEvents) {
    this.clock = clock;
    this.queue = queue;
    this.webhookEvents = webhookEvents;
    this.polling = new Polling(clock, queue);
    queue.onAdded(() => this.webhook?.pump());
  }

  /** Throws 409 while a webhook is set. */
  requireNoWebhook(): void {
    if (this.webhook === undefined) return;
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }

  async poll(request: PollRequest, hungUp: AbortSignal): Promise<readonly Update[]> {
    return await this.polling.poll(request, hungUp);
  }

  setWebhook(settings: WebhookSettings): void {
    this.removeWebhook();
    this.polling.abort('terminated by setWebhook request');
    this.webhook = new Webhook(settings, this.clock, this.queue, this.webhookEvents);
    this.webhook.pump();
  }

  removeWebhook(): void {
    this.webhook?.close();
    this.webhook = undefined;
  }

  /** WebhookInfo of the Bot API. */
  webhookInfo(): Record<string, unknown> {
    const pending = { has_custom_certificate: false, pending_update_count: this.queue.pending().length };
    const kinds = this.queue.allowedUpdates;
    const allowed = kinds.length === 0 ? {} : { allowed_updates: [...kinds] };
    if (this.webhook === undefined) return { url: '', ...pending, ...allowed };
    const { settings, lastFailure } = this.webhook;
    const failure =
      lastFailure === undefined
        ? {}
        : { last_error_date: lastFailure.date, last_error_message: lastFailure.message };
    return {
      url: settings.url,
      ...pending,
      ...failure,
      max_connections: settings.maxConnections,
      ...allowed,
    };
  }
}
