// `deskhand deliveries`: what has not arrived is listed and sent again, on both kinds of database.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { uuidIds } from '../../src/adapters/ids.ts';
import { withDeliveries } from '../../src/adapters/store/deliveries-only.ts';
import { runDeliveries, runResend } from '../../src/cli/deliveries.ts';
import { moscow } from '../domain/sla/given.ts';
import { type DatabaseLocation, databases, silentLogger } from '../support/databases.ts';

const now = moscow('2026-02-09 15:00');

const deskAt = ({ url, dataDirectory }: DatabaseLocation) => ({
  config: { databaseUrl: url ?? null, dataDirectory },
  clock: { now: () => now },
  logger: silentLogger,
});

describe.each(databases.filter(({ available }) => available))('deskhand deliveries, $name', (kind) => {
  it('lists what has not arrived, and sends again what was given up', async () => {
    const { database, location, dispose } = await kind.open();
    const run = (asked: { state?: string; ticket?: string; json?: boolean } = {}) =>
      runDeliveries({ ...deskAt(location), state: null, ticket: null, json: false, ...asked });
    try {
      const owed = await withDeliveries(database, uuidIds(systemClock), async (tx) => {
        const { id: conversationId } = await tx.conversations.open({
          side: 'requester',
          platform: 'telegram',
          chat: '17',
          thread: null,
          form: 'flat',
          personId: null,
        });
        const content = { kind: 'accountLinked', platform: 'slack', name: 'Anna' } as const;
        const owe = () =>
          tx.deliveries.enqueue({ conversationId, ticketId: null, content, availableAt: now });
        const all = [await owe(), await owe(), await owe()];
        const [sent, blocked] = all.map(({ id }) => id);
        await tx.deliveries.settle(sent ?? '', { state: 'sent', availableAt: now, at: now });
        const why = { state: 'blocked', availableAt: now, at: now, error: 'blocked by the user' } as const;
        await tx.deliveries.settle(blocked ?? '', why);
        return all.map(({ id }) => id);
      });
      await database.close();
      const [, blocked, queued] = owed;
      const all = await run();
      expect(all.lines).toEqual([
        expect.stringContaining(`${blocked}`),
        expect.stringContaining(`${queued}`),
      ]);
      expect(all.lines[0]).toContain('blocked by the user');
      const { lines, exitCode } = await run({ state: 'queued', json: true });
      expect(exitCode).toBe(0);
      expect(JSON.parse(lines.join())).toMatchObject([{ id: queued, state: 'queued', chat: '17' }]);
      expect(await run({ state: 'sent' })).toMatchObject({ exitCode: 1 });
      expect(await run({ ticket: 'ACME-1' })).toMatchObject({ exitCode: 1 });
      expect(await runResend(deskAt(location), blocked ?? '')).toMatchObject({ exitCode: 0 });
      expect(await runResend(deskAt(location), blocked ?? '')).toMatchObject({ exitCode: 1 });
      expect(await runResend(deskAt(location), queued ?? '')).toMatchObject({ exitCode: 1 });
      expect((await run({ state: 'blocked' })).lines).toEqual(['There are none.']);
      expect((await run({ state: 'queued' })).lines).toHaveLength(2);
    } finally {
      await dispose();
    }
  });
});
