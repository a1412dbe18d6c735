import { TestClock } from 'pg-boss';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { JobQueue } from '../../../src/adapters/jobs/job-queue.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { describeEachDatabase, openTestDatabase, silentLogger } from '../../support/databases.ts';
import { nextLine, startChild } from '../store/database/processes/child.ts';

const notes: JobQueue<{ text: string }> = {
  name: 'notes',
  data: z.object({ text: z.string() }),
  retryLimit: 2,
};
const HANG = '../../../jobs/processes/hang.ts';

describeEachDatabase('a job whose process was killed', (kind) => {
  test('runs again within half a minute of the next process', async () => {
    const open = await kind.open({ migrated: false });
    const before = await openJobs(open.database, { logger: silentLogger });
    await before.define(notes);
    const prisma = new PrismaClient({ adapter: open.database.prismaAdapter });
    await prisma.$transaction((tx) => before.enqueue(tx, notes, { text: 'survives' }));
    await prisma.$disconnect();
    await before.stop({ timeoutMs: 1_000 });
    await open.database.close();

    const { dataDirectory, url } = open.location;
    const child = startChild(HANG, dataDirectory, ...(url === undefined ? [] : [url]));
    expect(await nextLine(child)).toBe('running');
    await child.kill();

    const database = await openTestDatabase(open.location);
    const clock = new TestClock();
    const after = await openJobs(database, { logger: silentLogger, clock });
    await after.define(notes);
    const attempts: number[] = [];
    const again = async (job: { attempt: number }): Promise<void> => void attempts.push(job.attempt);
    await after.work(notes, again, { concurrency: 1, batchSize: 1 });
    await clock.tick(5_000);
    expect(attempts).toEqual([]);
    await clock.tick(25_000);
    await after.stop({ timeoutMs: 1_000 });
    await database.close();
    await open.dispose();
    expect(attempts).toEqual([2]);
  });
});
