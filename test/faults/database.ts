// The database of a trial: made fresh, troubled on demand, and read out when all is over.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { ServerTrouble } from './chaos.ts';
import { startDatabaseProxy } from './database-proxy.ts';

export interface TrialDatabase {
  /** For the desk's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it lies for a reader in this process. */
  readonly location: { readonly url?: string; readonly dataDirectory: string };
  readonly trouble: ServerTrouble | null;
  /** What the desk still has before it; null where nobody but the desk can look. */
  owing(): Promise<Owing | null>;
  dispose(): Promise<void>;
}

export interface Owing {
  readonly deliveries: number;
  readonly events: number;
  readonly drafts: number;
  readonly reminders: number;
}

const serverUrl = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';

/** A data directory that the desk makes itself. */
export function embeddedDatabase(directory: string): TrialDatabase {
  const dataDirectory = path.join(directory, 'data');
  return {
    env: { DESKHAND_DATA: dataDirectory },
    location: { dataDirectory },
    trouble: null,
    owing: async () => null,
    dispose: async () => {},
  };
}

/** A database of its own on the server that tests use, reached by the desk through a proxy. */
export async function serverDatabase(): Promise<TrialDatabase> {
  const name = `deskhand_faults_${randomUUID().replaceAll('-', '')}`;
  await ask(serverUrl, `CREATE DATABASE ${name}`);
  const direct = new URL(serverUrl);
  direct.pathname = `/${name}`;
  const proxy = await startDatabaseProxy({ host: direct.hostname, port: Number(direct.port || 5432) });
  const proxied = new URL(direct);
  proxied.hostname = '127.0.0.1';
  proxied.port = `${proxy.port}`;
  return {
    env: { DATABASE_URL: proxied.href, DESKHAND_DATA: 'unused' },
    location: { url: direct.href, dataDirectory: 'unused' },
    trouble: {
      async cut(forMs) {
        proxy.cut(true);
        await sleep(forMs);
        proxy.back();
      },
      async endSessions() {
        const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
        await ask(serverUrl, others);
      },
    },
    async owing() {
      const [row] = await ask(direct.href, owingStatement);
      return ownNumbers(row);
    },
    async dispose() {
      await proxy.close();
      await ask(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const owingStatement = `SELECT
  (SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending', 'retrying')) AS deliveries,
  (SELECT count(*) FROM inbound_events WHERE handled_at IS NULL AND failed_at IS NULL) AS events,
  (SELECT count(*) FROM drafts WHERE state = 'open') AS drafts,
  (SELECT count(*) FROM reminder_alarms) AS reminders`;

const ownNumbers = (row: Readonly<Record<string, unknown>> = {}): Owing => ({
  deliveries: Number(row.deliveries),
  events: Number(row.events),
  drafts: Number(row.drafts),
  reminders: Number(row.reminders),
});

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
