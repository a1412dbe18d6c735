// `npm run -s bench -- start`: how long the desk takes to be ready, and how much memory it then holds.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { systemEmulatorClock } from '../src/playground/emulator-clock.ts';
import { startSlackEmulator } from '../src/playground/slack/emulator.ts';
import { startTelegramEmulator } from '../src/playground/telegram/emulator.ts';
import { freePort } from '../test/support/free-port.ts';
import { startDeskProcess } from './load/desk-process.ts';
import { progress } from './load/progress.ts';

interface Measured {
  /** From the start of the process to 200 from /readyz. */
  readonly readyMs: number;
  /** Proportional set size, ten seconds later. */
  readonly idleMiB: number;
  /** The highest resident size while starting. */
  readonly peakMiB: number;
}

const serverUrl = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';
const idleMs = 10_000;
const runs = 3;

/** Starts the desk as a process of its own between emulated platforms, on the embedded database and on a server. */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, unknown>> {
  const slack = await startSlackEmulator({
    clock: systemEmulatorClock(),
    signingSecret: 'bench-secret',
    botToken: 'xoxb-bench',
  });
  slack.addChannel({ id: 'C0SUPPORT', name: 'support', members: [] });
  const telegram = await startTelegramEmulator({});
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'bench-secret',
    SLACK_API_URL: slack.apiUrl,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    LOG_LEVEL: 'error',
  };
  try {
    const result = { embedded: await embedded(env), server: await onServer(env) };
    if (!json) report(result);
    return result;
  } finally {
    await slack.stop();
    await telegram.close();
  }
}

async function embedded(env: Record<string, string>): Promise<object> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'deskhand-bench-'));
  try {
    const first = await measure({ ...env, DESKHAND_DATA: dataDirectory });
    return { first, again: await best({ ...env, DESKHAND_DATA: dataDirectory }) };
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function onServer(env: Record<string, string>): Promise<object | null> {
  const client = new Client({ connectionString: serverUrl });
  try {
    await client.connect();
  } catch {
    return null;
  }
  const name = `deskhand_bench_${process.pid}`;
  await client.query(`CREATE DATABASE ${name}`);
  try {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    const first = await measure({ ...env, DATABASE_URL: url.href });
    return { first, again: await best({ ...env, DATABASE_URL: url.href }) };
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
}

/** The median by time to ready of several starts. */
async function best(env: Record<string, string>): Promise<Measured> {
  const measured: Measured[] = [];
  for (let each = 0; each < runs; each += 1) measured.push(await measure(env));
  measured.sort((a, b) => a.readyMs - b.readyMs);
  const median = measured[Math.floor(runs / 2)];
  if (median === undefined) throw new Error('nothing was measured');
  return median;
}

async function measure(env: Record<string, string>): Promise<Measured> {
  const port = await freePort();
  const startedAt = performance.now();
  const desk = await startDeskProcess(env, { port, isPaced: true, isDelivered: true });
  try {
    const readyMs = Math.round(performance.now() - startedAt);
    progress(`ready in ${readyMs} ms, idle for ${idleMs / 1_000} s`);
    await sleep(idleMs);
    return { readyMs, idleMiB: proportionalMiB(desk.pid), peakMiB: peakMiB(desk.pid) };
  } finally {
    await desk.stop();
  }
}

const kibibytesIn = (text: string, key: string): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN);

/** Linux only: elsewhere /proc is missing and the figure is not a number. */
function proportionalMiB(pid: number | undefined): number {
  return Math.round(kibibytesIn(read(`/proc/${pid}/smaps_rollup`), 'Pss') / 1024);
}

function peakMiB(pid: number | undefined): number {
  return Math.round(kibibytesIn(read(`/proc/${pid}/status`), 'VmHWM') / 1024);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function report(result: Record<string, unknown>): void {
  for (const [database, measured] of Object.entries(result)) {
    if (measured === null)
      process.stdout.write(`${database}: skipped, no PostgreSQL answers at DATABASE_TEST_URL\n`);
    else
      for (const [which, figures] of Object.entries(measured as Record<string, Measured>)) {
        const { readyMs, idleMiB, peakMiB: peak } = figures;
        process.stdout.write(
          `${database}, ${which === 'first' ? 'first start' : 'with data'}: ready in ${readyMs} ms, idle ${idleMiB} MiB, peak ${peak} MiB\n`,
        );
      }
  }
}
