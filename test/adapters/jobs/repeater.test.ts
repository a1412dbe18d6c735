// Work that is repeated runs by the clock, one round at a time.
import { TestClock } from 'pg-boss';
import { expect, test } from 'vitest';
import { startRepeater } from '../../../src/adapters/jobs/repeater.ts';

const everyMs = 1_000;

function start(work: () => Promise<boolean>) {
  const clock = new TestClock(0);
  const errors: unknown[] = [];
  const repeater = startRepeater(work, { clock, everyMs, onError: (error) => errors.push(error) });
  return { clock, errors, repeater };
}

test('begins when the time has come, and again each time', async () => {
  let rounds = 0;
  const { clock, repeater } = start(async () => {
    rounds += 1;
    return false;
  });
  await clock.tick(everyMs - 1);
  expect(rounds).toBe(0);
  await clock.tick(2 * everyMs);
  expect(rounds).toBe(2);
  await repeater.stop();
});

test('goes on at once while there is more', async () => {
  let left = 5;
  const { clock, repeater } = start(async () => {
    left -= 1;
    return left > 0;
  });
  await clock.tick(everyMs);
  await repeater.idle();
  expect(left).toBe(0);
  await repeater.stop();
});

test('does not begin a second round while the first still runs', async () => {
  const first = Promise.withResolvers<boolean>();
  let rounds = 0;
  const { clock, repeater } = start(() => {
    rounds += 1;
    return first.promise;
  });
  await clock.tick(5 * everyMs);
  expect(rounds).toBe(1);
  first.resolve(false);
  await repeater.idle();
  await clock.tick(everyMs);
  expect(rounds).toBe(2);
  await repeater.stop();
});

test('tells of a failure and tries again', async () => {
  let rounds = 0;
  const { clock, errors, repeater } = start(async () => {
    rounds += 1;
    throw new Error(`round ${rounds}`);
  });
  await clock.tick(2 * everyMs);
  await repeater.idle();
  expect(errors.map(String)).toEqual(['Error: round 1', 'Error: round 2']);
  await repeater.stop();
});

test('stops after the round under way, even if there is more', async () => {
  const first = Promise.withResolvers<boolean>();
  let rounds = 0;
  const { clock, repeater } = start(() => {
    rounds += 1;
    return first.promise;
  });
  await clock.tick(everyMs);
  let hasStopped = false;
  const stopping = repeater.stop().then(() => {
    hasStopped = true;
  });
  await clock.tick(everyMs);
  expect(hasStopped).toBe(false);
  first.resolve(true);
  await stopping;
  await clock.tick(5 * everyMs);
  expect(rounds).toBe(1);
});
