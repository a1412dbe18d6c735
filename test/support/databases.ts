// Databases for tests: a fresh one of each kind, quickly, with the desk's tables in it.
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { describe } from 'vitest';
import type { Database } from '../../src/adapters/store/database/database.ts';
import { migrate } from '../../src/adapters/store/database/migrate/migrate.ts';
import { openDatabase } from '../../src/adapters/store/database/open-database.ts';
import type { Clock } from '../../src/app/ports.ts';
import { embeddedTemplate } from './embedded-template.ts';

/** Where a database lies: what `openDatabase` needs to open it once more, also in another process. */
export interface DatabaseLocation {
  readonly url?: string;
  readonly dataDirectory: string;
}

export interface TestDatabase {
  readonly database: Database;
  readonly location: DatabaseLocation;
  /** Closes the database and removes it. */
  dispose(): Promise<void>;
}

export interface OpenTestDatabaseOptions {
  /** Without the desk's tables when false. */
  readonly migrated?: boolean;
}

export interface DatabaseUnderTest {
  readonly name: 'embedded' | 'server';
  readonly available: boolean;
  open(options?: OpenTestDatabaseOptions): Promise<TestDatabase>;
}

const SERVER_URL = process.env.DATABASE_TEST_URL ?? 'postgresql://root@127.0.0.1:5432/test';
const CONNECTION_TIMEOUT_MS = 2_000;

export const silentLogger = pino({ level: 'silent' });
const noon: Clock = { now: () => Date.UTC(2026, 0, 15, 12) };

/** Opens a database for a test; a fatal fault becomes an unhandled error and fails the run. */
export function openTestDatabase(location: DatabaseLocation): Promise<Database> {
  return openDatabase({
    ...location,
    logger: silentLogger,
    clock: noon,
    onFatal: (fault) => {
      throw fault;
    },
  });
}

async function openEmbedded({ migrated = true }: OpenTestDatabaseOptions = {}): Promise<TestDatabase> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'deskhand-test-'));
  await cp(await embeddedTemplate(migrated), dataDirectory, { recursive: true });
  const database = await openTestDatabase({ dataDirectory });
  return {
    database,
    location: { dataDirectory },
    async dispose() {
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function openServer({ migrated = true }: OpenTestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `deskhand_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}`);
  // Lets pg-boss's test clock, where one is used, reach Prisma's sessions as well as pg-boss's own.
  await administer(`ALTER DATABASE ${name} SET pgboss.test_clock = 'on'`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  const location = { url: url.href, dataDirectory: 'unused' };
  const database = await openTestDatabase(location);
  if (migrated) await migrate(database);
  return {
    database,
    location,
    async dispose() {
      await database.close();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: SERVER_URL, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function serverAnswers(): Promise<boolean> {
  try {
    await administer('SELECT 1');
    return true;
  } catch {
    const where = new URL(SERVER_URL).host;
    console.warn(
      `No PostgreSQL answers at ${where}: its tests are skipped. Start one whose user may create databases ` +
        'and name it in DATABASE_TEST_URL (for example postgresql://postgres:secret@127.0.0.1:5432/postgres).',
    );
    return false;
  }
}

/** For what is the same on every database. */
export const embeddedDatabase: DatabaseUnderTest = { name: 'embedded', available: true, open: openEmbedded };

/** Both kinds of database; `server` is unavailable where no PostgreSQL answers at `DATABASE_TEST_URL`. */
export const databases: readonly DatabaseUnderTest[] = [
  embeddedDatabase,
  { name: 'server', available: await serverAnswers(), open: openServer },
];

/** Describes the same behaviour on both kinds of database, and skips the one that is not there. */
export function describeEachDatabase(title: string, tests: (kind: DatabaseUnderTest) => void): void {
  for (const kind of databases) {
    describe.skipIf(!kind.available)(`${title} (${kind.name})`, () => tests(kind));
  }
}
