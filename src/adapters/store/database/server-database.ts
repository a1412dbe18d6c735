// Opens a PostgreSQL server: one pool of connections with the desk's session settings, and a watch over it.
import { Pool, type PoolConfig } from 'pg';
import type { DatabaseLogger, ServerDatabase } from './database.ts';
import { DatabaseFault } from './database-fault.ts';
import { prismaAdapterOn } from './prisma-adapter.ts';
import { type ServerWatchOptions, watchServer } from './server-watch.ts';
import { createSockets } from './sockets.ts';

/**
 * Per replica. With pg-boss's four and its listener, and the one that watches, a replica has sixteen connections: five
 * replicas fit under PostgreSQL's default of 100.
 */
export const POOL_SIZE = 10;
/** For a new connection, or for one of the pool's to come free. */
const CONNECTION_TIMEOUT_MS = 3_000;

/**
 * Opens the pool, checks that the server answers, and watches it from then on.
 * @throws DatabaseFault `server_unreachable` when it does not within three seconds.
 */
export async function openServerDatabase(
  url: string,
  logger: DatabaseLogger,
  watching: Pick<ServerWatchOptions, 'everyMs' | 'patienceMs'> = {},
): Promise<ServerDatabase> {
  const sessionUrl = withDeskSessions(url);
  const sockets = createSockets();
  const connection = {
    connectionString: sessionUrl,
    stream: sockets.open,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  };
  const pool = openPool(connection, logger);
  const ping = async (): Promise<void> => void (await pool.query('SELECT 1'));
  await ping().catch(async (error: unknown) => {
    await pool.end();
    throw unreachable(sessionUrl, error);
  });
  const watch = watchServer({
    ...watching,
    connection: { ...connection, application_name: 'deskhand watch' },
    sockets,
    logger,
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    watch.stop();
    // Of a silent server nobody would hear that a connection has ended.
    if (!watch.isUp()) sockets.cut();
    await pool.end();
  };
  return {
    kind: 'server',
    url: sessionUrl,
    stream: sockets.open,
    pool,
    prismaAdapter: prismaAdapterOn(pool),
    availability: watch,
    ping,
    close: () => (closing ??= close()),
  };
}

function openPool(connection: PoolConfig, logger: DatabaseLogger): Pool {
  const pool = new Pool({
    ...connection,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    application_name: 'deskhand',
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  // While a connection is lent the pool does not listen; unheard, its loss would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A silent connection is asked for a sign of life after this long, by this side as by the server's. */
const KEEP_ALIVE_AFTER_MS = 10_000;
/**
 * Set in every session. UTC, since the Prisma adapter reads and writes timestamps as if every session ran in it. The
 * others let the server forget a replica that the network has cut off, and whose open transactions would keep rows
 * locked, within seconds instead of hours. Nothing but SQL happens inside a transaction, so none is idle for long.
 */
const SESSION_SETTINGS = [
  'timezone=UTC',
  'idle_in_transaction_session_timeout=10s',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=2',
  'tcp_user_timeout=15s',
];

/** The connection string with the session settings that the desk relies on, which outrank what it already names. */
export function withDeskSessions(url: string): string {
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options');
  const own = SESSION_SETTINGS.map((setting) => `-c ${setting}`).join(' ');
  parsed.searchParams.set('options', given ? `${given} ${own}` : own);
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
