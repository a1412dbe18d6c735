// A database of the benchmark's own, of either kind, dropped afterwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { systemClock } from '../../src/adapters/clock.ts';
import type { Database } from '../../src/adapters/store/database/database.ts';
import { openDatabase } from '../../src/adapters/store/database/open-database.ts';
import { cpuSeconds } from './process-usage.ts';

export const databaseKinds = ['postgres', 'embedded'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

/** Those that a flag names: one, or both without it. */
export function databasesIn(flag: string | undefined): readonly DatabaseKind[] {
  if (flag === undefined) return databaseKinds;
  const kind = databaseKinds.find((each) => each === flag);
  if (kind === undefined) throw new Error(`--database wants ${databaseKinds.join(' or ')}, not ${flag}`);
  return [kind];
}

export interface OwnDatabase {
  readonly kind: DatabaseKind;
  /** What tells a desk to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** For other files of the run. */
  readonly directory: string;
  /** Opens it from this process; embedded only while no desk has it. */
  open(): Promise<Database>;
  /** Processor time of the server's processes for this database, in seconds; 0 where it runs inside the desk. */
  serverCpuSeconds(): Promise<number>;
  /** Transactions committed so far; null where nobody counts. */
  transactions(): Promise<number | null>;
}

const serverUrl = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';

/** Runs `work` with a new database. Rejects when there is no PostgreSQL at DATABASE_TEST_URL. */
export async function onOwnDatabase<T>(
  kind: DatabaseKind,
  work: (database: OwnDatabase) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-bench-'));
  try {
    return await (kind === 'embedded' ? work(embedded(directory)) : onServer(directory, work));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function embedded(directory: string): OwnDatabase {
  const dataDirectory = path.join(directory, 'data');
  return {
    kind: 'embedded',
    directory,
    env: { DESKHAND_DATA: dataDirectory },
    open: () => open({ dataDirectory }),
    serverCpuSeconds: async () => 0,
    transactions: async () => null,
  };
}

async function onServer<T>(directory: string, work: (database: OwnDatabase) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  const name = `deskhand_bench_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await admin.query(`CREATE DATABASE ${name}`);
  /** By process; one whose connection was closed keeps what it was last seen to have used. */
  const used = new Map<number, number>();
  try {
    return await work({
      kind: 'postgres',
      directory,
      env: { DATABASE_URL: url.href },
      open: () => open({ url: url.href, dataDirectory: directory }),
      serverCpuSeconds: async () => {
        const { rows } = await admin.query('SELECT pid FROM pg_stat_activity WHERE datname = $1', [name]);
        for (const { pid } of pids.parse(rows)) used.set(pid, cpuSeconds(pid));
        return [...used.values()].reduce((sum, each) => sum + each, 0);
      },
      transactions: async () => {
        const { rows } = await admin.query(
          'SELECT xact_commit::float8 AS count FROM pg_stat_database WHERE datname = $1',
          [name],
        );
        return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count;
      },
    });
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

const pids = z.array(z.object({ pid: z.int() }));

function open(where: { readonly url?: string; readonly dataDirectory: string }): Promise<Database> {
  const onFatal = (error: Error): never => {
    throw error;
  };
  return openDatabase({ ...where, logger: pino({ level: 'error' }), clock: systemClock, onFatal });
}
