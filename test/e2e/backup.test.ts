// A backup is taken from the running desk while people open tickets, and another desk goes on with it.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { BACKUP_PATH, readControlFile, writeControlFile } from '../../src/adapters/control-file.ts';
import { runBackup } from '../../src/cli/backup.ts';
import { runRestore } from '../../src/cli/restore.ts';
import {
  type DatabaseUnderTest,
  embeddedDatabase,
  openTestDatabase,
  silentLogger,
} from '../support/databases.ts';
import { inScene } from '../support/scene.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const at = '2026-02-09T10:00:00+03:00';
const mary = { id: 4_711, firstName: 'Mary', languageCode: 'en' };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deskhand-e2e-backup-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The embedded database on a directory that the test chooses, empty or restored. */
const lyingIn = (dataDirectory: string): DatabaseUnderTest => ({
  ...embeddedDatabase,
  open: async () => ({
    database: await openTestDatabase({ dataDirectory }),
    location: { dataDirectory },
    dispose: async () => {},
  }),
});

const config = (dataDirectory: string) => ({ databaseUrl: null, dataDirectory });

test('a backup taken while tickets are opened holds every one that people had been told of', {
  timeout: 180_000,
}, async () => {
  const [data, restored] = [path.join(root, 'data'), path.join(root, 'restored')];
  const target = path.join(root, 'desk.zip');
  let toldBefore = 0;
  let openedMeanwhile = 0;
  await inScene({ database: lyingIn(data), at }, async (scene) => {
    const person = await telegramPerson(scene, mary);
    const told = () => person.all(/ACME-\d+ is open/).length;
    const opens = async (): Promise<void> => {
      const next = told() + 1;
      await person.writes(`/new trouble number ${next}`);
      await person.reads(/How severe is it/);
      await person.presses('1 · Critical: work has stopped');
      await person.reads(new RegExp(`ACME-${next} is open`));
    };
    for (let count = 0; count < 4; count++) await opens();
    toldBefore = told();
    let isDone = false;
    const opening = (async () => {
      while (!isDone) await opens();
    })();
    const report = await runBackup({
      target,
      json: true,
      config: config(data),
      clock: systemClock,
      logger: silentLogger,
    });
    expect(report).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(report.lines[0] ?? '')).toMatchObject({ from: 'running desk', file: target });
    isDone = true;
    await opening;
    openedMeanwhile = told() - toldBefore;
  });
  expect(openedMeanwhile).toBeGreaterThan(0);

  const answer = await runRestore({
    file: target,
    replace: false,
    config: config(restored),
    clock: systemClock,
    logger: silentLogger,
  });
  expect(answer).toMatchObject({ exitCode: 0 });
  await expectConsistent(restored, toldBefore);
  await inScene({ database: lyingIn(restored), at: '2026-02-09T11:00:00+03:00' }, async (scene) => {
    expect((await fetch(`${scene.address()}/readyz`)).status).toBe(200);
    for (let number = 1; number <= toldBefore; number++) {
      const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference: `ACME-${number}` }));
      expect(ticket).toMatchObject({ reference: `ACME-${number}`, severity: 'critical' });
    }
  });
});

/** Tickets follow one another, and so do each ticket's events and each conversation's deliveries. */
async function expectConsistent(dataDirectory: string, atLeast: number): Promise<void> {
  const database = await openTestDatabase({ dataDirectory });
  const count = async (sql: string): Promise<number> =>
    (await database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`)).rows[0]
      ?.count ?? -1;
  const gaps = (table: string, owner: string) =>
    count(
      `(SELECT 1 FROM ${table} GROUP BY ${owner} HAVING count(*) <> max(sequence) OR min(sequence) <> 1) AS gap`,
    );
  expect(await count('tickets')).toBeGreaterThanOrEqual(atLeast);
  expect(await gaps('ticket_events', 'ticket_id')).toBe(0);
  expect(await gaps('deliveries', 'conversation_id')).toBe(0);
  expect(
    await count('tickets t WHERE NOT EXISTS (SELECT 1 FROM ticket_events e WHERE e.ticket_id = t.id)'),
  ).toBe(0);
  expect(
    await count(
      `conversations c WHERE last_sequence <> (SELECT coalesce(max(sequence), 0) FROM deliveries d WHERE d.conversation_id = c.id)`,
    ),
  ).toBe(0);
  await database.close();
}

test('only who can read the control file of the running desk gets a backup, and a file of a dead desk stands in nobody’s way', async () => {
  const data = path.join(root, 'data');
  const take = (name: string) =>
    runBackup({
      target: path.join(root, name),
      json: true,
      config: config(data),
      clock: systemClock,
      logger: silentLogger,
    });
  let stale: ReturnType<typeof readControlFile> = null;
  await inScene({ database: lyingIn(data), at }, async (scene) => {
    const control = path.join(data, 'control.json');
    expect((await stat(control)).mode & 0o777).toBe(0o600);
    stale = readControlFile(data);
    const ask = (headers: Record<string, string>) =>
      fetch(scene.address() + BACKUP_PATH, { method: 'POST', headers });
    for (const authorization of ['', 'Bearer wrong', 'Bearer ']) {
      const refused = await ask(authorization === '' ? {} : { authorization });
      expect(refused.status).toBe(401);
      expect(await refused.text()).toBe('unauthorized\n');
    }
    const [first, second] = await Promise.all([take('first.zip'), take('second.zip')]);
    const refused = [first, second].filter(({ exitCode }) => exitCode === 1);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.lines.join()).toMatch(/another one is being taken/);
  });
  await expect(readFile(path.join(data, 'control.json'))).rejects.toThrow('ENOENT');

  // As a killed desk leaves it.
  if (stale !== null) writeControlFile(data, stale);
  const report = await take('third.zip');
  expect(JSON.parse(report.lines[0] ?? '')).toMatchObject({ from: 'data directory' });
});
