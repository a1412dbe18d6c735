// What each queue of background jobs does.
import type { DeliverParts } from './delivery-work.ts';
import { expireDraft } from './draft-expiry.ts';
import type { Drains } from './drains.ts';
import { pageOnCall } from './paging.ts';
import type { JobQueue } from './ports.ts';
import { retarget } from './retarget.ts';

export interface Worker {
  /** Handles the row that a job names. */
  handle(id: string): Promise<void>;
  /** How many fetch jobs side by side, and how many each takes at once. */
  readonly concurrency: number;
  readonly batchSize: number;
}

/** Queues of jobs; reminders are swept by alarm instead. */
export type WorkedQueue = Exclude<JobQueue, 'remind'>;

/** The workers by queue. */
export function workersOf(parts: DeliverParts): Readonly<Record<WorkedQueue, Worker>> {
  return {
    retarget: { handle: () => retarget(parts), concurrency: 1, batchSize: 1 },
    page: { handle: (id) => pageOnCall(parts, id), concurrency: 1, batchSize: 5 },
    'open-draft': { handle: (id) => expireDraft(parts, id), concurrency: 1, batchSize: 5 },
  };
}

/** More are found by the next sweep, by when these are being drained. */
const sweepLimit = 1_000;

/**
 * Wakes conversations that are owed something which can go out and that nobody drains: what was put off until now, and
 * what processes owed that died or do not drain themselves. Gives false, as what is found is only begun here.
 */
export async function wakeOwing(
  { store, clock }: Pick<DeliverParts, 'store' | 'clock'>,
  drains: Pick<Drains, 'wake'>,
): Promise<false> {
  const due = await store.read(({ deliveries }) => deliveries.conversationsDue(clock.now(), sweepLimit));
  for (const id of due) drains.wake(id);
  return false;
}
