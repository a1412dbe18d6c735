// `deskhand sla explain`: a ticket of a real database explained in words and as data, on both kinds of database.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { uuidIds } from '../../src/adapters/ids.ts';
import { openJobs } from '../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../src/adapters/store/store.ts';
import { runSlaExplain } from '../../src/cli/sla-explain.ts';
import type { Config } from '../../src/config/config.ts';
import { startTimer } from '../../src/domain/sla/timers.ts';
import { aPerson, aTicket } from '../contracts/store/samples.ts';
import { calendars, hours, moscow } from '../domain/sla/given.ts';
import {
  type DatabaseLocation,
  type DatabaseUnderTest,
  databases,
  silentLogger,
} from '../support/databases.ts';
import { configOf, deskFile } from '../support/scene-config.ts';

const startedAt = moscow('2026-02-06 17:40');

function configAt({ url, dataDirectory }: DatabaseLocation): Config {
  return configOf(
    { DESKHAND_DATA: dataDirectory, ...(url !== undefined && { DATABASE_URL: url }) },
    deskFile('slack'),
  );
}

const explain = (location: DatabaseLocation, reference: string, json = false) =>
  runSlaExplain({
    reference,
    json,
    config: configAt(location),
    clock: { now: () => moscow('2026-02-09 15:00') },
    logger: silentLogger,
  });

/** A database with one ticket, which is due on Monday at 14:40. */
async function withTicket(kind: DatabaseUnderTest, work: (location: DatabaseLocation) => Promise<void>) {
  const { database, location, dispose } = await kind.open();
  try {
    const jobs = await openJobs(database, { logger: silentLogger });
    const store = createStore({ database, jobs, ids: uuidIds(systemClock) });
    const start = { metric: 'firstResponse', startedAt, withinMs: hours(6), calendar: 'office' } as const;
    const timers = [startTimer(start, calendars)];
    const ticket = { ...aTicket(await aPerson(store)), reference: 'ACME-7', timers, version: 0 };
    await store.transaction((tx) => tx.tickets.save(ticket, []));
    await jobs.stop({ timeoutMs: 1_000 });
    await work(location);
  } finally {
    await dispose();
  }
}

describe.each(databases.filter(({ available }) => available))('deskhand sla explain, $name', (kind) => {
  it('refuses a data directory that a running desk holds, and says where to ask instead', async () => {
    if (kind.name === 'server') return;
    await withTicket(kind, async (location) => {
      const { lines, exitCode } = await explain(location, 'ACME-7');
      expect(exitCode).toBe(1);
      expect(lines.join('\n')).toMatch(/in use by another Deskhand[^]*explains a ticket in chat: why REF/);
    });
  });
});
