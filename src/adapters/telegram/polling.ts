// Receives updates by long polling.
//
// Written on telegraf's client rather than with `bot.launch`: telegraf confirms a batch before its handlers are
// done, handles it with Promise.all, so that the messages of one chat race, and ends for good on 409 or on a
// handler that throws. Here a batch is stored in order, and only the next call confirms it.
import { z } from 'zod';
import { type Logger, MessengerError } from '../../app/ports.ts';
import { StoreUnavailableError } from '../../app/store-unavailable.ts';
import type { TelegramApi } from './api.ts';
import type { TakeUpdate } from './intake.ts';
import type { Wait } from './wait.ts';
import { rawUpdateSchema } from './wire.ts';

const POLL_SECONDS = 50;
const ANSWER_WITHIN_MS = (POLL_SECONDS + 15) * 1000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Telegram is well, so nobody is spared by waiting longer; and once the database is back, people wait. */
const STORE_AWAY_PAUSE_MS = 1_000;

const batchSchema = z.array(rawUpdateSchema);

export interface Polling {
  /** Whether the last call was answered and all that it brought is stored. */
  isConnected(): boolean;
  /** Polls until `signal` is aborted; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export function createPolling(parts: {
  readonly api: TelegramApi;
  readonly take: TakeUpdate;
  /** Resolves once there is room for more updates, or the signal is aborted. */
  readonly room: (signal: AbortSignal) => Promise<void>;
  readonly allowedUpdates: readonly string[];
  readonly wait: Wait;
  readonly logger: Logger;
}): Polling {
  const { api, take, room, allowedUpdates, wait, logger } = parts;
  let connected = false;
  let offset: number | undefined;

  /** Brings one batch into the inbox. While not connected it asks without waiting, so as to know soon. */
  async function pollOnce(signal: AbortSignal): Promise<void> {
    const timeout = connected ? POLL_SECONDS : 0;
    const params = { timeout, allowed_updates: allowedUpdates, ...(offset !== undefined && { offset }) };
    const answer = await api.call('getUpdates', params, { timeoutMs: ANSWER_WITHIN_MS, signal });
    for (const update of batchSchema.parse(answer)) {
      await take(update);
      offset = update.update_id + 1;
    }
    connected = true;
  }

  return {
    isConnected: () => connected,
    async run(signal) {
      let failures = 0;
      connected = false;
      while (!signal.aborted) {
        try {
          // What Telegram keeps meanwhile, for a day, is no burden here.
          await room(signal);
          if (signal.aborted) break;
          await pollOnce(signal);
          failures = 0;
        } catch (error) {
          connected = false;
          if (signal.aborted) return;
          const pauseMs = pauseAfter(error, failures++);
          logger.warn({ err: error, pauseMs }, 'updates could not be fetched or stored; trying again');
          await wait(pauseMs, signal);
        }
      }
      connected = false;
    },
  };
}

function pauseAfter(error: unknown, failuresBefore: number): number {
  if (error instanceof StoreUnavailableError) return STORE_AWAY_PAUSE_MS;
  const asked =
    error instanceof MessengerError && error.failure.kind === 'retry' ? error.failure.afterMs : null;
  return asked ?? Math.min(FIRST_PAUSE_MS * 2 ** failuresBefore, LONGEST_PAUSE_MS);
}
