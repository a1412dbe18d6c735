// Of several processes one has the turn; another takes it when that one stops, dies or loses it.
import { expect, test } from 'vitest';
import { createSoleTurn } from '../../src/app/sole-turn.ts';
import { fakeClock } from '../fakes/clock.ts';
import { fakeLogger } from '../fakes/logger.ts';
import { createMemoryStore } from '../fakes/store.ts';

function given() {
  const store = createMemoryStore();
  const clock = fakeClock(0);
  const waits: { readonly endsAt: number; readonly end: () => void }[] = [];
  const log: string[] = [];
  const wait = (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => resolve());
    waits.push({ endsAt: clock.now() + ms, end: resolve });
    return promise;
  };
  const calm = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  };
  return {
    log,
    async advance(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        clock.advance(1_000);
        for (const { endsAt, end } of waits) if (endsAt <= clock.now()) end();
        await calm();
      }
    },
    /** Starts a process; what it gives back ends it, well or `dead`. */
    async process(owner: string | null, isDead = () => false) {
      const mine = {
        ...store,
        transaction: (work) => (isDead() ? new Promise(() => {}) : store.transaction(work)),
      } as typeof store;
      const turn = createSoleTurn('poller', { store: mine, clock, logger: fakeLogger(), owner, wait });
      const stopping = new AbortController();
      const running = turn.run(async (signal) => {
        log.push(`${owner} on`);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        log.push(`${owner} off`);
      }, stopping.signal);
      await calm();
      const stop = async () => {
        stopping.abort();
        await running;
      };
      return { turn, stop };
    },
  };
}

test('The first has it, for as long as it lives, and the other knows.', async () => {
  const { log, advance, process } = given();
  const one = await process('one');
  const other = await process('other');
  await advance(120);
  expect(log).toEqual(['one on']);
  expect([one.turn.isElsewhere(), other.turn.isElsewhere()]).toEqual([false, true]);
});

test('When it stops, another has it within two seconds, and never before.', async () => {
  const { log, advance, process } = given();
  const one = await process('one');
  await process('other');
  await advance(1);
  await one.stop();
  await advance(2);
  expect(log).toEqual(['one on', 'one off', 'other on']);
});

test('When it dies, another has it within twenty seconds.', async () => {
  const { log, advance, process } = given();
  let isDead = false;
  await process('one', () => isDead);
  await process('other');
  await advance(6);
  isDead = true;
  await advance(17);
  expect(log).toContain('other on');
});

test('Without others there is nothing to take turns for.', async () => {
  const { log, process } = given();
  const { stop, turn } = await process(null);
  expect(log).toEqual(['null on']);
  expect(turn.isElsewhere()).toBe(false);
  await stop();
});
