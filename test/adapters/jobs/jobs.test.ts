import { TestClock } from 'pg-boss';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { JobQueue, RunningJob } from '../../../src/adapters/jobs/job-queue.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { describeEachDatabase, silentLogger, type TestDatabase } from '../../support/databases.ts';

type Note = { text: string };
const notes: JobQueue<Note> = { name: 'notes', data: z.object({ text: z.string() }), retryLimit: 2 };
const HOUR_MS = 3_600_000;
const ONE_AT_A_TIME = { concurrency: 1, batchSize: 1 };

/** Remembers what ran, and lets a test wait for it. */
function worker(): {
  ran: RunningJob<Note>[];
  handle(job: RunningJob<Note>): Promise<void>;
  until(count: number): Promise<string[]>;
} {
  const ran: RunningJob<Note>[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  return {
    ran,
    async handle(job) {
      ran.push(job);
      for (const wait of waiting) if (ran.length >= wait.count) wait.resolve();
    },
    // The rest of a batch has begun by the time its first job is noticed here, so it is part of the answer.
    async until(count) {
      if (ran.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      return ran.map((job) => job.data.text);
    },
  };
}

describeEachDatabase('background jobs', (kind) => {
  let open: TestDatabase;
  let clock: TestClock;
  let jobs: Jobs;
  let prisma: PrismaClient;
  beforeEach(async () => {
    open = await kind.open({ migrated: false });
    clock = new TestClock(Date.UTC(2026, 0, 15, 12));
    jobs = await openJobs(open.database, { logger: silentLogger, clock });
    prisma = new PrismaClient({ adapter: open.database.prismaAdapter });
    await jobs.define(notes);
  });
  afterEach(async () => {
    await jobs.stop({ timeoutMs: 1_000 });
    await prisma.$disconnect();
    await open.dispose();
  });

  const enqueue = (text: string, options = {}): Promise<void> =>
    prisma.$transaction((tx) => jobs.enqueue(tx, notes, { text }, options));

  test('run once the transaction that enqueued them has committed, and at once', async () => {
    const { handle, until } = worker();
    await jobs.work(notes, handle, ONE_AT_A_TIME);
    await enqueue('committed');
    // The clock stands still: nothing polls, the notification alone brings the job.
    expect(await until(1)).toEqual(['committed']);
  });

  test('do not exist when the transaction rolls back', async () => {
    const { handle, until } = worker();
    const rolledBack = prisma.$transaction(async (tx) => {
      await jobs.enqueue(tx, notes, { text: 'rolled back' });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await enqueue('committed');
    await jobs.work(notes, handle, { concurrency: 1, batchSize: 10 });
    expect(await until(1)).toEqual(['committed']);
  });

  test('set for later run when the clock gets there and not before', async () => {
    const { ran, handle, until } = worker();
    await jobs.work(notes, handle, ONE_AT_A_TIME);
    await enqueue('later', { runAt: clock.now() + HOUR_MS });
    await clock.setTime(clock.now() + HOUR_MS - 5_000);
    await clock.tick(2_000);
    expect(ran).toEqual([]);
    await clock.tick(5_000);
    expect(await until(1)).toEqual(['later']);
  });

  test('are moved and changed by a replacement of the same key', async () => {
    const { ran, handle, until } = worker();
    await jobs.work(notes, handle, ONE_AT_A_TIME);
    const replace = (text: string, runAt: number): Promise<void> =>
      prisma.$transaction((tx) => jobs.replace(tx, notes, 'ACME-1:firstResponse:1', { text }, { runAt }));
    await replace('first', clock.now() + HOUR_MS);
    await replace('second', clock.now() + 2 * HOUR_MS);
    await clock.setTime(clock.now() + HOUR_MS);
    await clock.tick(3_000);
    expect(ran).toEqual([]);
    await clock.setTime(clock.now() + HOUR_MS);
    await clock.tick(3_000);
    expect(await until(1)).toEqual(['second']);
    expect(ran[0]?.key).toBe('ACME-1:firstResponse:1');
  });

  test('replaced without a time run at once', async () => {
    const { handle, until } = worker();
    await jobs.work(notes, handle, ONE_AT_A_TIME);
    await prisma.$transaction((tx) =>
      jobs.replace(tx, notes, 'key', { text: 'later' }, { runAt: clock.now() + HOUR_MS }),
    );
    await prisma.$transaction((tx) => jobs.replace(tx, notes, 'key', { text: 'now' }));
    expect(await until(1)).toEqual(['now']);
  });

  test('keep their place when the replacement rolls back', async () => {
    const { handle, until } = worker();
    await prisma.$transaction((tx) => jobs.replace(tx, notes, 'key', { text: 'kept' }));
    const rolledBack = prisma.$transaction(async (tx) => {
      await jobs.replace(tx, notes, 'key', { text: 'lost' });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await jobs.work(notes, handle, ONE_AT_A_TIME);
    expect(await until(1)).toEqual(['kept']);
  });

  test('are cancelled by their key, all of them and no others', async () => {
    const { handle, until } = worker();
    await enqueue('gone', { key: 'a' });
    await enqueue('gone, too', { key: 'a' });
    await enqueue('stays', { key: 'b' });
    expect(await prisma.$transaction((tx) => jobs.cancel(tx, notes, 'a'))).toBe(2);
    expect(await prisma.$transaction((tx) => jobs.cancel(tx, notes, 'a'))).toBe(0);
    await jobs.work(notes, handle, { concurrency: 1, batchSize: 10 });
    expect(await until(1)).toEqual(['stays']);
  });

  test('enqueued and cancelled in one transaction never were', async () => {
    const cancelled = await prisma.$transaction(async (tx) => {
      await jobs.enqueue(tx, notes, { text: 'gone' }, { key: 'a' });
      return jobs.cancel(tx, notes, 'a');
    });
    expect(cancelled).toBe(1);
  });

  test('that fail are tried again, each for itself, and the last attempt is told apart', async () => {
    const { ran, handle, until } = worker();
    const failing = async (job: RunningJob<Note>): Promise<void> => {
      await handle(job);
      if (job.data.text === 'fails') throw new Error('no');
    };
    await enqueue('fails');
    await enqueue('passes');
    await jobs.work(notes, failing, { concurrency: 1, batchSize: 10 });
    await until(2);
    // Settling the batch and fetching again happen between the ticks.
    for (let tick = 0; tick < 20 && ran.length < 4; tick++) await clock.tick(1_000);
    const attempts = ran.map((job) => `${job.data.text} ${job.attempt}${job.isLastAttempt ? ' last' : ''}`);
    expect(attempts.sort()).toEqual(['fails 1', 'fails 2', 'fails 3 last', 'passes 1']);
  });

  test('that fail for good arrive in the dead letter queue, and broken data goes there unseen', async () => {
    const dead: JobQueue<object> = { name: 'dead', data: z.looseObject({}), retryLimit: 0 };
    const fragile: JobQueue<Note> = { ...notes, name: 'fragile', retryLimit: 0, deadLetter: 'dead' };
    await jobs.define(dead);
    await jobs.define(fragile);
    const letters: object[] = [];
    const both = Promise.withResolvers<void>();
    await jobs.work(
      dead,
      async (job) => void (letters.push(job.data) === 2 && both.resolve()),
      ONE_AT_A_TIME,
    );
    const seen: string[] = [];
    const refuse = (job: RunningJob<Note>): Promise<void> => {
      seen.push(job.data.text);
      return Promise.reject(new Error('no'));
    };
    await jobs.work(fragile, refuse, ONE_AT_A_TIME);
    await prisma.$transaction(async (tx) => {
      await jobs.enqueue(tx, fragile, { text: 'refused' });
      await jobs.enqueue(tx, { ...fragile, data: z.object({}) } as JobQueue<object>, { txt: 'broken' });
    });
    for (let tick = 0; tick < 20 && letters.length < 2; tick++) await clock.tick(1_000);
    await both.promise;
    expect(letters).toEqual(expect.arrayContaining([{ text: 'refused' }, { txt: 'broken' }]));
    expect(seen).toEqual(['refused']);
  });

  test('of a full batch are followed by the next batch without a pause', async () => {
    const { handle, until } = worker();
    await prisma.$transaction(async (tx) => {
      for (let n = 0; n < 50; n++) await jobs.enqueue(tx, notes, { text: String(n) });
    });
    await jobs.work(notes, handle, { concurrency: 1, batchSize: 10 });
    // The clock stands still, so every batch after the first comes of the one before it.
    expect(new Set(await until(50)).size).toBe(50);
  });
});
