// What each queue of background jobs does.
import { deliverConversation } from './deliver.ts';
import type { DeliverParts } from './delivery-work.ts';
import { expireDraft } from './draft-expiry.ts';
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

/** The workers by queue. Deliveries mostly wait for a platform, so many go on side by side. */
export function workersOf(parts: DeliverParts): Readonly<Record<WorkedQueue, Worker>> {
  return {
    deliver: { handle: (id) => deliverConversation(parts, id), concurrency: 4, batchSize: 4 },
    retarget: { handle: () => retarget(parts), concurrency: 1, batchSize: 1 },
    page: { handle: (id) => pageOnCall(parts, id), concurrency: 1, batchSize: 5 },
    'open-draft': { handle: (id) => expireDraft(parts, id), concurrency: 1, batchSize: 5 },
  };
}

/** Wakes every conversation that was owed something when the desk stopped. */
export async function wakeOwing({ store }: Pick<DeliverParts, 'store'>): Promise<void> {
  const owing = await store.read(({ deliveries }) => deliveries.conversationsOwing());
  for (const id of owing) {
    await store.transaction((tx) => tx.jobs.enqueue('deliver', id, { key: id }));
  }
}
