// Background jobs go on by themselves after their PostgreSQL server was away, however it went.
import { TestClock } from 'pg-boss';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { JobQueue, RunningJob } from '../../../src/adapters/jobs/job-queue.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import type { ServerDatabase } from '../../../src/adapters/store/database/database.ts';
import { openServerDatabase } from '../../../src/adapters/store/database/server-database.ts';
import { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { databases, silentLogger, type TestDatabase } from '../../support/databases.ts';

type Note = { text: string };
const notes: JobQueue<Note> = { name: 'notes', data: z.object({ text: z.string() }), retryLimit: 2 };
const server = databases.find(({ name }) => name === 'server');
const watching = { everyMs: 100, patienceMs: 500 };
/** Far less than a lost worker's heartbeat and supervision take. */
const soon = { timeout: 5_000, interval: 20 };

describe.skipIf(!server?.available)('background jobs', () => {
  let opened: TestDatabase;
  let proxy: DatabaseProxy;
  let database: ServerDatabase;
  let jobs: Jobs;
  let prisma: PrismaClient;
  let ran: string[];

  beforeEach(async () => {
    if (server === undefined) throw new Error('the server is available');
    opened = await server.open({ migrated: false });
    proxy = await startDatabaseProxy(opened.location.url ?? '');
    database = await openServerDatabase(proxy.url, silentLogger, watching);
    jobs = await openJobs(database, { logger: silentLogger });
    prisma = new PrismaClient({ adapter: opened.database.prismaAdapter });
    await jobs.define(notes);
    ran = [];
  });
  afterEach(async () => {
    await proxy.mend();
    await jobs.stop({ timeoutMs: 1_000 });
    await prisma.$disconnect();
    await database.close();
    await proxy.close();
    await opened.dispose();
  });

  const enqueue = (text: string) => jobs.enqueue(prisma, notes, { text });
  const work = (handle: (job: RunningJob<Note>) => Promise<void>) =>
    jobs.work(notes, handle, { concurrency: 2, batchSize: 1 });
  const note = async ({ data }: RunningJob<Note>): Promise<void> => void ran.push(data.text);
  const isUp = (up: boolean) => expect.poll(() => database.availability.isUp(), soon).toBe(up);

  test.each([
    ['dropped its connections', async () => proxy.drop()],
    ['refused connections', () => proxy.cut().then(() => isUp(false))],
    ['fell silent', () => Promise.resolve(proxy.silence()).then(() => isUp(false))],
  ])('are worked again after the server %s', async (_how, goAway) => {
    await work(note);
    await enqueue('before');
    await expect.poll(() => ran, soon).toEqual(['before']);
    await goAway();
    await enqueue('meanwhile');
    await proxy.mend();
    await isUp(true);
    // One that ended as the connection was lost may have run again.
    const kinds = (): readonly string[] => [...new Set(ran)];
    await expect.poll(kinds, soon).toEqual(['before', 'meanwhile']);
    await enqueue('after');
    await expect.poll(kinds, soon).toEqual(['before', 'meanwhile', 'after']);
  });

  test('that end while the server is away are done, and not done again', async () => {
    const end = Promise.withResolvers<void>();
    await work(async (job) => {
      await note(job);
      await end.promise;
    });
    await enqueue('long');
    await expect.poll(() => ran, soon).toEqual(['long']);
    await proxy.cut();
    await isUp(false);
    end.resolve();
    await proxy.mend();
    const states = () => prisma.$queryRaw`SELECT state::text FROM pgboss.job WHERE name = 'notes'`;
    await expect.poll(states, soon).toEqual([{ state: 'completed' }]);
    expect(ran).toEqual(['long']);
  });

  test('that repeat begin at once when the server is back, and not only when their time comes', async () => {
    const clock = new TestClock(0);
    const still = await openJobs(database, { logger: silentLogger, clock });
    let rounds = 0;
    still.repeat(async () => ++rounds < 0, { everyMs: 1_000 });
    await proxy.cut();
    await isUp(false);
    expect(rounds).toBe(0);
    await proxy.mend();
    await isUp(true);
    expect(rounds).toBe(1);
    await still.stop({ timeoutMs: 1_000 });
  });
});
