// `deskhand databases`: shown and set in the desk's own database, on both kinds of it.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSettings } from '../../src/adapters/store/settings-only.ts';
import { knownDatabases } from '../../src/app/databases.ts';
import { runDatabases } from '../../src/cli/databases.ts';
import { moscow } from '../domain/sla/given.ts';
import { type DatabaseLocation, databases, openTestDatabase, silentLogger } from '../support/databases.ts';

const now = moscow('2026-02-09 15:00');

const run = ({ url, dataDirectory }: DatabaseLocation, version: string | null, force = false) =>
  runDatabases({
    version,
    force,
    config: { databaseUrl: url ?? null, dataDirectory },
    clock: { now: () => now },
    logger: silentLogger,
  });

describe.each(databases.filter(({ available }) => available))('deskhand databases, $name', (kind) => {
  it('sets and shows the latest, and goes back only when that is meant', async () => {
    const { database, location, dispose } = await kind.open();
    await database.close();
    try {
      expect((await run(location, null)).lines.join()).toContain('No version');
      expect(await run(location, '2026.11.22.1200')).toMatchObject({ exitCode: 0 });
      expect(await run(location, null)).toEqual({
        exitCode: 0,
        lines: ['2026.11.22.1200, set 2026-02-09T12:00:00.000Z'],
      });
      const older = await run(location, '2026.9.1');
      expect(older).toMatchObject({ exitCode: 1, lines: [expect.stringContaining('--force')] });
      expect(await run(location, '2026.9.1', true)).toMatchObject({ exitCode: 0 });
      const again = await openTestDatabase(location);
      expect(await withSettings(again, knownDatabases)).toEqual({
        version: '2026.9.1',
        setAt: now,
        setBy: null,
      });
      await again.close();
    } finally {
      await dispose();
    }
  });

  it('refuses what is no version', async () => {
    const { database, location, dispose } = await kind.open();
    await database.close();
    expect(await run(location, 'soon')).toMatchObject({
      exitCode: 1,
      lines: [expect.stringContaining('soon')],
    });
    await dispose();
  });

  it('works beside a running desk on a server, and says what to do where the desk holds its data alone', async () => {
    const { location, dispose } = await kind.open();
    const { lines, exitCode } = await run(location, '2026.11.22.1200');
    await dispose();
    expect(exitCode).toBe(kind.name === 'server' ? 0 : 1);
    if (kind.name === 'embedded') expect(lines.join('\n')).toContain('Stop the desk first');
  });

  it('says so where the database is behind', async () => {
    const { database, location, dispose } = await kind.open({ migrated: false });
    await database.close();
    const { lines, exitCode } = await run(location, null);
    await dispose();
    expect([exitCode, lines[0]]).toEqual([1, expect.stringContaining('deskhand migrate')]);
  });
});

it('creates nothing where there is no desk', async () => {
  const dataDirectory = path.join(tmpdir(), 'deskhand-that-never-was');
  expect(await run({ dataDirectory }, '2026.1')).toMatchObject({ exitCode: 1 });
  expect(existsSync(dataDirectory)).toBe(false);
});
