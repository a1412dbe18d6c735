// Keeps a second process off the data directory: PGlite itself would let it in, and rows would be lost.
//
// Node has no file lock, but its SQLite takes one on every system (fcntl, LockFileEx), and the system drops it
// with the process, however that dies. So an exclusive transaction on an empty SQLite file is the lock: nothing
// is ever stale, the system decides between two that start at once, and it holds between containers that share
// a volume, where a socket name or a process id means nothing. The file must not be opened by other means in
// this process: closing any handle of it would drop the lock.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseFault } from '../database-fault.ts';

const LOCK_FILE = 'deskhand.lock';
/** Who holds the lock, for the message only. */
const HOLDER_FILE = 'deskhand.pid';
const SQLITE_BUSY = 5;

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the directory for this process until it releases it or ends.
 * @throws DatabaseFault `data_directory_in_use` when another process has it.
 */
export function lockDirectory(root: string): DirectoryLock {
  const lock = new DatabaseSync(path.join(root, LOCK_FILE), { timeout: 0 });
  try {
    // Without a journal on disk the lock file stays the only file, and stays empty.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(root) : error;
  }
  const holder = path.join(root, HOLDER_FILE);
  writeFileSync(holder, `${process.pid} on ${hostname()}\n`);
  return {
    release() {
      if (!lock.isOpen) return;
      rmSync(holder, { force: true });
      lock.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function inUse(root: string): DatabaseFault {
  return new DatabaseFault(
    'data_directory_in_use',
    `The data directory ${root} is in use by another Deskhand (process ${holderOf(root)}). ` +
      'Stop that one first, give this one a directory of its own by DESKHAND_DATA, ' +
      'or let both use a PostgreSQL server by DATABASE_URL.',
  );
}

function holderOf(root: string): string {
  try {
    return readFileSync(path.join(root, HOLDER_FILE), 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
