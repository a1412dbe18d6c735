// Files of the embedded database that were damaged: it says so and what to do, at the start or when it comes upon them.
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../../../src/adapters/store/database/database.ts';
import type { DatabaseFault } from '../../../../../src/adapters/store/database/database-fault.ts';
import { openDatabase } from '../../../../../src/adapters/store/database/open-database.ts';
import { openTestDatabase, silentLogger } from '../../../../support/databases.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';

const PAGE_BYTES = 8192;

let root: string;
let table: string;
let index: string;
let copies = 0;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deskhand-damage-'));
  const dataDirectory = path.join(root, 'whole');
  await cp(await embeddedTemplate(false), dataDirectory, { recursive: true });
  const { pool, close } = await openTestDatabase({ dataDirectory });
  await pool.query(
    `CREATE TABLE note (id int PRIMARY KEY, filler text);
     INSERT INTO note SELECT id, repeat('x', 500) FROM generate_series(1, 2000) AS id`,
  );
  await pool.query('VACUUM (ANALYZE) note');
  const { rows } = await pool.query(
    `SELECT pg_relation_filepath('note') AS table, pg_relation_filepath('note_pkey') AS index`,
  );
  ({ table, index } = rows[0]);
  await close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

function garble(file: string, at: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(64, 0x5a), 0, 64, at);
  closeSync(descriptor);
}

async function damaged(damage: (postgres: string) => void | Promise<void>): Promise<string> {
  copies += 1;
  const dataDirectory = path.join(root, `copy-${copies}`);
  await cp(path.join(root, 'whole'), dataDirectory, { recursive: true });
  await damage(path.join(dataDirectory, 'postgres'));
  return dataDirectory;
}

const open = (dataDirectory: string, onFatal: (fault: DatabaseFault) => void): Promise<Database> =>
  openDatabase({ dataDirectory, logger: silentLogger, clock: { now: () => 0 }, onFatal });

const unexpected = (fault: DatabaseFault): void => expect.unreachable(fault.message);

const atStart: readonly (readonly [string, (postgres: string) => void | Promise<void>, RegExp])[] = [
  ['the control file missing', (at) => rm(`${at}/global/pg_control`), /pg_control/],
  [
    'the control file garbled',
    (at) => garble(`${at}/global/pg_control`, 40),
    /incorrect checksum in control file/,
  ],
  ['the control file cut short', (at) => truncate(`${at}/global/pg_control`, 100), /pg_control/],
  ['no version', (at) => rm(`${at}/PG_VERSION`), /PG_VERSION/],
  ['an empty version', (at) => truncate(`${at}/PG_VERSION`), /PG_VERSION/],
  ['a page of the catalogue garbled', (at) => garble(`${at}/base/5/1259`, 200), /invalid page in block 0/],
  ['the catalogue missing', (at) => rm(`${at}/base/5/1259`), /base\/5\/1259/],
  ['the log missing', removeLog, /valid checkpoint record/],
  ['the commit status missing', (at) => rm(`${at}/pg_xact/0000`), /pg_xact|status of transaction/],
  [
    'the map of the catalogue garbled',
    (at) => garble(`${at}/base/5/pg_filenode.map`, 20),
    /incorrect checksum/,
  ],
  ['the database missing', (at) => rm(`${at}/base/5`, { recursive: true }), /does not exist/],
  ['a table cut short', (at) => truncate(`${at}/${table}`, 10 * PAGE_BYTES), /holds note, is cut short/],
  ['a table missing', (at) => rm(`${at}/${table}`), /holds note, is cut short/],
  ['an index cut short', (at) => truncate(`${at}/${index}`, 2 * PAGE_BYTES), /holds note_pkey, is cut short/],
];

function removeLog(postgres: string): Promise<void> {
  const segments = readdirSync(`${postgres}/pg_wal`).filter((name) => name.length === 24);
  return Promise.all(segments.map((name) => rm(`${postgres}/pg_wal/${name}`))).then(() => undefined);
}

test.each(atStart)('with %s the start is refused with what to do', async (_title, damage, reason) => {
  const dataDirectory = await damaged(damage);
  const opening = open(dataDirectory, unexpected);
  await expect(opening).rejects.toMatchObject({
    code: 'data_corrupted',
    message: expect.stringMatching(/restore FILE --replace/),
  });
  await expect(opening).rejects.toThrow(reason);
});

test('a garbled page is found by its checksum when it is read, and stops the desk', async () => {
  const faults: DatabaseFault[] = [];
  const reported = Promise.withResolvers<void>();
  const dataDirectory = await damaged((postgres) => garble(`${postgres}/${table}`, 3 * PAGE_BYTES + 100));
  const database = await open(dataDirectory, (fault) => {
    faults.push(fault);
    reported.resolve();
  });
  await expect(database.pool.query('SELECT sum(length(filler)) FROM note')).rejects.toThrow();
  await reported.promise;
  expect(faults).toMatchObject([
    {
      code: 'data_corrupted',
      message: expect.stringContaining(`invalid page in block 3 of relation "${table}"`),
    },
  ]);
  await database.close();
});

test('new data directories have checksums, and full pages are logged', async () => {
  const database = await open(await damaged(() => undefined), unexpected);
  const { rows } = await database.pool.query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'full_page_writes') ORDER BY name`,
  );
  await database.close();
  expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on']);
});
