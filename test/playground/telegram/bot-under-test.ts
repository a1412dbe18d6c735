// A real telegraf bot connected to an emulator, with what the tests of the emulator share.
import { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { manualEmulatorClock } from '../../../src/playground/emulator-clock.ts';
import { ApiError } from '../../../src/playground/telegram/api-error.ts';
import type { TrafficEntry } from '../../../src/playground/telegram/call-log.ts';
import {
  startTelegramEmulator,
  type TelegramEmulator,
  type TelegramEmulatorOptions,
} from '../../../src/playground/telegram/emulator.ts';

/** 2026-03-02T09:00:00Z, a Monday. */
export const MONDAY_MORNING = Date.UTC(2026, 2, 2, 9);

export interface Stage extends AsyncDisposable {
  readonly clock: ReturnType<typeof manualEmulatorClock>;
  readonly telegram: TelegramEmulator;
  readonly traffic: TrafficEntry[];
}

/** An emulator on a clock that only the test moves. */
export async function stage(options: TelegramEmulatorOptions = {}): Promise<Stage> {
  const clock = manualEmulatorClock(MONDAY_MORNING);
  const traffic: TrafficEntry[] = [];
  const telegram = await startTelegramEmulator({
    clock,
    trafficSink: (entry) => traffic.push(entry),
    ...options,
  });
  return { clock, telegram, traffic, [Symbol.asyncDispose]: () => telegram.close() };
}

/** A telegraf bot for the emulator, without handlers. */
export function telegrafFor(telegram: TelegramEmulator): Telegraf {
  return new Telegraf(telegram.token, { telegram: { apiRoot: telegram.url, webhookReply: false } });
}

/** What an update carries besides its id. */
export function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? '';
}

/** Calls a method over HTTP as JSON and returns the body of the answer. */
export async function call(
  telegram: TelegramEmulator,
  method: string,
  params: Record<string, unknown> = {},
): Promise<{
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: unknown;
}> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Awaited<ReturnType<typeof call>>;
}

/** Calls a method that must succeed and returns its result. */
export async function result<T>(telegram: TelegramEmulator, method: string, params = {}): Promise<T> {
  const answer = await call(telegram, method, params);
  if (!answer.ok) throw new ApiError(answer.error_code ?? 0, `${method}: ${answer.description}`);
  return answer.result as T;
}

/** The updates waiting for the bot, confirming those before. */
export async function takeUpdates(telegram: TelegramEmulator): Promise<Update[]> {
  const updates = await result<Update[]>(telegram, 'getUpdates');
  const last = updates.at(-1);
  if (last !== undefined) await result(telegram, 'getUpdates', { offset: last.update_id + 1 });
  return updates;
}
