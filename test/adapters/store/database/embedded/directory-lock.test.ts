import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDirectory } from '../../../../../src/adapters/store/database/embedded/directory-lock.ts';
import { databases } from '../../../../support/databases.ts';
import { nextLine, startChild } from '../processes/child.ts';

describe('the lock of a data directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'deskhand-lock-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test('is refused a second time, with the holder named and what to do', () => {
    const lock = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrowError(
      expect.objectContaining({
        code: 'data_directory_in_use',
        message: expect.stringMatching(new RegExp(`process ${process.pid} on .*DESKHAND_DATA.*DATABASE_URL`)),
      }),
    );
    lock.release();
  });

  test('is free again after its release, which may be asked for twice', () => {
    const first = lockDirectory(directory);
    first.release();
    first.release();
    lockDirectory(directory).release();
  });

  test('writes nothing but its own two files', async () => {
    const lock = lockDirectory(directory);
    expect((await readdir(directory)).sort()).toEqual(['deskhand.lock', 'deskhand.pid']);
    lock.release();
  });
});

describe('two processes on one data directory', () => {
  const embedded = databases[0];

  async function closedDirectory(): Promise<{ directory: string; remove: () => Promise<void> }> {
    const open = await embedded!.open({ migrated: false });
    await open.database.close();
    return { directory: open.location.dataDirectory, remove: open.dispose };
  }

  test('the second is refused while the first lives, and let in at once after kill -9', async () => {
    const { directory, remove } = await closedDirectory();
    const first = startChild('hold.ts', directory);
    expect(await nextLine(first)).toBe('open');

    const second = startChild('hold.ts', directory);
    expect(await nextLine(second)).toMatch(
      new RegExp(`^data_directory_in_use .*process ${first.process.pid} on `),
    );

    await first.kill();
    const third = startChild('hold.ts', directory);
    expect(await nextLine(third)).toBe('open');
    await third.kill();
    await remove();
  });

  test('of several that start at the same instant exactly one wins, also on an empty directory', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-race-'));
    const children = Array.from({ length: 4 }, () => startChild('hold.ts', directory));
    const answers = await Promise.all(children.map(nextLine));
    await Promise.all(children.map((child) => child.kill()));
    await rm(directory, { recursive: true, force: true });
    expect(answers.map((answer) => answer.split(' ')[0]).sort()).toEqual([
      'data_directory_in_use',
      'data_directory_in_use',
      'data_directory_in_use',
      'open',
    ]);
  });
});
