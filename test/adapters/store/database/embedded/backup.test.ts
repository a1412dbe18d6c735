import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { restoreBackup } from '../../../../../src/adapters/store/database/embedded/restore-backup.ts';
import { runBackup } from '../../../../../src/cli/backup.ts';
import { runRestore } from '../../../../../src/cli/restore.ts';
import { embeddedDatabase, openTestDatabase, silentLogger } from '../../../../support/databases.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';

const clock = { now: () => Date.UTC(2026, 0, 15, 12) };
const logger = silentLogger;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deskhand-backup-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const into = (name: string) => ({ databaseUrl: null, dataDirectory: path.join(root, name) });

/** A closed data directory with one row in it, and a backup of it. */
async function prepare(): Promise<string> {
  const { dataDirectory } = into('data');
  await cp(await embeddedTemplate(false), dataDirectory, { recursive: true });
  const database = await openTestDatabase({ dataDirectory });
  await database.pool.query(`CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')`);
  await database.close();
  const target = path.join(root, 'kept.zip');
  const report = await runBackup({ target, json: false, config: into('data'), clock, logger });
  expect(report).toMatchObject({
    exitCode: 0,
    lines: [expect.stringMatching(/MB.*data directory/), expect.anything()],
  });
  return target;
}

async function notesIn(name: string): Promise<readonly string[]> {
  const database = await openTestDatabase(into(name));
  const { rows } = await database.pool.query<{ text: string }>('SELECT text FROM note ORDER BY text');
  await database.close();
  return rows.map(({ text }) => text);
}

const restore = (file: string, name: string, replace = false) =>
  runRestore({ file, replace, config: into(name), clock, logger });

describe('a backup', () => {
  test('of a database that is being written holds what was committed before it began, and is whole', async () => {
    const { database, dispose } = await embeddedDatabase.open({ migrated: false });
    if (database.kind !== 'embedded') throw new Error('not embedded');
    const { pool } = database;
    await pool.query(
      `CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
       CREATE TABLE moved (number int PRIMARY KEY, filler text);
       INSERT INTO account SELECT id, 100 FROM generate_series(1, 5000) AS id`,
    );
    let number = 0;
    let isDone = false;
    // Money moves to and fro over many pages; its sum never changes.
    const writing = (async () => {
      while (!isDone) {
        number += 1;
        const [from, to] = [(number * 37) % 5000, (number * 101) % 5000];
        await pool.query(
          `BEGIN; UPDATE account SET balance = balance - 1 WHERE id = ${from + 1};
           UPDATE account SET balance = balance + 1 WHERE id = ${to + 1};
           INSERT INTO moved VALUES (${number}, repeat('x', 300)); COMMIT`,
        );
      }
    })();
    while (number < 20) await database.ping();
    const before = number - 1;
    const chunks: Uint8Array[] = [];
    await database.backUp(new WritableStream({ write: (chunk) => void chunks.push(chunk) }));
    const after = number;
    isDone = true;
    await writing;
    await dispose();
    expect(after).toBeGreaterThan(before + 5);

    const file = path.join(root, 'running.zip');
    await writeFile(file, chunks);
    await restoreBackup({ file, ...into('restored'), replace: false, clock, logger });
    const restored = await openTestDatabase(into('restored'));
    const { rows } = await restored.pool.query(
      `SELECT (SELECT sum(balance)::int FROM account) AS balance, (SELECT count(*)::int FROM moved) AS rows,
              (SELECT max(number) FROM moved) AS last`,
    );
    await restored.close();
    expect(rows[0]).toMatchObject({ balance: 500_000, rows: rows[0].last });
    expect(rows[0].last).toBeGreaterThanOrEqual(before);
  });

  test('of a desk that is not running is taken from its directory, and named by its time in a directory', async () => {
    await prepare();
    const report = await runBackup({ target: root, json: true, config: into('data'), clock, logger });
    expect(JSON.parse(report.lines[0] ?? '')).toMatchObject({
      file: path.join(root, 'deskhand-2026-01-15T12-00-00Z.zip'),
      from: 'data directory',
    });
  });

  test('leaves a file that is there as it is, and nothing where it failed', async () => {
    const file = await prepare();
    const again = await runBackup({ target: file, json: false, config: into('data'), clock, logger });
    expect(again).toMatchObject({ exitCode: 1, lines: [expect.stringContaining('exists already')] });
    const held = await openTestDatabase(into('data'));
    const target = path.join(root, 'second.zip');
    const refused = await runBackup({ target, json: false, config: into('data'), clock, logger });
    await held.close();
    expect(refused).toMatchObject({ exitCode: 1, lines: [expect.stringMatching(/no backup: .*in use/)] });
    expect((await readdir(root)).sort()).toEqual(['data', 'kept.zip']);
  });

  test('of a database on a server is left to its own tool', async () => {
    const config = { databaseUrl: 'postgresql://db/desk', dataDirectory: root };
    const report = await runBackup({ target: root, json: false, config, clock, logger });
    expect(report).toMatchObject({ exitCode: 1 });
    expect(report.lines.join('\n')).toContain('pg_dump --format=custom');
    expect(await restore(path.join(root, 'x'), 'y')).toMatchObject({ exitCode: 1 });
  });
});

describe('restoring', () => {
  test('goes into an empty directory, and into one with data only by moving these aside', async () => {
    const file = await prepare();
    expect(await restore(file, 'restored')).toMatchObject({ exitCode: 0 });
    expect(await notesIn('restored')).toEqual(['kept']);

    const database = await openTestDatabase(into('restored'));
    await database.pool.query(`INSERT INTO note VALUES ('later')`);
    await database.close();
    expect(await restore(file, 'restored')).toMatchObject({
      exitCode: 1,
      lines: [expect.stringMatching(/nothing was changed.*--replace/)],
    });
    expect(await notesIn('restored')).toEqual(['kept', 'later']);

    const replaced = await restore(file, 'restored', true);
    expect(replaced.exitCode).toBe(0);
    expect(await notesIn('restored')).toEqual(['kept']);
    const aside = path.join(root, 'restored/postgres.replaced-2026-01-15T12-00-00-000Z');
    expect(replaced.lines.join()).toContain(aside);
    await cp(aside, path.join(root, 'old/postgres'), { recursive: true });
    expect(await notesIn('old')).toEqual(['kept', 'later']);
  });

  test('is refused while a desk runs on the directory', async () => {
    const file = await prepare();
    const held = await openTestDatabase(into('data'));
    const report = await restore(file, 'data', true);
    await held.close();
    expect(report).toMatchObject({ exitCode: 1, lines: [expect.stringContaining('in use')] });
  });

  test('refuses a file that is cut short, damaged or foreign, and leaves what was there', async () => {
    const file = await prepare();
    const whole = await readFile(file);
    const half = Math.floor(whole.length / 2);
    const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['cut.zip', whole.subarray(0, whole.length - 1_000), /cut short or damaged/],
      ['half.zip', whole.subarray(0, half), /cut short or damaged/],
      ['damaged.zip', garbled(whole, half), /cut short or damaged/],
      ['letter.txt', Buffer.from('Dear desk,'), /not a backup of Deskhand/],
      ['empty', Buffer.alloc(0), /not a backup of Deskhand/],
      ['other.zip', await zipOf('note.txt', 'hello'), /not a backup of Deskhand/],
      [
        'older.zip',
        await zipOf('deskhand-backup.json', manifest({ postgresMajor: '17' })),
        /PostgreSQL 17.*export/,
      ],
      ['no-json.zip', await zipOf('deskhand-backup.json', '{"format": 1,'), /cut short or damaged/],
      ['no-backup.zip', await zipOf('deskhand-backup.json', '"hello"'), /cut short or damaged/],
      ['misdated.zip', await zipOf('deskhand-backup.json', manifest({ takenAt: 5 })), /cut short or damaged/],
      [
        'twice.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 2 }), 'postgres/a', 'postgres/./a'),
        /cut short or damaged/,
      ],
      [
        'clash.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 2 }), 'postgres/a', 'postgres/a/b'),
        /cut short or damaged/,
      ],
      [
        'escape.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 1 }), 'postgres/../../out'),
        /cut short or damaged/,
      ],
      [
        'odd-name.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 1 }), 'postgres/a\0b'),
        /cut short or damaged/,
      ],
      [
        'long-name.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 1 }), `postgres/${'a'.repeat(300)}`),
        /cut short or damaged/,
      ],
      [
        'hollow.zip',
        await zipOf('deskhand-backup.json', manifest({ files: 1 }), 'postgres/PG_VERSION'),
        /does not open/,
      ],
      ['later.zip', await zipOf('deskhand-backup.json', manifest({ format: 2 })), /later Deskhand/],
      ['partly.zip', await zipOf('deskhand-backup.json', manifest({})), /should hold 3 files and holds 0/],
    ];
    for (const [name, bytes, message] of cases) {
      await writeFile(path.join(root, name), bytes);
      const report = await restore(path.join(root, name), 'data', true);
      expect(report, name).toMatchObject({ exitCode: 1, lines: [expect.stringMatching(message)] });
    }
    expect(await restore(path.join(root, 'missing.zip'), 'data', true)).toMatchObject({ exitCode: 1 });
    expect((await readdir(path.join(root, 'data'))).filter((name) => name.startsWith('postgres'))).toEqual([
      'postgres',
    ]);
    expect(await notesIn('data')).toEqual(['kept']);
  });

  test('that was cut short between the old data and the new is not answered by an empty desk', async () => {
    await prepare();
    await cp(path.join(root, 'data/postgres'), path.join(root, 'data/postgres.replaced-2026'), {
      recursive: true,
    });
    await rm(path.join(root, 'data/postgres'), { recursive: true });
    await expect(openTestDatabase(into('data'))).rejects.toMatchObject({
      code: 'data_directory_unusable',
      message: expect.stringMatching(/Run the restore again, or rename postgres\.replaced-2026/),
    });
  });
});

function garbled(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0x55, at, at + 64);
  return copy;
}

const manifest = (change: object): string =>
  JSON.stringify({
    format: 1,
    postgresMajor: '18',
    takenAt: '2026-01-15T12:00:00.000Z',
    files: 3,
    ...change,
  });

async function zipOf(name: string, text: string, ...others: readonly string[]): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const each of [name, ...others]) await zip.add(each, new TextReader(text));
  return zip.close();
}
