import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../../src/adapters/store/database/database.ts';
import type { DatabaseFault } from '../../../../../src/adapters/store/database/database-fault.ts';
import { openDatabase } from '../../../../../src/adapters/store/database/open-database.ts';
import { silentLogger } from '../../../../support/databases.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';

let dataDirectory: string;
beforeEach(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'deskhand-failure-'));
  await cp(await embeddedTemplate(false), dataDirectory, { recursive: true });
});
afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

function open(onFatal: (fault: DatabaseFault) => void): Promise<Database> {
  return openDatabase({ dataDirectory, logger: silentLogger, clock: { now: () => 0 }, onFatal });
}

test('a database that cannot start is refused, and its directory is free again', async () => {
  await rm(path.join(dataDirectory, 'postgres/global/pg_control'));
  const unexpected = (fault: DatabaseFault): void => expect.unreachable(fault.message);
  await expect(open(unexpected)).rejects.toMatchObject({ code: 'data_corrupted' });
  await expect(open(unexpected)).rejects.toMatchObject({ code: 'data_corrupted' });
});

test('an engine that can no longer write its log is reported once, and closing it still works', async () => {
  const faults: DatabaseFault[] = [];
  const reported = Promise.withResolvers<void>();
  const database = await open((fault) => {
    faults.push(fault);
    reported.resolve();
  });
  await database.pool.query('CREATE TABLE filler (text text)');
  await rm(path.join(dataDirectory, 'postgres/pg_wal'), { recursive: true });
  const write = database.pool.query(
    `INSERT INTO filler SELECT repeat('x', 1000) FROM generate_series(1, 40000)`,
  );
  await expect(write).rejects.toThrow();
  await reported.promise;
  expect(faults).toMatchObject([{ code: 'engine_died', message: expect.stringContaining('PANIC') }]);
  await database.close();
});
