// Jobs enqueued in the same database transaction as the rows that they are about.
import { z } from 'zod';
import { type JobOutbox, type JobQueue, jobQueues } from '../../app/ports.ts';
import type { JobQueue as QueueSpec } from '../jobs/job-queue.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** What a job says: which row it is about. */
const about = z.object({ id: z.string() });
export type DeskJobQueue = QueueSpec<z.infer<typeof about>>;

const retrying = {
  data: about,
  retryLimit: 10,
  retryDelaySeconds: 1,
  retryBackoff: true,
  retryDelayMaxSeconds: 300,
};

/** The desk's queues: to be defined at start, and worked by whoever carries out the jobs. */
export const deskJobQueues: Readonly<Record<JobQueue, DeskJobQueue>> = {
  deliver: { name: 'deliver', ...retrying },
  remind: { name: 'remind', ...retrying },
  'open-draft': { name: 'open-draft', ...retrying },
  retarget: { name: 'retarget', ...retrying },
};

/** Creates the desk's queues where they are missing; needed before the first job. */
export async function defineDeskJobQueues(jobs: Jobs): Promise<void> {
  for (const name of jobQueues) await jobs.define(deskJobQueues[name]);
}

export function prismaJobOutbox(prisma: PrismaTransaction, jobs: Jobs): JobOutbox {
  return {
    async enqueue(queue, id, { runAt, key } = {}) {
      const when = runAt === undefined ? {} : { runAt };
      if (key === undefined) await jobs.enqueue(prisma, deskJobQueues[queue], { id }, when);
      else await jobs.replace(prisma, deskJobQueues[queue], key, { id }, when);
    },
    async cancel(queue, key) {
      await jobs.cancel(prisma, deskJobQueues[queue], key);
    },
  };
}
