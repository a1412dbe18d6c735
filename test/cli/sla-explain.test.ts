// `deskhand sla explain`: a ticket of a real database explained in words and as data, on both kinds of database.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { uuidIds } from '../../src/adapters/ids.ts';
import { openJobs } from '../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../src/adapters/store/store.ts';
import { keepCalendars } from '../../src/app/calendar-history.ts';
import { runSlaExplain } from '../../src/cli/sla-explain.ts';
import type { Config } from '../../src/config/config.ts';
import { compileCalendar } from '../../src/domain/sla/calendar.ts';
import { startTimer } from '../../src/domain/sla/timers.ts';
import { aPerson, aTicket } from '../contracts/store/samples.ts';
import { hours, moscow, officeSpec } from '../domain/sla/given.ts';
import {
  type DatabaseLocation,
  type DatabaseUnderTest,
  databases,
  silentLogger,
} from '../support/databases.ts';
import { configOf, deskFile } from '../support/scene-config.ts';

const startedAt = moscow('2026-02-06 17:40');
/** A version that the configuration has left behind. */
const officeVersion = 'office@before';

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

/** A database with one ticket, due on Monday at 14:40: first while its desk runs, then after that has stopped. */
async function withTicket(
  kind: DatabaseUnderTest,
  play: {
    running?: (at: DatabaseLocation) => Promise<void>;
    stopped?: (at: DatabaseLocation) => Promise<void>;
  },
): Promise<void> {
  const { database, location, dispose } = await kind.open();
  try {
    const jobs = await openJobs(database, { logger: silentLogger });
    const store = createStore({ database, jobs, ids: uuidIds(systemClock) });
    const start = {
      metric: 'firstResponse',
      startedAt,
      withinMs: hours(6),
      calendar: officeVersion,
    } as const;
    const ticket = {
      ...aTicket(await aPerson(store)),
      reference: 'ACME-7',
      timers: [startTimer(start, () => compileCalendar(officeSpec))],
      version: 0,
    };
    await store.transaction((tx) => tx.tickets.save(ticket, []));
    await keepCalendars(store, new Map([[officeVersion, officeSpec]]));
    await jobs.stop({ timeoutMs: 1_000 });
    await play.running?.(location);
    await database.close();
    await play.stopped?.(location);
  } finally {
    await dispose();
  }
}

describe.each(databases.filter(({ available }) => available))('deskhand sla explain, $name', (kind) => {
  it('tells in words how the deadlines of a ticket come about, whatever the case of its reference', () =>
    withTicket(kind, {
      async stopped(location) {
        expect(await explain(location, 'acme-7')).toEqual({
          exitCode: 0,
          lines: [
            'How the deadlines of ACME-7 come about',
            '',
            'First response: 6 working hours on the calendar “office” from Friday 6 February 17:40 Moscow time',
            '• Fri 6 Feb 17:40–18:00: 20 min counted',
            '• Fri 6 Feb 18:00 – Mon 9 Feb 09:00: closed',
            '• Mon 9 Feb 09:00–14:40: 5 h 40 min counted',
            '• Mon 9 Feb 14:40–15:00: overdue',
            '→ overdue since today 14:40 Moscow time',
          ],
        });
      },
    }));

  it('gives the same as data', () =>
    withTicket(kind, {
      async stopped(location) {
        const { lines } = await explain(location, 'ACME-7', true);
        expect(lines.map((line) => JSON.parse(line))).toEqual([
          {
            reference: 'ACME-7',
            metric: 'firstResponse',
            state: 'breached',
            startedAt: '2026-02-06T14:40:00.000Z',
            withinMs: hours(6),
            dueAt: '2026-02-09T11:40:00.000Z',
            answeredAt: null,
            breachedAt: '2026-02-09T11:40:00.000Z',
            segments: [
              segment('worked', '2026-02-06T14:40', '2026-02-06T15:00', 20),
              segment('closed', '2026-02-06T15:00', '2026-02-09T06:00', 0),
              segment('worked', '2026-02-09T06:00', '2026-02-09T11:40', 340),
            ],
          },
        ]);
      },
    }));

  it('says so where there is no such ticket', () =>
    withTicket(kind, {
      async stopped(location) {
        expect(await explain(location, 'ACME-8')).toEqual({
          lines: ['There is no ticket ACME-8.'],
          exitCode: 1,
        });
      },
    }));

  it('says so where the database is behind', async () => {
    const { database, location, dispose } = await kind.open({ migrated: false });
    await database.close();
    const { lines, exitCode } = await explain(location, 'ACME-7');
    await dispose();
    expect([exitCode, lines[0]]).toEqual([
      1,
      'The database is not up to date: run "deskhand migrate" first.',
    ]);
  });

  it('explains beside a running desk on a server, and sends to it where the desk holds its data alone', () =>
    withTicket(kind, {
      async running(location) {
        const { lines, exitCode } = await explain(location, 'ACME-7');
        const refused = /in use by another Deskhand[\s\S]*explains a ticket in chat: why REF/;
        expect(exitCode).toBe(kind.name === 'server' ? 0 : 1);
        expect(lines.join('\n')).toMatch(kind.name === 'server' ? /ACME-7/ : refused);
      },
    }));
});

it('creates nothing where there is no desk', async () => {
  const dataDirectory = path.join(tmpdir(), 'deskhand-that-never-was');
  const { lines, exitCode } = await explain({ dataDirectory }, 'ACME-7');
  expect(exitCode).toBe(1);
  expect(lines[0]).toContain(`There is no desk in ${dataDirectory}`);
  expect(existsSync(dataDirectory)).toBe(false);
});

const segment = (kind: string, from: string, to: string, minutes: number) => ({
  kind,
  fromAt: `${from}:00.000Z`,
  toAt: `${to}:00.000Z`,
  countedMs: minutes * 60_000,
  calendar: officeVersion,
});
