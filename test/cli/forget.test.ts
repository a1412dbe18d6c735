// `deskhand forget`: what it says, what it changes and what it leaves, on both kinds of database.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { uuidIds } from '../../src/adapters/ids.ts';
import { openJobs } from '../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../src/adapters/store/store.ts';
import { pseudonymOf } from '../../src/app/forget.ts';
import type { Person, Store } from '../../src/app/ports.ts';
import { runForget } from '../../src/cli/forget.ts';
import { erasedText } from '../../src/domain/erasure.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { aPerson, monday, openTicket } from '../contracts/store/samples.ts';
import {
  type DatabaseLocation,
  type DatabaseUnderTest,
  databases,
  openTestDatabase,
  silentLogger,
} from '../support/databases.ts';
import { configOf, deskFile } from '../support/scene-config.ts';

interface Kept {
  readonly person: Person;
  readonly ticket: Ticket;
}

interface Desk extends Kept {
  forget(
    person: string,
    options?: { apply?: boolean; alsoOpen?: boolean; json?: boolean },
  ): ReturnType<typeof runForget>;
  /** What is kept of them now. */
  kept(): Promise<{ readonly person: Person | null; readonly ticket: Ticket | null }>;
}

async function withStore<T>(location: DatabaseLocation, work: (store: Store) => Promise<T>): Promise<T> {
  const database = await openTestDatabase(location);
  const jobs = await openJobs(database, { logger: silentLogger });
  try {
    return await work(createStore({ database, jobs, ids: uuidIds(systemClock) }));
  } finally {
    await jobs.stop({ timeoutMs: 1_000 });
    await database.close();
  }
}

/** A desk that has stopped, with one person and one ticket of theirs. */
async function withDesk(
  kind: DatabaseUnderTest,
  change: Partial<Ticket>,
  play: (desk: Desk) => Promise<void>,
): Promise<void> {
  const { database, location, dispose } = await kind.open();
  await database.close();
  try {
    const { person, ticket } = await withStore(location, async (store) => {
      const known = await aPerson(store, {
        platform: 'telegram',
        userId: '42',
        handle: 'Anna',
        name: 'Anna Orlova',
      });
      return { person: known, ticket: await openTicket(store, known, { reference: 'ACME-7', ...change }) };
    });
    const { url, dataDirectory } = location;
    const env = { DESKHAND_DATA: dataDirectory, ...(url !== undefined && { DATABASE_URL: url }) };
    const config = configOf(env, deskFile('slack'));
    await play({
      person,
      ticket,
      forget: (named, { apply = false, alsoOpen = false, json = false } = {}) =>
        runForget({
          person: named,
          apply,
          alsoOpen,
          json,
          config,
          clock: { now: () => monday },
          logger: silentLogger,
        }),
      kept: () =>
        withStore(location, (store) =>
          store.read(async ({ people, tickets }) => ({
            person: await people.get(person.id),
            ticket: await tickets.find({ id: ticket.id }),
          })),
        ),
    });
  } finally {
    await dispose();
  }
}

const closed = { status: 'closed', closedAt: monday } as const;

describe.each(databases.filter(({ available }) => available))('deskhand forget, $name', (kind) => {
  it('says by table what would go and what stays, and changes nothing', () =>
    withDesk(kind, closed, async ({ person, ticket, forget, kept }) => {
      const { lines, exitCode } = await forget('telegram:42');
      const text = lines.join('\n');
      expect(exitCode).toBe(0);
      expect(text).toContain('nothing is changed without --apply');
      expect(text).toMatch(/identities +1/);
      expect(text).toMatch(/ticket_events +1/);
      expect(text).toContain(pseudonymOf(person.id));
      expect(text).not.toContain('Orlova');
      expect(await kept()).toEqual({ person, ticket });
    }));

  it.each(['telegram:42', 'telegram:@anna'])('forgets %s for good, and once', (named) =>
    withDesk(kind, closed, async ({ person, ticket, forget, kept }) => {
      const { lines } = await forget(named, { apply: true, json: true });
      expect(JSON.parse(lines.join(''))).toMatchObject({
        applied: true,
        personId: person.id,
        rows: { identities: 1, tickets: 1, people: 1 },
      });
      const after = await kept();
      expect(after.person).toMatchObject({ name: pseudonymOf(person.id), identities: [] });
      expect(after.ticket).toEqual({ ...ticket, description: erasedText });
      expect((await forget(named, { apply: true })).exitCode, 'nobody is known by that name').toBe(1);
      expect((await forget(person.id, { apply: true })).lines[0]).toBe('Nothing is left to erase.');
    }),
  );

  it('leaves somebody with an open ticket alone, and says how to go on', () =>
    withDesk(kind, {}, async ({ person, ticket, forget, kept }) => {
      const { lines, exitCode } = await forget('telegram:42', { apply: true });
      expect(exitCode).toBe(1);
      expect(lines.join()).toMatch(/ACME-7.*--also-open/);
      expect(await kept()).toEqual({ person, ticket });
      expect((await forget('telegram:42', { apply: true, alsoOpen: true })).exitCode).toBe(0);
      expect((await kept()).ticket?.description).toBe(erasedText);
    }));

  it('says how to name a person when nobody is known by that name', () =>
    withDesk(kind, closed, async ({ forget }) => {
      const { lines, exitCode } = await forget('nobody', { apply: true });
      expect(exitCode).toBe(1);
      expect(lines.join()).toContain('telegram:@name');
    }));
});
