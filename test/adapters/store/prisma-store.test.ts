// The Prisma store keeps the contract on both kinds of database.
import { z } from 'zod';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { defineDeskJobQueues } from '../../../src/adapters/store/job-outbox.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import { jobQueues } from '../../../src/app/ports.ts';
import { type StoreUnderTest, storeContract, type WaitingJob } from '../../contracts/store.contract.ts';
import { type DatabaseUnderTest, databases, silentLogger } from '../../support/databases.ts';

const waitingRows = z.array(
  z.object({
    queue: z.enum(jobQueues),
    id: z.string(),
    key: z.string().nullable(),
    startAt: z.date(),
    isDue: z.boolean(),
  }),
);

async function openPrismaStore(kind: DatabaseUnderTest): Promise<StoreUnderTest> {
  const { database, dispose } = await kind.open();
  const jobs = await openJobs(database, { logger: silentLogger });
  await defineDeskJobQueues(jobs);
  const store = createStore({ database, jobs, ids: uuidIds(systemClock) });

  async function waitingJobs(): Promise<WaitingJob[]> {
    const { rows } = await database.pool.query(
      `SELECT name AS queue, data->>'id' AS id, singleton_key AS key, start_after AS "startAt",
              start_after <= now() AS "isDue"
         FROM pgboss.job WHERE state = 'created'
        UNION ALL
       SELECT 'remind', ticket_id::text, ticket_id::text, run_at, run_at <= now() FROM reminder_alarms`,
    );
    return waitingRows
      .parse(rows)
      .map(({ startAt, isDue, ...job }) => ({ ...job, runAt: isDue ? null : startAt.getTime() }));
  }
  return {
    store,
    waitingJobs,
    async dispose() {
      await jobs.stop({ timeoutMs: 1_000 });
      await dispose();
    },
  };
}

for (const kind of databases.filter(({ available }) => available)) {
  storeContract(`the Prisma store, ${kind.name}`, () => openPrismaStore(kind));
}
