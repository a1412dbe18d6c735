// Where a running desk says how commands on its own machine reach it: a file that only its own user can read.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The desk takes a copy of its database and answers with it. */
export const BACKUP_PATH = '/control/backup';

const CONTROL_FILE = 'control.json';
const KEY_BYTES = 32;

const control = z.object({ address: z.url(), key: z.string().min(1) });

/** Whoever knows the key may take everything that the desk keeps. */
export type Control = z.infer<typeof control>;

/** A key that nobody can guess; a new one at every start. */
export const newControlKey = (): string => randomBytes(KEY_BYTES).toString('base64url');

/** Tells commands on this machine how to reach the desk. */
export function writeControlFile(dataDirectory: string, { address, key }: Control): void {
  const file = path.join(dataDirectory, CONTROL_FILE);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  writeFileSync(partial, `${JSON.stringify({ address: reachable(address), key })}\n`, { mode: 0o600 });
  renameSync(partial, file);
}

/** What the last desk on this directory wrote, if anything; it may have died since. */
export function readControlFile(dataDirectory: string): Control | null {
  try {
    const text = readFileSync(path.join(dataDirectory, CONTROL_FILE), 'utf8');
    return control.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function removeControlFile(dataDirectory: string): void {
  rmSync(path.join(dataDirectory, CONTROL_FILE), { force: true });
}

/** An address that listens everywhere is reached on this machine by the loopback one. */
function reachable(address: string): string {
  const url = new URL(address);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  return url.origin;
}
