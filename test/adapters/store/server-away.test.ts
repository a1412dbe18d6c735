// A store whose PostgreSQL server drops connections, refuses them, falls silent, or does not answer a commit.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import type { ServerDatabase } from '../../../src/adapters/store/database/database.ts';
import { openServerDatabase } from '../../../src/adapters/store/database/server-database.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import type { Repositories, Store } from '../../../src/app/ports.ts';
import { StoreUnavailableError } from '../../../src/app/store-unavailable.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { databases, silentLogger, type TestDatabase } from '../../support/databases.ts';

const server = databases.find(({ name }) => name === 'server');
/** Real time, since connections run by it; short, so that silence is noticed soon. */
const watching = { everyMs: 50, patienceMs: 400 };

describe.skipIf(!server?.available)('a store whose server', () => {
  let opened: TestDatabase;
  let proxy: DatabaseProxy;
  let database: ServerDatabase;
  let jobs: Jobs;
  let store: Store;
  let direct: Client;

  beforeEach(async () => {
    if (server === undefined) throw new Error('the server is available');
    opened = await server.open();
    const { url = '' } = opened.location;
    proxy = await startDatabaseProxy(url);
    database = await openServerDatabase(proxy.url, silentLogger, watching);
    jobs = await openJobs(database, { logger: silentLogger });
    store = createStore({ database, jobs, ids: uuidIds(systemClock) });
    direct = new Client({ connectionString: url });
    await direct.connect();
  });
  afterEach(async () => {
    await proxy.mend();
    await jobs.stop({ timeoutMs: 1_000 });
    await database.close();
    await proxy.close();
    await direct.end();
    await opened.dispose();
  });

  /** Ends the desk's sessions as an administrator, or a server that stops, does. */
  const terminate = () =>
    direct.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'deskhand'`);
  const write = (id: string) => (tx: Repositories) =>
    tx.inbox.put({ platform: 'slack', eventId: id, lane: 'C1', payload: {}, receivedAt: 0 });
  const isKept = async (id: string) => {
    const found = await direct.query('SELECT 1 FROM inbound_events WHERE event_id = $1', [id]);
    return found.rowCount === 1;
  };
  const untilIsUp = (isUp: boolean) =>
    expect.poll(() => database.availability.isUp(), { timeout: 10_000, interval: 10 }).toBe(isUp);

  test('ends a connection in the middle of a transaction runs it again, and it takes effect once', async () => {
    const id = randomUUID();
    let runs = 0;
    const isNew = await store.transaction(async (tx) => {
      runs += 1;
      const result = await write(id)(tx);
      if (runs === 1) await terminate();
      await tx.inbox.waiting();
      return result;
    });
    expect([runs, isNew, await isKept(id)]).toEqual([2, true, true]);
  });

  test('ends a connection under a change made alone makes it again', async () => {
    const id = randomUUID();
    await direct.query('BEGIN');
    await direct.query(`INSERT INTO inbound_events (platform, event_id) VALUES ('slack', $1)`, [id]);
    let runs = 0;
    const changing = store.alone(({ inbox }) => {
      runs += 1;
      return inbox.complete('slack', id, 0);
    });
    const waitsForIt = `SELECT FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect
      .poll(async () => (await direct.query(waitsForIt)).rowCount, { timeout: 10_000, interval: 10 })
      .toBe(1);
    await terminate();
    await direct.query('ROLLBACK');
    await changing;
    expect(runs).toBeGreaterThan(1);
    expect(await isKept(id)).toBe(true);
  });

  test('ends the connection before the commit is told apart from one that has committed', async () => {
    const id = randomUUID();
    const losing = store.transaction(async (tx) => {
      await write(id)(tx);
      await terminate();
    });
    await expect(losing).rejects.toThrow(StoreUnavailableError);
    expect(await isKept(id)).toBe(false);
    expect(await store.transaction(write(id))).toBe(true);
  });

  test('never answers the commit is not said to have committed, though it may have', async () => {
    const id = randomUUID();
    const losing = store.transaction(async (tx) => {
      await write(id)(tx);
      proxy.deafen();
    });
    await expect(losing).rejects.toThrow(expect.objectContaining({ isOutcomeUnknown: true }));
    expect(await isKept(id)).toBe(true);
    await untilIsUp(true);
    expect(await store.transaction(write(id))).toBe(false);
  });

  test('ends a connection whose error the work swallows does not seem to have committed', async () => {
    const id = randomUUID();
    const swallowing = store.transaction(async (tx) => {
      await write(id)(tx);
      await terminate();
      await tx.inbox.waiting().catch(() => []);
    });
    await expect(swallowing).rejects.toThrow(StoreUnavailableError);
    expect(await isKept(id)).toBe(false);
  });

  test('refuses connections is known to be away: everything fails at once, until it is back', async () => {
    await proxy.cut();
    await expect(store.transaction(write('1'))).rejects.toThrow(
      expect.objectContaining({ isOutcomeUnknown: false }),
    );
    await expect(store.read(({ inbox }) => inbox.waiting())).rejects.toThrow(StoreUnavailableError);
    await untilIsUp(false);
    await expect(store.transaction(write('1'))).rejects.toThrow(StoreUnavailableError);
    await proxy.mend();
    await untilIsUp(true);
    expect(await store.transaction(write('1'))).toBe(true);
  });

  test('falls silent lets nobody wait: neither those who asked, nor those behind them', async () => {
    const waiting = Array.from({ length: 40 }, async (_, n) =>
      store.transaction(async (tx) => {
        if (n === 0) proxy.silence();
        await write(`${n}`)(tx);
      }),
    );
    const outcomes = await Promise.allSettled(waiting);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailableError) });
    expect(database.availability.isUp()).toBe(false);
    await proxy.mend();
    await untilIsUp(true);
    expect(await store.transaction(write('after'))).toBe(true);
  });

  test('falls silent on its present connections alone has them made anew', async () => {
    await store.transaction(write('before'));
    proxy.silencePresent();
    const stuck = store.transaction(write('stuck'));
    expect(await stuck).toBe(true);
    expect(database.availability.isUp()).toBe(true);
  });

  test('ends idle connections does not end the process, nor trouble who comes next', async () => {
    await Promise.all(['1', '2', '3'].map((id) => store.transaction(write(id))));
    proxy.drop();
    expect(await store.transaction(write('4'))).toBe(true);
  });

  test('ends a connection that is lent and idle does not end the process', async () => {
    const client = await database.pool.connect();
    await terminate();
    await expect
      .poll(() =>
        client.query('SELECT 1').then(
          () => true,
          () => false,
        ),
      )
      .toBe(false);
    client.release(true);
  });

  test('is closed under the desk says so as if it were away', async () => {
    await jobs.stop({ timeoutMs: 1_000 });
    await database.close();
    await expect(store.transaction(write('1'))).rejects.toThrow(StoreUnavailableError);
    await expect(store.read(({ inbox }) => inbox.waiting())).rejects.toThrow(StoreUnavailableError);
  });

  test('says no to what was asked is not taken for one that is away', async () => {
    await expect(store.transaction(write('\u0000'))).rejects.toThrow(/invalid byte sequence/);
    expect(database.availability.isUp()).toBe(true);
  });
});
