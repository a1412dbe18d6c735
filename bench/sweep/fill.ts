// Fills a database with open tickets: a few are opened through the desk, the rest are copies of all their rows.
import type { Pool } from 'pg';
import { openTicket } from '../../src/app/opening.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../src/domain/instant.ts';
import type { Severity } from '../../src/domain/ticket.ts';
import type { BenchDesk } from './desk.ts';

/** When the first tickets that fall due are opened; the others weeks before their first reminder. */
const openedAt: Instant = Date.UTC(2031, 0, 13, 9);
/** Within the minute after which they are looked at: one sample ticket every ten seconds. */
const offsetsMs: readonly number[] = [0, 10_000, 20_000, 30_000, 40_000, 50_000];
/** As many groups fall due one after the other, an hour apart. */
export const groups = 3;

const openingOf = (group: number): Instant => openedAt + group * HOUR_MS;
/** When the whole group has used half of its ten hours. */
export const halfOf = (group: number): Instant => openingOf(group) + 5 * HOUR_MS + MINUTE_MS;
/** When the first group, and no other, has used four fifths. */
export const fourFifthsAt: Instant = openedAt + 8 * HOUR_MS + MINUTE_MS;
/** Tickets opened before that are of the first group. */
export const firstGroupUntil: Instant = openingOf(1);

/** A desk whose clock the filling sets. */
export interface FillingDesk extends BenchDesk {
  setClock(at: Instant): void;
}

/** Has `open` tickets in the database, of which `due` a group fall due, spread evenly among the others. */
export async function fill(
  desk: FillingDesk,
  { open, due }: { readonly open: number; readonly due: number },
): Promise<void> {
  const dueSamples: string[] = [];
  for (let group = 0; group < groups; group += 1) {
    for (const offset of offsetsMs) dueSamples.push(await sample(desk, openingOf(group) + offset, 'high'));
  }
  const waiting = await sample(desk, openedAt, 'low');
  const { pool } = desk.database;
  await pool.query(asIfDelivered);
  await copyTickets(pool, { open, due: due * groups, waiting, dueSamples });
  await pool.query(dropSamples, [[...dueSamples, waiting]]);
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
}

async function sample(desk: FillingDesk, at: Instant, severity: Severity): Promise<string> {
  desk.setClock(at);
  const userId = `requester-${severity}-${at}`;
  return desk.store.transaction(async (tx) => {
    const requester = await tx.people.identify({
      platform: 'slack',
      userId,
      name: 'Anna Orlova',
      handle: null,
      languageTag: 'en-GB',
      timezone: 'Europe/London',
    });
    const conversation = await tx.conversations.open({
      side: 'requester',
      platform: 'slack',
      chat: userId,
      thread: null,
      form: 'flat',
      personId: requester.id,
    });
    const opened = await openTicket(tx, desk, {
      requesterId: requester.id,
      organisationId: null,
      requestType: desk.policy.defaultRequestType,
      answers: [],
      wantsPriority: false,
      severity,
      message: { messageId: `slack:${userId}:1`, text: 'Production is down', attachments: [] },
      requestedAt: at,
      conversation,
      follows: null,
    });
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value.ticket.id;
  });
}

const asIfDelivered = `
  UPDATE deliveries SET state = 'sent', attempts = 1, settled_at = available_at, message_id = sequence::text;
  DELETE FROM pgboss.job WHERE name = 'deliver'`;

const dropSamples = `WITH gone AS (
    DELETE FROM conversations c USING ticket_conversations t
     WHERE t.conversation_id = c.id AND t.ticket_id = ANY($1::uuid[]) AND c.side = 'agents')
  DELETE FROM tickets WHERE id = ANY($1::uuid[])`;

interface Copying {
  readonly open: number;
  /** In all groups together. */
  readonly due: number;
  readonly waiting: string;
  readonly dueSamples: readonly string[];
}

/** An id of version 7 that sorts by `n`, as those of tickets opened one after the other do. */
const idOf = (kind: number): string =>
  `(lpad(to_hex(1900000000000 + f.n), 12, '0') || '7${String(kind).padStart(3, '0')}8000' || lpad(to_hex(f.n), 12, '0'))::uuid`;
const ticketId = idOf(1);
const threadId = idOf(2);

/** Copies the row `s` with these columns changed. */
const copied = (changes: string): string =>
  `SELECT c.* FROM filling f JOIN #source CROSS JOIN LATERAL jsonb_populate_record(s, jsonb_build_object(${changes})) c`;

const copy = (table: string, source: string, changes: string): string =>
  `INSERT INTO ${table} ${copied(changes).replace('#source', source)}`;

const ofTicket = (table: string): string => `${table} s ON s.ticket_id = f.sample`;

async function copyTickets(pool: Pool, { open, due, waiting, dueSamples }: Copying): Promise<void> {
  const client = await pool.connect();
  try {
    // The copies keep every rule that the samples keep, so that checking each once more would only take time.
    await client.query(
      'BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off',
    );
    // The first group's tickets take turns with those of the second and third, and a group's samples among themselves.
    await client.query(
      `CREATE TEMPORARY TABLE filling ON COMMIT DROP AS
         SELECT n, CASE WHEN n % $2 = 0 AND n / $2 <= $3
                        THEN ($5::uuid[])[1 + n / $2 % $6 * $7 + n / $2 / $6 % $7] ELSE $4::uuid END AS sample
           FROM generate_series(1, $1::int) n`,
      [open, Math.floor(open / due), due, waiting, dueSamples, groups, offsetsMs.length],
    );
    await client.query('ANALYZE filling');
    for (const statement of copies) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

const agentsThread = `ticket_conversations tc ON tc.ticket_id = f.sample JOIN conversations a ON a.id = tc.conversation_id AND a.side = 'agents'`;

const copies: readonly string[] = [
  copy('tickets', 'tickets s ON s.id = f.sample', `'id', ${ticketId}, 'reference', 'ACME-' || f.n + 1000`),
  copy('sla_timers', ofTicket('sla_timers'), `'ticket_id', ${ticketId}`),
  copy('ticket_events', ofTicket('ticket_events'), `'ticket_id', ${ticketId}`),
  copy('reminder_alarms', ofTicket('reminder_alarms'), `'ticket_id', ${ticketId}`),
  copy(
    'conversations',
    `${agentsThread} JOIN conversations s ON s.id = a.id`,
    `'id', ${threadId}, 'thread', f.n::text, 'card_message_id', f.n::text,
     'place', jsonb_build_array('slack', a.chat, f.n::text)::text`,
  ),
  copy(
    'ticket_conversations',
    `ticket_conversations s ON s.ticket_id = f.sample JOIN conversations a ON a.id = s.conversation_id`,
    `'ticket_id', ${ticketId}, 'position', s.position + f.n * 2,
     'conversation_id', CASE a.side WHEN 'agents' THEN ${threadId} ELSE a.id END`,
  ),
  copy(
    'deliveries',
    `${agentsThread} JOIN deliveries s ON s.conversation_id = a.id`,
    `'id', ${idOf(3)}, 'conversation_id', ${threadId}, 'ticket_id', ${ticketId}`,
  ),
];
