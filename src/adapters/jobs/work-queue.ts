// Runs a queue's jobs: each is settled by itself, so that one failing job of a batch fails alone.
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import type { Availability } from '../store/database/availability.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';
import type { WorkOptions } from './jobs.ts';

/** New jobs are announced; this is how late a retry or a job set for later may be noticed. */
const POLL_SECONDS = 1;

/** Starts working `queue` on this instance of pg-boss. */
export async function workQueue<Data extends object>(
  boss: PgBoss,
  queue: JobQueue<Data>,
  handler: JobHandler<Data>,
  { concurrency, batchSize }: WorkOptions,
  availability: Availability,
): Promise<void> {
  await boss.work(
    queue.name,
    {
      localConcurrency: concurrency,
      batchSize,
      burstWhenBatchFull: batchSize > 1,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
      includeMetadata: true,
      perJobResults: true,
    } as const,
    async (jobs: JobWithMetadata<unknown>[]) => {
      const results = await Promise.all(jobs.map((job) => run(queue, handler, job)));
      // What could not be written down now would count as lost, and be done again after the heartbeat has run out.
      await availability.whenUp();
      return results;
    },
  );
}

async function run<Data extends object>(
  queue: JobQueue<Data>,
  handler: JobHandler<Data>,
  job: JobWithMetadata<unknown>,
): Promise<JobResult> {
  const data = queue.data.safeParse(job.data);
  // Data that does not parse now will not parse on a retry either.
  if (!data.success) return { id: job.id, status: 'deadletter', output: { message: data.error.message } };
  try {
    await handler({
      id: job.id,
      data: data.data,
      key: job.singletonKey,
      attempt: job.retryCount + 1,
      isLastAttempt: job.retryCount >= job.retryLimit,
      signal: job.signal,
    });
    return { id: job.id, status: 'completed' };
  } catch (error) {
    return { id: job.id, status: 'failed', output: describe(error) };
  }
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, stack: error.stack };
}
