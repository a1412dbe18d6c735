// PostgreSQL goes away while people write on both platforms: the desk says so, waits, and goes on by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { databases } from '../support/databases.ts';
import { type DeskOnServer, startDeskOnServer, type Transports, upTo } from '../support/desk-on-server.ts';

const server = databases.find(({ name }) => name === 'server');
/** `DESKHAND_LONG` plays every way on every transport, and makes it a minute; else each is played once. */
const isLong = process.env.DESKHAND_LONG !== undefined;
/** Real time, since connections run by it. */
const awayMs = isLong ? 60_000 : 6_000;
/** Between two messages of one person: nobody may write more than twenty a minute. */
const pauseMs = awayMs / 8;
const goalMs = 10_000;
/** Slack's patience, and the playing machine's. */
const limitMs = 3_000;
/** Platforms themselves repeat what they could not deliver only after a while. */
const repeatedWithinMs = 60_000;

const ways: readonly (readonly [string, (proxy: DatabaseProxy) => Promise<void>])[] = [
  ['refuses connections', (proxy) => proxy.cut()],
  ['falls silent', async (proxy) => proxy.silence()],
];
const requests: Transports = { slackBy: 'http', telegramBy: 'polling' };
const connections: Transports = { slackBy: 'socket', telegramBy: 'webhook' };
const plays = ways
  .flatMap(([way, goAway]) => [
    { way, goAway, by: 'Slack’s requests and Telegram’s polling', transports: requests },
    { way, goAway, by: 'Slack’s Socket Mode and Telegram’s webhook', transports: connections },
  ])
  .filter((_, index) => isLong || index === 0 || index === 3);

describe.skipIf(!server?.available)('a desk whose PostgreSQL', () => {
  test.each(plays)(
    '$way for a while takes everything up again, once each, by $by',
    async ({ goAway, transports }) => {
      if (server === undefined) throw new Error('the server is available');
      const opened = await server.open();
      await opened.database.close();
      const proxy = await startDatabaseProxy(opened.location.url ?? '');
      const scene = await startDeskOnServer(proxy.url, transports, [100, awayMs / 2, awayMs + 20_000]);
      try {
        const writers = startWriters(scene);
        await expect.poll(() => scene.relayed().length, { timeout: goalMs }).toBeGreaterThan(0);
        expect(await scene.status('/readyz')).toBe(200);
        await goAway(proxy);
        await saysThatItIsAway(scene);
        const since = performance.now();
        await sleep(awayMs);
        const asked = performance.now();
        expect(await scene.status('/readyz')).toBe(503);
        expect(performance.now() - asked).toBeLessThan(limitMs);

        const before = scene.relayed().length;
        await proxy.mend();
        const back = performance.now();
        const sinceBack = (): number => Math.round(performance.now() - back);
        await untilReady(scene, 200);
        const readyMs = sinceBack();
        // How long the whole backlog takes is the machine's matter; that it is being worked off soon is the desk's.
        const soonMs = transports.telegramBy === 'polling' ? goalMs : repeatedWithinMs;
        await expect.poll(() => scene.relayed().length, { timeout: soonMs }).toBeGreaterThan(before);
        const resumedMs = sinceBack();
        const written = await writers.stop();
        const allSeen = { timeout: repeatedWithinMs + goalMs };
        await expect.poll(() => new Set(scene.relayed()).size, allSeen).toBe(written);
        const telegramMs = sinceBack();
        await expect.poll(() => new Set(scene.answers()).size, allSeen).toBe(written);
        const slackMs = sinceBack();
        await scene.settled();
        expect(scene.relayed()).toEqual(upTo(written));
        expect(scene.answers().toSorted((a, b) => a - b)).toEqual(upTo(written));
        expect(readyMs).toBeLessThan(goalMs);
        if (process.env.DESKHAND_SHOW) {
          const wasAwayMs = Math.round(back - since);
          console.log({ ...transports, written, wasAwayMs, readyMs, resumedMs, telegramMs, slackMs });
        }
      } finally {
        await proxy.mend();
        await scene.close();
        await proxy.close();
        await opened.dispose();
      }
    },
    300_000,
  );
});

/** Both people write on, again and again, until they are stopped; that gives how often they have. */
function startWriters(scene: DeskOnServer): { stop(): Promise<number> } {
  let isWriting = true;
  const writing = (async () => {
    while (isWriting) {
      await scene.writeBoth();
      await sleep(pauseMs);
    }
  })();
  return {
    async stop() {
      isWriting = false;
      await writing;
      return scene.written;
    },
  };
}

const untilReady = (scene: DeskOnServer, code: number) =>
  expect.poll(() => scene.status('/readyz'), { timeout: 15_000, interval: 50 }).toBe(code);

/** While it is alive all the same. */
async function saysThatItIsAway(scene: DeskOnServer): Promise<void> {
  await untilReady(scene, 503);
  expect(await scene.status('/healthz')).toBe(200);
  const metrics = async () => (await fetch(`${scene.desk.address}/metrics`)).text();
  await expect.poll(metrics, { timeout: 10_000 }).toContain('deskhand_database_up 0');
}
