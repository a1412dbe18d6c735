// What the desk asks of its background jobs: they commit with the data that they follow from, and they run.
import type { Instant } from '../../domain/instant.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

/** A Prisma transaction client, or a client outside one: the job commits with whatever it is given. */
export interface JobTransaction {
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): Promise<T>;
}

export interface EnqueueOptions {
  /** Not before then; at once without it. */
  readonly runAt?: Instant;
}

export interface WorkOptions {
  /** How many fetch jobs side by side; each runs its whole batch at once. */
  readonly concurrency: number;
  /** How many jobs one fetch takes. A full batch is followed by the next without a pause. */
  readonly batchSize: number;
}

/** Work that is looked for again and again. */
export interface Repeating {
  /** Resolves when nothing of it runs. */
  idle(): Promise<void>;
}

export interface Jobs {
  /** Creates the queue, or brings its settings up to date. Needed before anything else with that queue. */
  define<Data extends object>(queue: JobQueue<Data>): Promise<void>;
  /** Adds a job in `tx`. With a `key` it can be cancelled; several jobs of one key may wait. */
  enqueue<Data extends object>(
    tx: JobTransaction,
    queue: JobQueue<Data>,
    data: Data,
    options?: EnqueueOptions & { readonly key?: string },
  ): Promise<void>;
  /** Adds several jobs in `tx` in one statement. */
  enqueueAll<Data extends object>(
    tx: JobTransaction,
    queue: JobQueue<Data>,
    jobs: readonly (EnqueueOptions & { readonly data: Data; readonly key: string })[],
  ): Promise<void>;
  /** Makes this the one waiting job of its key in `tx`: adds it, or gives the waiting one this data and time. */
  replace<Data extends object>(
    tx: JobTransaction,
    queue: JobQueue<Data>,
    key: string,
    data: Data,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Removes the key's waiting jobs in `tx` and says how many there were. One that runs already goes on. */
  cancel<Data extends object>(tx: JobTransaction, queue: JobQueue<Data>, key: string): Promise<number>;
  /** Starts working the queue in this process. */
  work<Data extends object>(
    queue: JobQueue<Data>,
    handler: JobHandler<Data>,
    options: WorkOptions,
  ): Promise<void>;
  /** Runs `work` in this process every `everyMs`, and again at once while it says that there is more. */
  repeat(work: () => Promise<boolean>, options: { readonly everyMs: number }): Repeating;
  /** Takes no more jobs and waits up to `timeoutMs` (at least a second) for the running ones; the rest are retried. */
  stop(options: { readonly timeoutMs: number }): Promise<void>;
}
