// A memory that is bounded in time and in size.
import { expect, test } from 'vitest';
import { createExpiringCache } from '../../../src/adapters/slack/expiring-cache.ts';

function createCache(capacity: number) {
  let nowAt = 0;
  const loads: string[] = [];
  const cache = createExpiringCache<string>({ clock: { now: () => nowAt }, lifetimeMs: 100, capacity });
  const ask = (key: string) =>
    cache.get(key, async () => {
      loads.push(key);
      return key;
    });
  return { cache, loads, ask, moveTo: (at: number) => (nowAt = at) };
}

test('A value is believed until its time is over.', async () => {
  const { loads, ask, moveTo } = createCache(10);
  await ask('a');
  moveTo(99);
  await ask('a');
  expect(loads).toEqual(['a']);
  moveTo(100);
  await ask('a');
  expect(loads).toEqual(['a', 'a']);
});

test('Over its capacity it forgets what was loaded first.', async () => {
  const { loads, ask } = createCache(2);
  for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) await ask(key);
  expect(loads).toEqual(['a', 'b', 'c', 'a']);
});

test('Those who ask at once share one load, and a failed one is not remembered.', async () => {
  const { cache, loads, ask } = createCache(2);
  await Promise.all([ask('a'), ask('a')]);
  expect(loads).toEqual(['a']);
  await expect(cache.get('b', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await ask('b')).toBe('b');
});
