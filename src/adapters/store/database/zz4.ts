import { z } from 'zod';
import { TestClock } from 'pg-boss';
import { PrismaClient } from '../../../generated/prisma/client.ts';
import { openJobs } from '../../jobs/open-jobs.ts';
import { openDatabase } from './open-database.ts';
const l = (k: string) => (...a: unknown[]) => k === 'debug' ? 0 : console.log(k, ...a);
const logger = { debug: l('debug'), info: l('info'), warn: l('warn'), error: l('error') } as any;
const q = { name: 'things', data: z.object({ n: z.number() }), retryLimit: 3 };
for (const url of [undefined, 'postgresql://root@127.0.0.1:5432/zz_jobs']) {
  const db = await openDatabase({ dataDirectory: '/tmp/exp/e2', url, clock: { now: () => 0 }, onFatal: (f) => console.log('FATAL', f), logger });
  const t = performance.now();
  const jobs = await openJobs(db, { logger });
  console.log('jobs open', Math.round(performance.now() - t));
  await jobs.define(q);
  const prisma = new PrismaClient({ adapter: db.prismaAdapter });
  const seen: number[] = [];
  let wake = (_: number) => {};
  await jobs.work(q, async (j) => { seen.push(j.data.n); wake(j.data.n); }, { concurrency: 1, batchSize: 10 });
  const lat: number[] = [];
  for (let i = 0; i < 50; i++) {
    const done = new Promise((r) => { wake = r as any; });
    await prisma.$transaction((tx) => jobs.enqueue(tx, q, { n: i }));
    const t1 = performance.now();
    await done; lat.push(performance.now() - t1);
  }
  lat.sort((a, b) => a - b); console.log('latency p50', lat[25], 'p98', lat[48]);
  await prisma.$transaction(async (tx) => { await jobs.enqueue(tx, q, { n: 1000 }); throw new Error('no'); }).catch(() => {});
  await prisma.$transaction((tx) => jobs.replace(tx, q, 'k', { n: 2000 }, { runAt: Date.now() + 60000 }));
  await prisma.$transaction((tx) => jobs.replace(tx, q, 'k', { n: 2001 }, { runAt: Date.now() + 1500 }));
  await prisma.$transaction((tx) => jobs.replace(tx, q, 'k2', { n: 3001 }, { runAt: Date.now() + 1500 }));
  console.log('cancelled', await prisma.$transaction((tx) => jobs.cancel(tx, q, 'k2')));
  await new Promise((r) => setTimeout(r, 3000));
  console.log(seen.slice(50));
  await prisma.$disconnect();
  await jobs.stop({ timeoutMs: 1000 });
  await db.close();
}
