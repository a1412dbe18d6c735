// Whoever holds a ticket holds up others who change it, but not those who only write down what names it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import type { Repositories, Store } from '../../../src/app/ports.ts';
import { aPerson, openTicket, unique } from '../../contracts/store/samples.ts';
import { databases, silentLogger, type TestDatabase } from '../../support/databases.ts';

// The embedded database runs one transaction at a time.
const server = databases.find(({ name }) => name === 'server');

describe.skipIf(server?.available !== true)('a ticket that a transaction holds', () => {
  let opened: TestDatabase | undefined;
  let jobs: Jobs | undefined;
  let store: Store;
  beforeAll(async () => {
    opened = await server?.open();
    if (opened === undefined) throw new Error('there is no server');
    jobs = await openJobs(opened.database, { logger: silentLogger });
    store = createStore({ database: opened.database, jobs, ids: uuidIds(systemClock) });
  });
  afterAll(async () => {
    await jobs?.stop({ timeoutMs: 1_000 });
    await opened?.dispose();
  });

  /** Runs `work` while another transaction holds a ticket; true when it ended before that one did. */
  async function endsWhileHeld(
    work: (tx: Repositories, ticketId: string) => Promise<unknown>,
  ): Promise<boolean> {
    const { id } = await openTicket(store, await aPerson(store));
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    let isHeld = true;
    let hasEndedFirst = false;
    const { promise: held, resolve: holds } = Promise.withResolvers<void>();
    const holding = store.transaction(async (tx) => {
      await tx.tickets.lock(id);
      holds();
      await mayEnd;
    });
    await held;
    const working = store
      .transaction((tx) => work(tx, id))
      .then(() => {
        hasEndedFirst = isHeld;
      });
    await Promise.race([working, new Promise((resolve) => setTimeout(resolve, 500))]);
    isHeld = false;
    end();
    await Promise.all([holding, working]);
    return hasEndedFirst;
  }

  test('is not waited for by a message that belongs to it', async () => {
    const remember = (tx: Repositories, ticketId: string) =>
      tx.deliveries.remember({
        platform: 'slack',
        chat: 'C1',
        messageId: unique('ts'),
        ticketId,
        role: 'desk',
        command: null,
        personId: null,
      });
    expect(await endsWhileHeld(remember)).toBe(true);
  });

  test('is waited for by whoever else would hold it', async () => {
    expect(await endsWhileHeld((tx, ticketId) => tx.tickets.lock(ticketId))).toBe(false);
  });
});
