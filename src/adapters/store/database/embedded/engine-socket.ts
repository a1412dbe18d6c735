// Where the embedded engine listens: a Unix socket that only this user can reach, wherever its path fits.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineAddress } from './engine-messages.ts';

/** The name that PostgreSQL clients expect in a socket directory. */
const SOCKET_NAME = '.s.PGSQL.5432';
/** macOS allows 103 bytes and Linux 107; the path must not depend on where a backup is restored. */
const LONGEST_SOCKET_PATH_BYTES = 103;

export interface EngineSocket {
  readonly address: EngineAddress;
  /** What a PostgreSQL client is given as `host`; its port is reported by the engine where this is not a directory. */
  readonly host: string;
  /** Removes what is left of the socket once the engine has stopped. */
  remove(): void;
}

/** Prepares a free place for the socket. The caller holds the directory's lock, so what lies there is stale. */
export function prepareEngineSocket(
  root: string,
  platform: NodeJS.Platform = process.platform,
): EngineSocket {
  // pg cannot connect to a named pipe. The port is open to every user of that machine: see docs/operating.md.
  if (platform === 'win32')
    return { address: { host: '127.0.0.1', port: 0 }, host: '127.0.0.1', remove() {} };
  const directory = socketDirectory(root);
  const socket = path.join(directory, SOCKET_NAME);
  rmSync(socket, { force: true });
  return {
    address: { path: socket },
    host: directory,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function socketDirectory(root: string): string {
  const inside = path.join(root, 'run');
  if (Buffer.byteLength(path.join(inside, SOCKET_NAME)) > LONGEST_SOCKET_PATH_BYTES) {
    return mkdtempSync(path.join(tmpdir(), 'deskhand-'));
  }
  mkdirSync(inside, { recursive: true, mode: 0o700 });
  return inside;
}
