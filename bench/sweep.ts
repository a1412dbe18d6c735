// `npm run -s bench -- sweep`: 10,000 reminders due in one minute among 100,000 and among 1,000,000 open tickets.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { z } from 'zod';
import type { Instant } from '../src/domain/instant.ts';
import { type BenchDesk, openBenchDesk } from './sweep/desk.ts';
import { fill, fourFifthsAt, halfAt } from './sweep/fill.ts';

const serverUrl = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';
const due = 10_000;
const sizes = (process.env.SWEEP_SIZES ?? '100000,1000000').split(',').map(Number);
const workers = 2;
/** How far the sweep has come when one of the workers is killed. */
const killedAfter = due / 4;
const patienceMs = 300_000;
const lookEveryMs = 20;

interface Swept {
  readonly open: number;
  /** From the moment the reminders are due to the commit of the last. */
  readonly seconds: number;
  /** The same at the next step, which leads hear of too, with one of two workers killed on the way. */
  readonly secondsWithOneKilled: number;
  /** Tickets that were reminded other than once at a step, or whose deliveries are not those that follow. */
  readonly wrong: number;
}

/** Measures both sizes on databases of their own. */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, unknown>> {
  const results: Swept[] = [];
  for (const open of sizes) {
    const swept = await onOwnDatabase((url) => measure(url, open));
    results.push(swept);
    if (!json) report(swept);
  }
  const [small, large] = results.map(({ seconds }) => seconds);
  const ratio = Number(large) / Number(small);
  if (!json) process.stdout.write(`1,000,000 against 100,000 open: ${ratio.toFixed(2)} times as long\n`);
  return { due, workers, results, ratio };
}

function report({ open, seconds, secondsWithOneKilled, wrong }: Swept): void {
  process.stdout.write(
    `${open} open tickets: ${due} reminders in ${seconds.toFixed(1)} s; with leads told and one of ${workers} workers ` +
      `killed, in ${secondsWithOneKilled.toFixed(1)} s; ${wrong} lost, doubled or wrongly delivered\n`,
  );
}

async function onOwnDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const name = `deskhand_sweep_${process.pid}`;
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

async function measure(url: string, open: number): Promise<Swept> {
  let now = halfAt;
  const desk = await openBenchDesk(url, { now: () => now });
  const setClock = (at: Instant): void => {
    now = at;
  };
  try {
    await fill({ ...desk, setClock }, { open, due });
    const seconds = await sweep(url, desk, { at: halfAt, step: '50%', kill: false });
    const secondsWithOneKilled = await sweep(url, desk, { at: fourFifthsAt, step: '80%', kill: true });
    return { open, seconds, secondsWithOneKilled, wrong: await countWrong(desk.database.pool) };
  } finally {
    await desk.close();
  }
}

async function sweep(
  url: string,
  { database: { pool } }: BenchDesk,
  { at, step, kill }: { readonly at: Instant; readonly step: string; readonly kill: boolean },
): Promise<number> {
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(url, at)));
  try {
    const startedAt = performance.now();
    for (const child of children) child.send('go');
    if (kill) {
      await untilReminded(pool, step, killedAfter);
      children[0]?.kill('SIGKILL');
    }
    await untilReminded(pool, step, due);
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

async function untilReminded(pool: Pool, step: string, wanted: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while ((await reminded(pool, step)) < wanted) {
    if (performance.now() > deadline) throw new Error(`not ${wanted} reminders in ${patienceMs / 1_000} s`);
    await sleep(lookEveryMs);
  }
}

/** Tickets that are no longer due at the step: their alarm has moved on in the transaction that reminded of them. */
async function reminded(pool: Pool, step: string): Promise<number> {
  const { rows } = await pool.query(
    'SELECT $2 - count(*)::int AS count FROM reminder_alarms WHERE run_at <= to_timestamp($1::float8 / 1000)',
    [step === '50%' ? halfAt : fourFifthsAt, due],
  );
  return counted.parse(rows)[0].count;
}

/** How many tickets that were due have not one event a step, one delivery of it in the thread, and one to the lead. */
async function countWrong(pool: Pool): Promise<number> {
  await pool.query('ANALYZE');
  const { rows } = await pool.query(`
    WITH reminded AS (
      SELECT e.ticket_id, e.data ->> 'step' AS step, count(DISTINCT e.sequence) AS events,
             count(d.id) FILTER (WHERE c.side = 'agents') AS to_thread,
             count(d.id) FILTER (WHERE c.chat = 'U0LEAD') AS to_lead
        FROM ticket_events e
        LEFT JOIN deliveries d ON d.ticket_id = e.ticket_id AND (d.content ->> 'sequence')::int = e.sequence
         AND d.content ->> 'kind' = 'event'
        LEFT JOIN conversations c ON c.id = d.conversation_id
       WHERE e.type = 'SlaReminderSent' GROUP BY 1, 2),
    expected AS (
      SELECT t.id AS ticket_id, s.step, s.to_lead FROM tickets t
       CROSS JOIN (VALUES ('50%', 0), ('80%', 1)) AS s (step, to_lead) WHERE t.severity = 2)
    SELECT count(*)::int AS count FROM expected x FULL JOIN reminded r USING (ticket_id, step)
     WHERE x.ticket_id IS NULL OR r.ticket_id IS NULL
        OR r.events <> 1 OR r.to_thread <> 1 OR r.to_lead <> x.to_lead`);
  return counted.parse(rows)[0].count;
}
