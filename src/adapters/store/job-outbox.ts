// Jobs enqueued in the same database transaction as the rows that they are about.
import { z } from 'zod';
import { type JobOutbox, type JobQueue, jobQueues } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JobQueue as QueueSpec } from '../jobs/job-queue.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { dropAlarms, type ReminderAlarm, setAlarms } from './reminder-alarms.ts';

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

/** The queues that pg-boss runs; `remind` jobs, one a ticket and most of them far ahead, are alarms of the desk's own. */
type BossQueue = Exclude<JobQueue, 'remind'>;
export const bossQueues: readonly BossQueue[] = jobQueues.filter((queue) => queue !== 'remind');

/** The desk's queues: to be defined at start, and worked by whoever carries out the jobs. */
export const deskJobQueues: Readonly<Record<BossQueue, DeskJobQueue>> = {
  'open-draft': { name: 'open-draft', ...retrying },
  retarget: { name: 'retarget', ...retrying },
  page: { name: 'page', ...retrying },
};

/** Creates the desk's queues where they are missing; needed before the first job. */
export async function defineDeskJobQueues(jobs: Jobs): Promise<void> {
  for (const name of bossQueues) await jobs.define(deskJobQueues[name]);
}

export function prismaJobOutbox(prisma: PrismaTransaction, jobs: Jobs): JobOutbox {
  return {
    async enqueue(queue, id, { runAt, key } = {}) {
      const when = runAt === undefined ? {} : { runAt };
      if (queue === 'remind') await setAlarms(prisma, [alarmOf({ id, ...when })]);
      else if (key === undefined) await jobs.enqueue(prisma, deskJobQueues[queue], { id }, when);
      else await jobs.replace(prisma, deskJobQueues[queue], key, { id }, when);
    },
    async enqueueAll(queue, all) {
      if (queue === 'remind') return setAlarms(prisma, all.map(alarmOf));
      await jobs.enqueueAll(
        prisma,
        deskJobQueues[queue],
        all.map(({ id, ...when }) => ({ data: { id }, key: id, ...when })),
      );
    },
    async cancel(queue, key) {
      if (queue === 'remind') await dropAlarms(prisma, [key]);
      else await jobs.cancel(prisma, deskJobQueues[queue], key);
    },
    async cancelAll(queue, keys) {
      if (queue === 'remind') return dropAlarms(prisma, keys);
      for (const key of keys) await jobs.cancel(prisma, deskJobQueues[queue], key);
    },
  };
}

/** An alarm without a time is due at once: before every clock's now. */
const alarmOf = ({ id, runAt = 0 }: { readonly id: string; readonly runAt?: Instant }): ReminderAlarm => ({
  id,
  runAt,
});
