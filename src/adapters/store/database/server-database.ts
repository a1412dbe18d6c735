// Opens a PostgreSQL server: one pool of connections whose sessions all run in UTC.
import { Pool } from 'pg';
import type { DatabaseLogger, ServerDatabase } from './database.ts';
import { DatabaseFault } from './database-fault.ts';
import { prismaAdapterOn } from './prisma-adapter.ts';

/** Per replica. With pg-boss's few it leaves room for half a dozen replicas under PostgreSQL's default of 100. */
const POOL_SIZE = 10;
const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * Opens the pool and checks that the server answers.
 * @throws DatabaseFault `server_unreachable` when it does not within ten seconds.
 */
export async function openServerDatabase(url: string, logger: DatabaseLogger): Promise<ServerDatabase> {
  const sessionUrl = withUtcSessions(url);
  const pool = new Pool({
    connectionString: sessionUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    application_name: 'deskhand',
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  let closing: Promise<void> | undefined;
  const database: ServerDatabase = {
    kind: 'server',
    url: sessionUrl,
    pool,
    prismaAdapter: prismaAdapterOn(pool),
    ping: async () => void (await pool.query('SELECT 1')),
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
  await database.ping().catch(async (error: unknown) => {
    await database.close();
    throw unreachable(sessionUrl, error);
  });
  return database;
}

/**
 * The connection string with a `timezone=UTC` session setting, which outranks one that it already names.
 * The Prisma adapter reads and writes timestamps as if every session ran in UTC.
 */
export function withUtcSessions(url: string): string {
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options');
  parsed.searchParams.set('options', given ? `${given} -c timezone=UTC` : '-c timezone=UTC');
  return parsed.href;
}

function unreachable(url: string, cause: unknown): DatabaseFault {
  const { host, pathname } = new URL(url);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatabaseFault(
    'server_unreachable',
    `PostgreSQL at ${host}${pathname} does not answer (${reason}). Check DATABASE_URL and that the server is running.`,
    { cause },
  );
}
