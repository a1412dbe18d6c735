// A backup that is asked for and not read is given up, since it holds off the database's housekeeping.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BACKUP_PATH } from '../../../src/adapters/control-file.ts';
import { openBackupArchive } from '../../../src/adapters/store/database/embedded/backup-archive.ts';
import { controlRoutes } from '../../../src/adapters/web/control.ts';
import { startWebServer, type WebServer } from '../../../src/adapters/web/server.ts';
import { type FakeLogger, fakeLogger } from '../../fakes/logger.ts';
import { silentLogger } from '../../support/databases.ts';

/** More than the sockets between two processes take in by themselves. */
const size = 24 * 1024 * 1024;

let root: string;
let server: WebServer;
let waits: { readonly ms: number; readonly end: () => void; readonly signal: AbortSignal }[];
let outcomes: string[];
let asked: ClientRequest | null;
let logger: FakeLogger;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deskhand-control-'));
  await writeFile(path.join(root, 'table'), randomBytes(size));
  logger = fakeLogger();
  waits = [];
  outcomes = [];
  asked = null;
  const backUp = async (into: WritableStream<Uint8Array>): Promise<void> => {
    try {
      const archive = openBackupArchive(into, root, '');
      await archive.addFile('table');
      await archive.close();
      outcomes.push('done');
    } catch (error) {
      outcomes.push(String(error));
      throw error;
    }
  };
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((end) => {
      waits.push({ ms, end, signal });
      signal.addEventListener('abort', () => end());
    });
  const routes = controlRoutes({ key: 'key', backUp, logger, wait });
  server = await startWebServer({ routes, host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterEach(async () => {
  asked?.destroy();
  await server.stop(1_000);
  await rm(root, { recursive: true });
});

const headers = { authorization: 'Bearer key' };
const waiting = () => waits.filter(({ signal }) => !signal.aborted);

/** Asks for the backup and reads nothing of it. */
async function stall(): Promise<IncomingMessage> {
  asked = request(server.address + BACKUP_PATH, { method: 'POST', headers });
  asked.on('error', () => undefined);
  const answered = new Promise<IncomingMessage>((resolve) => asked?.once('response', resolve));
  asked.end();
  const response = await answered;
  response.on('error', () => undefined);
  return response.pause();
}

test('A backup that is read comes whole, and nothing waits for it any more.', async () => {
  const response = await fetch(server.address + BACKUP_PATH, { method: 'POST', headers });
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(size);
  await expect.poll(() => outcomes).toEqual(['done']);
  expect(waits.length).toBeGreaterThan(1);
  expect(waiting()).toEqual([]);
});

test('A backup of which nothing is taken for a minute is given up, and the next one can be taken.', async () => {
  await stall();
  let seen = -1;
  // Until the sockets are full and one piece is not taken.
  await expect
    .poll(
      () => {
        const isAtRest = waits.length === seen && waiting().length === 1;
        seen = waits.length;
        return isAtRest;
      },
      { interval: 200, timeout: 10_000 },
    )
    .toBe(true);
  expect(outcomes).toEqual([]);
  expect(waiting().map(({ ms }) => ms)).toEqual([60_000]);
  expect((await fetch(server.address + BACKUP_PATH, { method: 'POST', headers })).status).toBe(409);
  for (const { end } of waiting()) end();
  await expect.poll(() => outcomes).toHaveLength(1);
  await expect.poll(() => logger.errors).toEqual(['a backup failed']);
  expect(outcomes[0]).toMatch(/taken nothing for 60 s/);
  const next = await fetch(server.address + BACKUP_PATH, { method: 'POST', headers });
  expect((await next.arrayBuffer()).byteLength).toBeGreaterThan(size);
});
