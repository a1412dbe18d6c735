// Tickets and drafts from before there were contracts are read as what they were: incidents under no contract.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import type { Database } from '../../../src/adapters/store/database/database.ts';
import { migrate } from '../../../src/adapters/store/database/migrate/migrate.ts';
import { DESK_MIGRATIONS } from '../../../src/adapters/store/database/migrate/migration-files.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import { aDraft, aTicket, ids, monday } from '../../contracts/store/samples.ts';
import { describeEachDatabase, silentLogger } from '../../support/databases.ts';

const FIRST = '20261122173444_first_tables';

async function migrateToFirst(database: Database): Promise<void> {
  const migrationsDirectory = await mkdtemp(path.join(tmpdir(), 'deskhand-older-'));
  try {
    const first = path.join(DESK_MIGRATIONS.migrationsDirectory, FIRST);
    await cp(first, path.join(migrationsDirectory, FIRST), { recursive: true });
    await migrate(database, { ...DESK_MIGRATIONS, migrationsDirectory });
  } finally {
    await rm(migrationsDirectory, { recursive: true });
  }
}

describeEachDatabase('a database from before there were contracts', (kind) => {
  test('keeps its tickets and drafts when it is brought up to date', async () => {
    const { database, dispose } = await kind.open({ migrated: false });
    const person = { id: ids.next(), name: 'Anna', chosenLanguage: null, identities: [] };
    const conversationId = ids.next();
    const ticket = aTicket(person, { acknowledgements: [] });
    const conversation = {
      id: conversationId,
      side: 'requester',
      platform: 'telegram',
      chat: '7',
      thread: null,
      form: 'flat',
      cardMessageId: null,
      personId: null,
    } as const;
    const draft = aDraft(person, conversation, { messages: [] });
    const at = new Date(monday);

    await migrateToFirst(database);
    const { pool } = database;
    await pool.query('INSERT INTO people (id, name) VALUES ($1, $2)', [person.id, person.name]);
    await pool.query(
      `INSERT INTO conversations (id, side, platform, chat, form) VALUES ($1, 'requester', 'telegram', '7', 'flat')`,
      [conversationId],
    );
    await pool.query(
      `INSERT INTO tickets (id, reference, queue, plan, severity, status, requester_id, description, requested_at,
                            opened_at, updated_at, targets, reminders_sent, acknowledgements, reply_ids, version)
       VALUES ($1, $2, 'support', 'standard', 3, 'new', $3, $4, $5, $6, $6, '{}', '{}', '{}', '{}', 1)`,
      [ticket.id, ticket.reference, person.id, ticket.description, new Date(ticket.requestedAt), at],
    );
    await pool.query(
      `INSERT INTO drafts (id, person_id, conversation_id, question, messages, state, expires_at)
       VALUES ($1, $2, $3, 'severity', '[]', 'open', $4)`,
      [draft.id, person.id, conversationId, new Date(draft.expiresAt)],
    );
    await migrate(database);

    const jobs = await openJobs(database, { logger: silentLogger });
    const store = createStore({ database, jobs, ids: uuidIds(systemClock) });
    await store.read(async ({ tickets, drafts }) => {
      expect(await tickets.find({ id: ticket.id })).toEqual(ticket);
      expect(await drafts.get(draft.id)).toEqual(draft);
    });
    await jobs.stop({ timeoutMs: 1_000 });
    await dispose();
  });
});
