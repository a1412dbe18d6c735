// Transactions take turns: so many at once, the others in order, and nobody waits for a database that is away.
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/adapters/store/turns.ts';

/** Work that begins when its turn comes and ends when told to. */
function works(atOnce: number) {
  const turns = createTurns(atOnce);
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const start = (id: number, isUrgent = false): Promise<number> =>
    turns.take(async () => {
      begun.push(id);
      await new Promise<void>((resolve) => ends.set(id, resolve));
      return id;
    }, isUrgent);
  const soon = () => new Promise(setImmediate);
  const end = async (id: number): Promise<void> => {
    await soon();
    ends.get(id)?.();
    await soon();
  };
  return { turns, begun, start, end, soon };
}

test('so many run at once, and the next begins when one ends, in order', async () => {
  const { begun, start, end, soon } = works(2);
  const all = [1, 2, 3, 4].map((id) => start(id));
  await soon();
  expect(begun).toEqual([1, 2]);
  await end(2);
  expect(begun).toEqual([1, 2, 3]);
  await end(1);
  await end(3);
  await end(4);
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

test('urgent work goes before what waits, in its own order', async () => {
  const { begun, start, end, soon } = works(1);
  const all = [start(1), start(2), start(3, true), start(4, true)];
  await soon();
  for (const id of [1, 3, 4, 2]) await end(id);
  await Promise.all(all);
  expect(begun).toEqual([1, 3, 4, 2]);
});

test('work that fails passes its turn on', async () => {
  const turns = createTurns(1);
  const failing = turns.take(() => Promise.reject(new Error('no')));
  const next = turns.take(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});

test('those who wait are refused together, and those who run go on', async () => {
  const { turns, begun, start, end } = works(1);
  const running = start(1);
  const waiting = [2, 3].map((id) => start(id));
  turns.abandon(new Error('away'));
  for (const refused of waiting) await expect(refused).rejects.toThrow('away');
  await end(1);
  expect(await running).toBe(1);
  const later = start(4);
  await end(4);
  expect(await later).toBe(4);
  expect(begun).toEqual([1, 4]);
});

test('a long queue is served whole', async () => {
  const turns = createTurns(3);
  const all = Array.from({ length: 5_000 }, (_, id) => turns.take(async () => id));
  expect(await Promise.all(all)).toEqual(Array.from({ length: 5_000 }, (_, id) => id));
});
