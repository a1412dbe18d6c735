// Keeps reminders from flooding a queue: a few at a time are posted in their threads, many together as one digest.
import { z } from 'zod';
import { type Instant, MINUTE_MS } from '../domain/instant.ts';
import type { QueueKey } from '../domain/ticket.ts';
import type { Repositories } from './ports.ts';

/** As many reminders as a queue gets one by one within a minute. */
export const mostAlone = 5;

/** How a queue's due reminders are posted; `later` ones wait for the minute to pass, and then go together. */
export type Posting =
  | { readonly kind: 'alone' | 'together' }
  | { readonly kind: 'later'; readonly at: Instant };

const windowSchema = z.object({ fromAt: z.number(), posted: z.number() });

/** Decides for `count` reminders that are due now, and counts those that are posted one by one. */
export async function postingFor(
  tx: Repositories,
  queue: QueueKey,
  count: number,
  now: Instant,
): Promise<Posting> {
  if (count > mostAlone) return { kind: 'together' };
  const key = `reminders:${queue}`;
  const last = windowSchema.safeParse(await tx.settings.get(key)).data;
  const isOver = last === undefined || now < last.fromAt || now >= last.fromAt + MINUTE_MS;
  const window = isOver ? { fromAt: now, posted: 0 } : last;
  const posted = window.posted + count;
  if (posted > mostAlone) return { kind: 'later', at: window.fromAt + MINUTE_MS };
  await tx.settings.set(key, { ...window, posted });
  return { kind: 'alone' };
}
