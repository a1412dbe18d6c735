import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../../../src/adapters/store/database/migrate/migrate.ts';
import {
  DESK_MIGRATIONS,
  type MigrationSource,
} from '../../../../../src/adapters/store/database/migrate/migration-files.ts';
import { migrationStatus } from '../../../../../src/adapters/store/database/migrate/migration-status.ts';
import { newMigration } from '../../../../../src/adapters/store/database/migrate/new-migration.ts';
import {
  describeEachDatabase,
  openTestDatabase,
  silentLogger,
  type TestDatabase,
} from '../../../../support/databases.ts';

const SCHEMA =
  'generator client {\n  provider = "prisma-client"\n  output = "unused"\n}\ndatasource db {\n  provider = "postgresql"\n}\n';
const NOTE = 'model Note {\n  id Int @id\n  text String\n}\n';

let directory: string;
let source: MigrationSource;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'deskhand-migrate-'));
  source = {
    schemaFile: path.join(directory, 'schema.prisma'),
    migrationsDirectory: path.join(directory, 'migrations'),
  };
  await writeFile(source.schemaFile, SCHEMA);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function addMigration(name: string, script: string): Promise<void> {
  await mkdir(path.join(source.migrationsDirectory, name), { recursive: true });
  await writeFile(path.join(source.migrationsDirectory, name, 'migration.sql'), script);
}

describeEachDatabase('migrating', (kind) => {
  let open: TestDatabase;
  beforeEach(async () => {
    open = await kind.open({ migrated: false });
  });
  afterEach(() => open.dispose());

  test('applies what is missing, in order and once', async () => {
    await addMigration('20260102000000_second', 'ALTER TABLE note ADD COLUMN text text;');
    await addMigration('20260101000000_first', 'CREATE TABLE note (id int);');
    expect(await migrate(open.database, source)).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(await migrate(open.database, source)).toEqual([]);
    await open.database.pool.query(`INSERT INTO note VALUES (1, 'kept')`);
    await addMigration('20260103000000_third', 'ALTER TABLE note ADD COLUMN author text;');
    expect(await migrate(open.database, source)).toEqual(['20260103000000_third']);
    expect((await open.database.pool.query('SELECT * FROM note')).rows).toEqual([
      { id: 1, text: 'kept', author: null },
    ]);
  });

  test('runs scripts whole: semicolons in functions, strings and comments do not split them', async () => {
    const script = `-- a comment; with a semicolon
      CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN n; RETURN 2; END $$;
      CREATE TABLE note (text text DEFAULT 'a;b');`;
    await addMigration('20260101000000_first', script);
    await migrate(open.database, source);
    await open.database.pool.query('INSERT INTO note DEFAULT VALUES');
    expect((await open.database.pool.query('SELECT text, twice(7) FROM note')).rows).toEqual([
      { text: 'a;b', twice: 7 },
    ]);
  });

  test('reports a failing migration, leaves nothing of it behind, and records it as failed', async () => {
    await addMigration('20260101000000_first', 'CREATE TABLE kept (id int);');
    await addMigration('20260102000000_broken', 'CREATE TABLE half (id int); CREATE TABLE kept (id int);');
    await expect(migrate(open.database, source)).rejects.toThrow(/20260102000000_broken/);
    const { rows } = await open.database.pool.query(
      `SELECT to_regclass('kept') AS kept, to_regclass('half') AS half`,
    );
    expect(rows).toEqual([{ kept: 'kept', half: null }]);
    expect(await migrationStatus(open.database, source)).toMatchObject({
      failed: ['20260102000000_broken'],
      pending: ['20260102000000_broken'],
      upToDate: false,
    });
  });

  test('tells what is pending, and what a newer desk has applied', async () => {
    await addMigration('20260101000000_first', 'CREATE TABLE note (id int);');
    expect(await migrationStatus(open.database, source)).toMatchObject({
      pending: ['20260101000000_first'],
      upToDate: false,
    });
    await migrate(open.database, source);
    expect(await migrationStatus(open.database, source)).toEqual({
      pending: [],
      failed: [],
      unknown: [],
      upToDate: true,
    });
    await rm(path.join(source.migrationsDirectory, '20260101000000_first'), { recursive: true });
    expect(await migrationStatus(open.database, source)).toMatchObject({
      unknown: ['20260101000000_first'],
      upToDate: true,
    });
  });

  test('gives its advisory lock back', async () => {
    await addMigration('20260101000000_first', 'CREATE TABLE note (id int);');
    await migrate(open.database, source);
    // A server lets go of an ended session's locks a moment after its client has gone.
    const held = async (): Promise<unknown[]> => {
      const { rows } = await open.database.pool.query(
        `SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows;
    };
    await expect.poll(held).toEqual([]);
  });

  test('builds every table of the desk', async () => {
    await migrate(open.database);
    expect(await migrationStatus(open.database)).toMatchObject({ pending: [], upToDate: true });
  });
});

describeEachDatabase('replicas that migrate at the same time', (kind) => {
  test('apply each migration once', async () => {
    const open = await kind.open({ migrated: false });
    const replicas =
      kind.name === 'server'
        ? [await openTestDatabase(open.location), await openTestDatabase(open.location)]
        : [];
    await addMigration('20260101000000_first', 'CREATE TABLE note (id int); SELECT pg_sleep(0.2)::text;');
    const applied = await Promise.all(
      [open.database, ...replicas].map((database) => migrate(database, source)),
    );
    expect(applied.flat()).toEqual(['20260101000000_first']);
    await Promise.all(replicas.map((database) => database.close()));
    await open.dispose();
  });
});

test('a new migration holds what the schema has and the migrations have not, and nothing comes after it', async () => {
  const options = { logger: silentLogger, clock: { now: () => Date.UTC(2026, 0, 31, 12, 30, 59) }, source };
  await writeFile(source.schemaFile, `${SCHEMA}${NOTE}`);
  const written = await newMigration('add_note', options);
  expect(written).toMatchObject({ kind: 'written', script: expect.stringContaining('CREATE TABLE "Note"') });
  expect(await readdir(source.migrationsDirectory)).toEqual([
    '20260131123059_add_note',
    'migration_lock.toml',
  ]);
  expect(await newMigration('again', options)).toEqual({ kind: 'unchanged' });

  await writeFile(
    source.schemaFile,
    `${SCHEMA}${NOTE.replace('text String', 'text String\n  author String?')}`,
  );
  const next = { ...options, clock: { now: () => Date.UTC(2026, 1, 1) } };
  expect(await newMigration('add_author', next)).toMatchObject({
    script: expect.stringMatching(/^-- AlterTable\nALTER TABLE "Note" ADD COLUMN/),
  });
});

test('a migration needs a name that can be part of a path', async () => {
  const options = { logger: silentLogger, clock: { now: () => 0 }, source };
  await expect(newMigration('../oops', options)).rejects.toThrow('add_snooze');
});

test("the desk's migrations add up to its schema", async () => {
  const copied = path.join(directory, 'prisma');
  await cp(path.dirname(DESK_MIGRATIONS.schemaFile), copied, { recursive: true });
  const desk = {
    schemaFile: path.join(copied, 'schema.prisma'),
    migrationsDirectory: path.join(copied, 'migrations'),
  };
  const drift = await newMigration('drift', { logger: silentLogger, clock: { now: () => 0 }, source: desk });
  expect(drift).toEqual({ kind: 'unchanged' });
});
