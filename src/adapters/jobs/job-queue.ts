// What a queue of background jobs is made of: its name, its data, and what happens when a job fails.
import type { z } from 'zod';

/**
 * A queue and how it treats failure. `data` must survive JSON unchanged: no dates, no `undefined` in arrays.
 * Unset durations are pg-boss's: retries at once, 15 minutes to run, finished jobs kept for 7 days.
 */
export interface JobQueue<Data extends object> {
  readonly name: string;
  readonly data: z.ZodType<Data>;
  /** How often a failed job is tried again; 0 is never. */
  readonly retryLimit: number;
  /** Before the first retry; with `retryBackoff` the later ones wait longer, with jitter. */
  readonly retryDelaySeconds?: number;
  readonly retryBackoff?: boolean;
  readonly retryDelayMaxSeconds?: number;
  /** A job that runs longer is taken for lost: its `signal` is aborted and it is tried again. */
  readonly expireInSeconds?: number;
  /** The queue that receives a job which failed for good. Define that one first. */
  readonly deadLetter?: string;
}

/** A job in the hands of its worker. */
export interface RunningJob<Data extends object> {
  readonly id: string;
  readonly data: Data;
  readonly key: string | null;
  /** 1 on the first attempt. */
  readonly attempt: number;
  /** No retry follows when this attempt fails. */
  readonly isLastAttempt: boolean;
  /** Aborted when the job has expired or was cancelled meanwhile. */
  readonly signal: AbortSignal;
}

/** Completes the job by returning; fails it, to be retried as its queue says, by throwing. */
export type JobHandler<Data extends object> = (job: RunningJob<Data>) => Promise<void>;
