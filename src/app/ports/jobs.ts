// Background jobs, which commit with what they follow from.
import type { Instant } from '../../domain/instant.ts';

export const jobQueues = ['remind', 'open-draft', 'retarget', 'page'] as const;
export type JobQueue = (typeof jobQueues)[number];

/** Jobs enqueued together with the transaction they follow from. */
export interface JobOutbox {
  /** With a `key`, replaces the waiting job of that key. `id` names the row the job is about. */
  enqueue(
    queue: JobQueue,
    id: string,
    options?: { readonly runAt?: Instant; readonly key?: string },
  ): Promise<void>;
  /**
   * Enqueues several jobs, each under its own id as key. A `remind` job replaces the one that waits; of other queues
   * one that waits already may stay beside the new one, which is for work that finds nothing to do the second time.
   */
  enqueueAll(
    queue: JobQueue,
    jobs: readonly { readonly id: string; readonly runAt?: Instant }[],
  ): Promise<void>;
  cancel(queue: JobQueue, key: string): Promise<void>;
  cancelAll(queue: JobQueue, keys: readonly string[]): Promise<void>;
}
