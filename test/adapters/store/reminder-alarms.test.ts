// Two replicas that remind at the same time share the tickets between them.
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { defineDeskJobQueues } from '../../../src/adapters/store/job-outbox.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import { aPerson, monday, openTicket } from '../../contracts/store/samples.ts';
import { databases, silentLogger } from '../../support/databases.ts';

const server = databases.find(({ name }) => name === 'server');

test.skipIf(!server?.available)('a ticket that one holds, another passes over', async () => {
  const opened = await server?.open();
  if (opened === undefined) throw new Error('the server was there a moment ago');
  const jobs = await openJobs(opened.database, { logger: silentLogger });
  await defineDeskJobQueues(jobs);
  const store = createStore({ database: opened.database, jobs, ids: uuidIds(systemClock) });
  const person = await aPerson(store);
  const tickets = [await openTicket(store, person), await openTicket(store, person)].map(({ id }) => id);
  await store.transaction((tx) =>
    tx.jobs.enqueueAll(
      'remind',
      tickets.map((id, index) => ({ id, runAt: monday + index })),
    ),
  );
  const hold = (limit: number) => store.transaction((tx) => tx.tickets.holdDue(monday + 9, limit));
  await store.transaction(async (tx) => {
    expect(await tx.tickets.holdDue(monday + 9, 1)).toEqual(tickets.slice(0, 1));
    expect(await hold(2)).toEqual(tickets.slice(1));
  });
  expect(await hold(2)).toEqual(tickets);
  await jobs.stop({ timeoutMs: 1_000 });
  await opened.dispose();
});
