// `npm run -s bench -- sweep`: 10,000 reminders due in one minute among 100,000 and among 1,000,000 open tickets.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { z } from 'zod';
import type { Instant } from '../src/domain/instant.ts';
import { type BenchDesk, openBenchDesk } from './sweep/desk.ts';
import { fill, firstGroupUntil, fourFifthsAt, groups, halfOf } from './sweep/fill.ts';

const serverUrl = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';
const due = 10_000;
const workers = 2;
/** How far the sweep has come when one of the workers is killed. */
const killedAfter = due / 4;
const patienceMs = 300_000;
const lookEveryMs = 20;

interface Swept {
  readonly open: number;
  /** From the moment the reminders are due to the commit of the last, in ascending order. */
  readonly seconds: readonly number[];
  /** The same at the next step, which the lead hears of too, with one of two workers killed on the way. */
  readonly secondsWithOneKilled: number;
  /** Tickets that were reminded other than once at a step, or whose deliveries are not those that follow. */
  readonly wrong: number;
}

/** Measures both sizes in turns, each on a database of its own, so that what else the machine does meets both. */
export const run = ({ json }: { readonly json: boolean }): Promise<Record<string, unknown>> =>
  onOwnDatabase('small', (smallUrl) =>
    onOwnDatabase('large', async (largeUrl) => {
      const small = await filled(smallUrl, 100_000);
      const large = await filled(largeUrl, 1_000_000);
      for (let group = 0; group < groups; group += 1) {
        for (const table of [small, large]) table.seconds.push(await sweep(table, { at: halfOf(group) }));
      }
      const results = [await finish(small), await finish(large)];
      const ratio = middle(large.seconds) / middle(small.seconds);
      if (!json) report(results, ratio);
      return { due, workers, results, ratio };
    }),
  );

interface Filled {
  readonly url: string;
  readonly open: number;
  readonly desk: BenchDesk;
  readonly seconds: number[];
}

async function filled(url: string, open: number): Promise<Filled> {
  let now: Instant = 0;
  const desk = await openBenchDesk(url, { now: () => now });
  const setClock = (at: Instant): void => {
    now = at;
  };
  await fill({ ...desk, setClock }, { open, due });
  return { url, open, desk, seconds: [] };
}

async function finish(table: Filled): Promise<Swept> {
  const { open, desk } = table;
  const secondsWithOneKilled = await sweep(table, { at: fourFifthsAt, killedAfter });
  const wrong = await countWrong(desk.database.pool);
  await desk.close();
  return { open, seconds: table.seconds.toSorted((a, b) => a - b), secondsWithOneKilled, wrong };
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(results: readonly Swept[], ratio: number): void {
  for (const { open, seconds, secondsWithOneKilled, wrong } of results) {
    process.stdout.write(
      `${open} open tickets: ${due} reminders in ${seconds.map((each) => each.toFixed(1)).join(', ')} s; with the lead ` +
        `told and one of ${workers} workers killed ${secondsWithOneKilled.toFixed(1)} s; ` +
        `${wrong} lost, doubled or wrongly delivered\n`,
    );
  }
  process.stdout.write(`1,000,000 against 100,000 open: ${ratio.toFixed(2)} times as long\n`);
}

async function onOwnDatabase<T>(label: string, work: (url: string) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const name = `deskhand_sweep_${label}_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await client.query(`CREATE DATABASE ${name}`);
  try {
    return await work(url.href);
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
}

interface Sweep {
  readonly at: Instant;
  /** After so many reminders one of the workers is killed. */
  readonly killedAfter?: number;
}

async function sweep({ url, desk }: Filled, { at, killedAfter: kill }: Sweep): Promise<number> {
  const { pool } = desk.database;
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(url, at)));
  try {
    const startedAt = performance.now();
    for (const child of children) child.send('go');
    if (kill !== undefined) {
      await untilLeft(pool, at, due - kill);
      children[0]?.kill('SIGKILL');
    }
    await untilLeft(pool, at, 0);
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await Promise.all(children.map(stopWorker));
  }
}

async function startWorker(url: string, at: Instant): Promise<ChildProcess> {
  const child = fork(new URL('./sweep/worker.ts', import.meta.url), [url, String(at)]);
  await once(child, 'message');
  return child;
}

async function stopWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const counted = z.tuple([z.object({ count: z.int() })]);

async function untilLeft(pool: Pool, at: Instant, wanted: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while ((await countLeft(pool, at)) > wanted) {
    if (performance.now() > deadline) throw new Error(`reminders were left after ${patienceMs / 1_000} s`);
    await sleep(lookEveryMs);
  }
}

/** Tickets still due: an alarm moves on in the transaction that reminds of its ticket. */
async function countLeft(pool: Pool, at: Instant): Promise<number> {
  const { rows } = await pool.query(
    'SELECT count(*)::int AS count FROM reminder_alarms WHERE run_at <= to_timestamp($1::float8 / 1000)',
    [at],
  );
  return counted.parse(rows)[0].count;
}

/**
 * One event a step. Posted alone, it is delivered once in the thread and from the second step on once to the lead;
 * in a digest, not by itself.
 */
const wrongTickets = `
  WITH reminded AS (
    SELECT e.ticket_id, e.data ->> 'step' AS step, count(DISTINCT e.sequence) AS events,
           bool_or((e.data ->> 'inDigest')::boolean) AS in_digest,
           count(d.id) FILTER (WHERE c.side = 'agents') AS to_thread,
           count(d.id) FILTER (WHERE c.chat = 'U0LEAD') AS to_lead
      FROM ticket_events e
      LEFT JOIN deliveries d ON d.ticket_id = e.ticket_id AND (d.content ->> 'sequence')::int = e.sequence
       AND d.content ->> 'kind' = 'event'
      LEFT JOIN conversations c ON c.id = d.conversation_id
     WHERE e.type = 'SlaReminderSent' GROUP BY 1, 2),
  expected AS (
    SELECT id AS ticket_id, '50%' AS step, 0 AS to_lead FROM tickets WHERE severity = 2
     UNION ALL
    SELECT id, '80%', 1 FROM tickets WHERE severity = 2 AND opened_at < to_timestamp($1::float8 / 1000))
  SELECT count(*)::int AS count FROM expected x FULL JOIN reminded r USING (ticket_id, step)
   WHERE x.ticket_id IS NULL OR r.ticket_id IS NULL
      OR r.events <> 1 OR r.to_thread <> CASE WHEN r.in_digest THEN 0 ELSE 1 END
      OR r.to_lead <> CASE WHEN r.in_digest THEN 0 ELSE x.to_lead END`;

/** How many tickets were not reminded as they should have been. */
async function countWrong(pool: Pool): Promise<number> {
  await pool.query('ANALYZE');
  const { rows } = await pool.query(wrongTickets, [firstGroupUntil]);
  return counted.parse(rows)[0].count;
}
