// The data of one run of the playground.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDirectory } from '../../../src/playground/server/fresh-directory.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'deskhand-fresh-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const leave = (name: string): string => {
  const directory = path.join(parent, name);
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'ticket'), 'ACME-1');
  return directory;
};

test('what an earlier run of this process left is cleared', async () => {
  const own = leave(`run-${process.pid}`);
  expect(await freshDirectory(parent)).toBe(own);
  expect(existsSync(path.join(own, 'ticket'))).toBe(false);
});

test('what a process that ended left is cleared', async () => {
  const endedPid = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
  const left = leave(`run-${endedPid}`);
  await freshDirectory(parent);
  expect(existsSync(left)).toBe(false);
});

test('a playground that still runs keeps its data, and so does whatever else lies there', async () => {
  const running = leave(`run-${process.ppid}`);
  const other = leave('keepsakes');
  await freshDirectory(parent);
  expect([existsSync(running), existsSync(other)]).toEqual([true, true]);
});
