import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDeskSessions } from '../../../../src/adapters/store/database/server-database.ts';
import { describeEachDatabase, type TestDatabase } from '../../../support/databases.ts';

describeEachDatabase('an open database', (kind) => {
  let open: TestDatabase;
  beforeAll(async () => {
    open = await kind.open({ migrated: false });
  });
  afterAll(() => open.dispose());

  test('says which kind it is and answers a ping', async () => {
    expect(open.database.kind).toBe(kind.name);
    await open.database.ping();
  });

  test('runs every session in UTC', async () => {
    const { rows } = await open.database.pool.query(`SELECT current_setting('timezone') AS zone`);
    expect(rows).toEqual([{ zone: 'UTC' }]);
  });

  test('confirms a commit only after the disk has it', async () => {
    const { rows } = await open.database.pool.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
    );
    expect(rows).toEqual([{ fsync: 'on', commit: 'on' }]);
  });

  test('keeps concurrent transactions apart', async () => {
    const { pool } = open.database;
    await pool.query('CREATE TABLE counter (value int); INSERT INTO counter VALUES (0)');
    const increment = async (): Promise<void> => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query('SELECT value FROM counter FOR UPDATE');
        await client.query('UPDATE counter SET value = $1', [rows[0].value + 1]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };
    await Promise.all(Array.from({ length: 50 }, increment));
    expect((await pool.query('SELECT value FROM counter')).rows).toEqual([{ value: 50 }]);
  });

  test('delivers notifications to the connection that listens', async () => {
    const client = await open.database.pool.connect();
    try {
      const heard = new Promise((resolve) =>
        client.once('notification', (message) => resolve(message.payload)),
      );
      await client.query('LISTEN bell');
      await client.query(`SELECT pg_notify('bell', 'ding')::text`);
      expect(await heard).toBe('ding');
    } finally {
      client.release();
    }
  });
});

describeEachDatabase('closing a database', (kind) => {
  test('may be asked for twice', async () => {
    const open = await kind.open({ migrated: false });
    await Promise.all([open.database.close(), open.database.close()]);
    await expect(open.database.ping()).rejects.toThrow();
    await open.dispose();
  });
});

describe('the session settings of a server connection', () => {
  test('put the desk’s own after the options that the address already has', () => {
    const url = new URL(withDeskSessions('postgresql://desk@db/desk?options=-c%20statement_timeout%3D5s'));
    expect(url.searchParams.get('options')).toMatch(/^-c statement_timeout=5s -c timezone=UTC /);
  });
});
