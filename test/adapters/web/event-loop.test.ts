// The process notices that it runs behind, and that it has caught up.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchEventLoop } from '../../../src/adapters/web/event-loop.ts';

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Keeps the thread busy so long, step after step. */
async function busy(steps: number, ms: number): Promise<void> {
  for (let count = 0; count < steps; count++) {
    block(ms);
    await turn();
    await turn();
  }
}

test('a thread that is kept busy runs behind, and catches up when it is left alone', async () => {
  const eventLoop = watchEventLoop();
  await busy(10, 400);
  expect(eventLoop.lagMs()).toBeGreaterThan(200);
  await expect.poll(() => eventLoop.lagMs(), { timeout: 10_000 }).toBeLessThan(100);
  eventLoop.stop();
});

test('one long step alone does not count as running behind', async () => {
  const eventLoop = watchEventLoop();
  await busy(1, 1_500);
  expect(eventLoop.lagMs()).toBeLessThan(300);
  expect(eventLoop.lagMs()).toBeGreaterThan(100);
  eventLoop.stop();
});
