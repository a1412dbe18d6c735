// The database's limit: the rows of a ticket that the desk opened, written again straight through `pg`.
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { closedLoop, percentile } from '../load/open-loop.ts';
import type { OwnDatabase } from '../load/own-database.ts';

export interface RawCost {
  readonly ticketsPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Processor time of this process and of the server for one ticket; embedded, the engine is in this process. */
  readonly cpuMs: number;
  readonly transactions: number;
}

export interface RawCosts {
  /** One transaction: all that must be kept before an opening may be acknowledged. */
  readonly opening: RawCost;
  /** The same and its deliveries: two transactions each, before the call to the platform and after it. */
  readonly whole: RawCost;
  readonly rows: Readonly<Record<string, number>>;
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of one ticket by table, in the order in which they can be written. */
type Sample = ReadonlyMap<string, readonly Row[]>;

const rowsOf: Readonly<Record<string, string>> = {
  // The form as it was kept, and the form's own id.
  inbound_events: `(SELECT * FROM inbound_events WHERE lane IS NOT NULL ORDER BY position DESC LIMIT 1)
    UNION ALL (SELECT * FROM inbound_events WHERE lane IS NULL ORDER BY position DESC LIMIT 1)`,
  conversations:
    'SELECT c.* FROM conversations c JOIN ticket_conversations t ON t.conversation_id = c.id WHERE t.ticket_id = $1',
  tickets: 'SELECT * FROM tickets WHERE id = $1',
  sla_timers: 'SELECT * FROM sla_timers WHERE ticket_id = $1',
  ticket_events: 'SELECT * FROM ticket_events WHERE ticket_id = $1',
  reminder_alarms: 'SELECT * FROM reminder_alarms WHERE ticket_id = $1',
  ticket_conversations: 'SELECT * FROM ticket_conversations WHERE ticket_id = $1',
  deliveries: 'SELECT * FROM deliveries WHERE ticket_id = $1',
  chat_messages: 'SELECT * FROM chat_messages WHERE ticket_id = $1',
};

/** Written only once a platform has taken a message. */
const afterwards: ReadonlySet<string> = new Set(['chat_messages']);

/** Measures on a database that holds a ticket opened from Slack. Its rows stay: nothing else uses it afterwards. */
export async function measureRawWrites(
  own: OwnDatabase,
  { seconds, atOnce }: { readonly seconds: number; readonly atOnce: number },
): Promise<RawCosts> {
  const database = await own.open();
  try {
    const { pool } = database;
    const sample = await sampleOf(pool);
    const measure = async (isWhole: boolean): Promise<RawCost> => {
      const act = (): Promise<void> => write(pool, copyOf(sample), isWhole);
      await closedLoop({ atOnce, seconds: 1 }, act);
      const before = await cpuMs(own);
      const startedAt = performance.now();
      const { latenciesMs, errors } = await closedLoop({ atOnce, seconds }, act);
      if (Object.keys(errors).length > 0) throw new Error(`writing straight: ${JSON.stringify(errors)}`);
      const tookSeconds = (performance.now() - startedAt) / 1_000;
      return {
        ticketsPerSecond: Math.round((latenciesMs.length / tookSeconds) * 10) / 10,
        p50Ms: percentile(latenciesMs, 0.5),
        p99Ms: percentile(latenciesMs, 0.99),
        cpuMs: Math.round((((await cpuMs(own)) - before) / latenciesMs.length) * 100) / 100,
        transactions: 1 + (isWhole ? 2 * (sample.get('deliveries')?.length ?? 0) : 0),
      };
    };
    const opening = await measure(false);
    const whole = await measure(true);
    const rows = Object.fromEntries([...sample].map(([table, found]) => [table, found.length]));
    return { opening, whole, rows };
  } finally {
    await database.close();
  }
}

async function cpuMs(own: OwnDatabase): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000 + (await own.serverCpuSeconds()) * 1_000;
}

const rowList = z.array(z.object({ row: z.record(z.string(), z.unknown()) }));

async function sampleOf(pool: Pool): Promise<Sample> {
  const { rows } = await pool.query(
    "SELECT id::text FROM tickets WHERE description LIKE 'Slack %' ORDER BY opened_at DESC LIMIT 1",
  );
  const [{ id }] = z.tuple([z.object({ id: z.string() })]).parse(rows);
  const sample = new Map<string, readonly Row[]>();
  for (const [table, sql] of Object.entries(rowsOf)) {
    const isOfTicket = sql.includes('$1');
    const found = await pool.query(`SELECT to_jsonb(r) AS row FROM (${sql}) r`, isOfTicket ? [id] : []);
    sample.set(
      table,
      rowList.parse(found.rows).map(({ row }) => row),
    );
  }
  return sample;
}

/** What makes a row one of its own, by table; a value that was replaced once is replaced alike everywhere. */
const ownColumns: Readonly<Record<string, readonly string[]>> = {
  inbound_events: ['event_id'],
  conversations: ['id', 'place', 'thread', 'card_message_id'],
  tickets: ['id', 'reference'],
  sla_timers: ['ticket_id'],
  ticket_events: ['ticket_id'],
  reminder_alarms: ['ticket_id'],
  ticket_conversations: ['ticket_id', 'conversation_id'],
  deliveries: ['id', 'conversation_id', 'ticket_id', 'message_id'],
  chat_messages: ['ticket_id', 'message_id'],
};

function copyOf(sample: Sample): Sample {
  const replaced = new Map<unknown, string>();
  const copy = new Map<string, readonly Row[]>();
  for (const [table, rows] of sample) {
    copy.set(
      table,
      rows.map((row) => {
        const changed: Record<string, unknown> = { ...row };
        for (const column of ownColumns[table] ?? []) {
          const value = row[column];
          if (value === null || value === undefined) continue;
          if (!replaced.has(value)) replaced.set(value, randomUUID());
          changed[column] = replaced.get(value);
        }
        return changed;
      }),
    );
  }
  return copy;
}

async function write(pool: Pool, ticket: Sample, isWhole: boolean): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      prepared("UPDATE ticket_counters SET last_number = last_number + 1 WHERE prefix = 'ACME'"),
    );
    for (const [table, rows] of ticket) if (!afterwards.has(table)) await insert(client, table, rows);
  });
  if (!isWhole) return;
  const messages = ticket.get('chat_messages') ?? [];
  for (const { id, conversation_id: conversationId, message_id: messageId } of ticket.get('deliveries') ??
    []) {
    await inTransaction(pool, async (client) => {
      await client.query(
        prepared(
          "UPDATE conversations SET lease_owner = $2, lease_until = now() + interval '1 minute' WHERE id = $1",
          [conversationId, id],
        ),
      );
      await client.query(
        prepared("UPDATE deliveries SET state = 'sending', attempts = 1, settled_at = now() WHERE id = $1", [
          id,
        ]),
      );
    });
    await inTransaction(pool, async (client) => {
      await client.query(
        prepared("UPDATE deliveries SET state = 'sent', message_id = $2, settled_at = now() WHERE id = $1", [
          id,
          messageId,
        ]),
      );
      await client.query(
        prepared('UPDATE conversations SET lease_owner = NULL, lease_until = NULL WHERE id = $1', [
          conversationId,
        ]),
      );
      const own = messages.filter((message) => message.message_id === messageId);
      await insert(client, 'chat_messages', own);
    });
  }
}

function insert(client: PoolClient, table: string, rows: readonly Row[]): Promise<unknown> {
  if (rows.length === 0) return Promise.resolve();
  return client.query(
    prepared(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows),
    ]),
  );
}

const names = new Map<string, string>();

/** A statement that each connection parses once. */
function prepared(text: string, values: unknown[] = []) {
  const name = names.get(text) ?? `bench${names.size}`;
  names.set(text, name);
  return { name, text, values };
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
