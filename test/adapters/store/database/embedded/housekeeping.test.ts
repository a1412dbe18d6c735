import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Housekeeping,
  startHousekeeping,
} from '../../../../../src/adapters/store/database/embedded/housekeeping.ts';
import { databases, silentLogger, type TestDatabase } from '../../../../support/databases.ts';

const HOUR_MS = 3_600_000;

describe('the housekeeping of the embedded database', () => {
  let open: TestDatabase;
  let now: number;
  let housekeeping: Housekeeping;
  beforeEach(async () => {
    open = await databases[0]!.open({ migrated: false });
    now = new Date(2026, 0, 15, 12).getTime();
    housekeeping = startHousekeeping(open.database.pool, { now: () => now }, silentLogger);
  });
  afterEach(async () => {
    housekeeping.stop();
    await open.dispose();
  });

  async function vacuums(): Promise<number> {
    const { rows } = await open.database.pool.query(
      `SELECT vacuum_count::int AS count FROM pg_stat_user_tables WHERE relname = 'crowd'`,
    );
    return rows[0].count;
  }

  test('moves the point from which a crash is replayed', async () => {
    const { pool } = open.database;
    const redo = async (): Promise<string> =>
      (await pool.query('SELECT redo_lsn::text AS at FROM pg_control_checkpoint()')).rows[0].at;
    const before = await redo();
    await pool.query('CREATE TABLE crowd AS SELECT generate_series(1, 1000) AS number');
    expect(await redo()).toBe(before);
    await housekeeping.tick();
    expect(await redo()).not.toBe(before);
  });

  test('vacuums once a night, after three in the morning', async () => {
    await open.database.pool.query('CREATE TABLE crowd (number int)');
    await housekeeping.tick();
    now += 14 * HOUR_MS;
    await housekeeping.tick();
    expect(await vacuums()).toBe(0);
    now += HOUR_MS;
    await housekeeping.tick();
    await housekeeping.tick();
    expect(await vacuums()).toBe(1);
    now += 24 * HOUR_MS;
    await housekeeping.tick();
    expect(await vacuums()).toBe(2);
  });

  test('begins no checkpoint behind a vacuum once it is held off', async () => {
    await open.database.pool.query('CREATE TABLE crowd (number int)');
    const redo = async (): Promise<string> =>
      (await open.database.pool.query('SELECT redo_lsn::text AS at FROM pg_control_checkpoint()')).rows[0].at;
    const before = await redo();
    now += 24 * HOUR_MS;
    const ticking = housekeeping.tick();
    await housekeeping.holdOff(() => ticking);
    expect([await vacuums(), await redo()]).toEqual([1, before]);
    await housekeeping.tick();
    expect([await vacuums(), await redo()]).not.toEqual([1, before]);
  });

  test('goes on after a failure', async () => {
    const { pool } = open.database;
    const original = pool.query;
    pool.query = (() => Promise.reject(new Error('no'))) as typeof pool.query;
    await housekeeping.tick();
    pool.query = original;
    await pool.query('CREATE TABLE crowd (number int)');
    now += 24 * HOUR_MS;
    await housekeeping.tick();
    expect(await vacuums()).toBe(1);
  });
});
