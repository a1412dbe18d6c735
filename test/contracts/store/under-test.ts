// What the contract's tests know of the store that they run on.

import type { JobQueue, Store } from '../../../src/app/ports.ts';
import type { Instant } from '../../../src/domain/instant.ts';

export interface WaitingJob {
  readonly queue: JobQueue;
  readonly id: string;
  readonly key: string | null;
  /** Null for a job that may run at once. */
  readonly runAt: Instant | null;
}

export interface StoreUnderTest {
  readonly store: Store;
  /** The committed jobs that wait. */
  waitingJobs(): Promise<readonly WaitingJob[]>;
  dispose(): Promise<void>;
}

export type UnderTest = () => StoreUnderTest;
