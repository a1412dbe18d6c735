// PostgreSQL is restarted under a desk at work, as in an upgrade and as after a crash: nothing is lost or said twice.
import { describe, expect, test } from 'vitest';
import { startDeskOnServer, upTo } from '../support/desk-on-server.ts';
import { clusterCanBeMade, startOwnCluster } from '../support/own-cluster.ts';

/** In each both people write while the server is going and coming, and once after; nobody may write twenty a minute. */
const restarts = 3;
const writtenMeanwhile = 4;
/** Slack's repetitions: the last one comes when the slowest server is back. */
const repeatedAfterMs = [200, 4_000, 20_000];
const patienceMs = 60_000;

describe.skipIf(!(await clusterCanBeMade()))('a desk whose PostgreSQL is restarted', () => {
  test.each(['fast', 'immediate'] as const)(
    'with -m %s goes on by itself and says everything once',
    async (mode) => {
      const cluster = await startOwnCluster();
      const scene = await startDeskOnServer(
        cluster.url,
        { slackBy: 'http', telegramBy: 'polling' },
        repeatedAfterMs,
      );
      const allSeen = async (): Promise<void> => {
        await expect.poll(() => new Set(scene.relayed()).size, { timeout: patienceMs }).toBe(scene.written);
        await expect.poll(() => new Set(scene.answers()).size, { timeout: patienceMs }).toBe(scene.written);
      };
      try {
        for (let restart = 0; restart < restarts; restart += 1) {
          const restarted = cluster.restart(mode);
          for (let count = 0; count < writtenMeanwhile; count += 1) await scene.writeBoth();
          await restarted;
          await expect.poll(() => scene.status('/readyz'), { timeout: patienceMs }).toBe(200);
          await scene.writeBoth();
          await allSeen();
        }
        await scene.settled();
        expect(scene.relayed()).toEqual(upTo(scene.written));
        expect(scene.answers().toSorted((a, b) => a - b)).toEqual(upTo(scene.written));
      } finally {
        await scene.close();
        await cluster.dispose();
      }
    },
    240_000,
  );
});
