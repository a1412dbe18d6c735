// Lets pg-boss run on the embedded database's one connection, which it shares with Prisma.
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Db } from 'pg-boss';

/** pg-boss on a pool of exactly one connection to a database with exactly one session. */
export function embeddedBossDatabase(pool: Pool): Db {
  return {
    executeSql: (text, values) => execute(pool, text, values),
    listen: (channel, onNotification, onReconnect) => listen(pool, channel, onNotification, onReconnect),
    // The single session outlives its connections, so what is set once stays set.
    async setSessionStatements(statements) {
      for (const statement of statements) await execute(pool, statement);
    },
  };
}

async function execute(pool: Pool, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    // Without values pg-boss may send several statements, for which pg returns one result each.
    const results: QueryResult | QueryResult[] = await client.query(text, values);
    return { rows: [results].flat().flatMap((result) => result.rows ?? []) };
  } catch (error) {
    // A script may have failed between BEGIN and COMMIT; the next user of the connection must not be inside it.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function listen(
  pool: Pool,
  channel: string,
  onNotification: (payload: string) => void,
  onReconnect: () => void,
): Promise<{ close(): Promise<void> }> {
  const listening = new Set<PoolClient>();
  const hear = (message: { channel: string; payload?: string }): void => {
    if (message.channel === channel) onNotification(message.payload ?? '');
  };
  const attach = (client: PoolClient): void => {
    if (listening.has(client)) return;
    listening.add(client);
    client.on('notification', hear);
    client.once('end', () => listening.delete(client));
  };
  const reattach = (client: PoolClient): void => {
    attach(client);
    onReconnect();
  };

  pool.on('connect', reattach);
  const client = await pool.connect();
  try {
    attach(client);
    await client.query(`LISTEN "${channel}"`);
  } finally {
    client.release();
  }
  onReconnect();
  return {
    async close() {
      pool.off('connect', reattach);
      for (const client of listening) client.off('notification', hear);
      await execute(pool, `UNLISTEN "${channel}"`);
    },
  };
}
