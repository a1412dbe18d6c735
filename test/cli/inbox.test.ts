// `deskhand inbox`: what failed is listed, shown and tried again, on both kinds of database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withInbox } from '../../src/adapters/store/inbox-only.ts';
import type { KeptInbound } from '../../src/app/ports.ts';
import { type InboxAct, inboxAct, runInbox } from '../../src/cli/inbox.ts';
import { databases, openTestDatabase, silentLogger, type TestDatabase } from '../support/databases.ts';

const now = Date.UTC(2026, 1, 9, 12);
const clock = { now: () => now };
const anEvent = (eventId: string) => ({
  platform: 'slack',
  eventId,
  lane: 'C1/1.2',
  payload: { text: `words of ${eventId}` },
  receivedAt: now,
});

describe.each(databases.filter(({ available }) => available))('deskhand inbox, $name', (kind) => {
  let opened: TestDatabase;
  const config = () => {
    const { url, dataDirectory } = opened.location;
    return { databaseUrl: url ?? null, dataDirectory };
  };
  const run = (act: InboxAct, json = false) =>
    runInbox({ act, json, config: config(), clock, logger: silentLogger });
  async function next(): Promise<KeptInbound | null> {
    const database = await openTestDatabase(opened.location);
    const found = await withInbox(database, (inbox) => inbox.next({ platform: 'slack', lane: 'C1/1.2' }));
    await database.close();
    return found;
  }

  beforeAll(async () => {
    opened = await kind.open();
    await withInbox(opened.database, async (inbox) => {
      for (const id of ['Ev1', 'Ev2', 'Ev3']) await inbox.put(anEvent(id));
      await inbox.fail('slack', 'Ev1', 'Error: cannot be understood\n    at line 1', now);
      await inbox.complete('slack', 'Ev3', now);
    });
    await opened.database.close();
  });
  afterAll(() => opened.dispose());

  it('lists what failed and what waits, one a line or as JSON', async () => {
    expect(await run({ kind: 'list' })).toEqual({
      exitCode: 0,
      lines: [
        'failed  slack  Ev1  C1/1.2  2026-02-09T12:00:00.000Z  tried 1 times  Error: cannot be understood',
        'waiting  slack  Ev2  C1/1.2  2026-02-09T12:00:00.000Z',
      ],
    });
    const { lines } = await run({ kind: 'list' }, true);
    expect(JSON.parse(lines.join())).toMatchObject({
      failed: [{ eventId: 'Ev1' }],
      waiting: [{ eventId: 'Ev2' }],
    });
  });

  it('shows one with what the platform sent, and says when there is none', async () => {
    expect((await run({ kind: 'show', eventId: 'Ev1' })).lines.join()).toContain('words of Ev1');
    expect(await run({ kind: 'show', eventId: 'Ev3' })).toMatchObject({ exitCode: 1 });
  });

  it('has one tried again, or all', async () => {
    expect(await run({ kind: 'retry', eventId: 'Ev9' })).toMatchObject({ exitCode: 1 });
    expect(await run({ kind: 'retry', eventId: null }, true)).toEqual({
      exitCode: 0,
      lines: ['{"retried":1}'],
    });
    expect(await next()).toMatchObject({ eventId: 'Ev1', failedAt: null, attempts: 0 });
    expect((await run({ kind: 'retry', eventId: null })).lines).toEqual(['Nothing has failed.']);
  });
});

describe('the words after deskhand inbox', () => {
  it.each([
    [[], false, { kind: 'list' }],
    [['show', 'Ev1'], false, { kind: 'show', eventId: 'Ev1' }],
    [['retry', 'Ev1'], false, { kind: 'retry', eventId: 'Ev1' }],
    [['retry'], true, { kind: 'retry', eventId: null }],
  ])('%j, all: %j', (words, all, act) => {
    expect(inboxAct(words, all)).toEqual(act);
  });

  it.each([
    [['retry'], false],
    [['retry', 'Ev1'], true],
    [['show'], false],
    [['drop', 'Ev1'], false],
  ])('%j, all: %j, make no sense', (words, all) => {
    expect(() => inboxAct(words, all)).toThrow('inbox takes');
  });
});
