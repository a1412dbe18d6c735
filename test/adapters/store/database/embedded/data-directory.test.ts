import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  assertReadableVersion,
  ensureInitialised,
  prepareDataDirectory,
} from '../../../../../src/adapters/store/database/embedded/data-directory.ts';
import { EMBEDDED_POSTGRES_MAJOR } from '../../../../../src/adapters/store/database/embedded/engine-parameters.ts';
import { prepareEngineSocket } from '../../../../../src/adapters/store/database/embedded/engine-socket.ts';
import { databases, openTestDatabase } from '../../../../support/databases.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deskhand-dir-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the data directory', () => {
  test('is made with all its parents', async () => {
    const directory = await prepareDataDirectory(path.join(root, 'a/b'));
    expect(directory.postgres).toBe(path.join(directory.root, 'postgres'));
  });

  test('is the same one under another name', async () => {
    await symlink(root, `${root}-link`);
    const direct = await prepareDataDirectory(root);
    expect(await prepareDataDirectory(`${root}-link`)).toEqual(direct);
    await rm(`${root}-link`);
  });

  test('is refused with its reason when it cannot be made', async () => {
    await writeFile(path.join(root, 'file'), '');
    await expect(prepareDataDirectory(path.join(root, 'file/data'))).rejects.toMatchObject({
      code: 'data_directory_unusable',
      message: expect.stringContaining('DESKHAND_DATA'),
    });
  });

  test('appears whole or not at all, and leaves nothing of an attempt that was cut short', async () => {
    const directory = await prepareDataDirectory(root);
    const cutShort = ensureInitialised(directory, async (partial) => {
      await writeFile(path.join(partial, 'PG_VERSION'), EMBEDDED_POSTGRES_MAJOR);
      throw new Error('killed');
    });
    await expect(cutShort).rejects.toThrow('killed');
    await ensureInitialised(directory, (partial) => writeFile(path.join(partial, 'PG_VERSION'), '17'));
    expect(await readdir(root)).toEqual(['postgres']);
    await expect(assertReadableVersion(directory)).rejects.toMatchObject({
      code: 'data_directory_other_version',
    });
  });

  test('of another PostgreSQL version is refused with what to do, and stays as it is', async () => {
    await mkdir(path.join(root, 'postgres'));
    await writeFile(path.join(root, 'postgres/PG_VERSION'), '17\n');
    await expect(openTestDatabase({ dataDirectory: root })).rejects.toMatchObject({
      code: 'data_directory_other_version',
      message: expect.stringMatching(/PostgreSQL 17.*export.*import/),
    });
    expect(await readdir(path.join(root, 'postgres'))).toEqual(['PG_VERSION']);
  });
});

test('the version that is expected of a data directory is the one that the engine has', async () => {
  const open = await databases[0]!.open({ migrated: false });
  const { rows } = await open.database.pool.query('SHOW server_version_num');
  await open.dispose();
  expect(rows[0].server_version_num.slice(0, 2)).toBe(EMBEDDED_POSTGRES_MAJOR);
});

describe.skipIf(process.platform === 'win32')('the socket of the engine', () => {
  test('lies in the data directory where its path fits', () => {
    const socket = prepareEngineSocket(root);
    expect(socket.address).toEqual({ path: path.join(root, 'run/.s.PGSQL.5432') });
  });

  test('lies in a short directory of its own where it does not', async () => {
    const long = path.join(root, 'x'.repeat(100));
    await mkdir(long);
    const socket = prepareEngineSocket(long);
    expect('path' in socket.address && Buffer.byteLength(socket.address.path)).toBeLessThanOrEqual(103);
    socket.remove();
  });

  test('works from a data directory with a long path', async () => {
    const long = path.join(root, 'y'.repeat(100));
    await cp(await embeddedTemplate(false), long, { recursive: true });
    const database = await openTestDatabase({ dataDirectory: long });
    await database.ping();
    await database.close();
  });
});

test('where there are no Unix sockets the engine listens on a port of this machine only', () => {
  expect(prepareEngineSocket(root, 'win32').address).toEqual({ host: '127.0.0.1', port: 0 });
});
