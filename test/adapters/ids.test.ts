// Ids: valid UUIDs of version 7 that sort by the time of their making.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { uuidIds } from '../../src/adapters/ids.ts';

const at = 1_768_206_600_123;

function movableClock(start: number) {
  let now = start;
  return { now: () => now, set: (to: number) => (now = to) };
}

describe('an id', () => {
  test('is a UUID of version 7 that says when it was made', () => {
    const id = uuidIds({ now: () => at }).next();
    expect(z.uuidv7().safeParse(id).success).toBe(true);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
  });

  test('is greater than every one before it, also among ten thousand of one millisecond', () => {
    const ids = uuidIds({ now: () => at });
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(10_000);
    expect(made.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  });

  test('goes on growing when the clock goes back', () => {
    const clock = movableClock(at);
    const ids = uuidIds(clock);
    const before = ids.next();
    clock.set(at - 60_000);
    expect(ids.next() > before).toBe(true);
    clock.set(at + 1);
    expect(ids.next() > before).toBe(true);
  });

  test('differs between two makers at the same instant', () => {
    const clock = { now: () => at };
    expect(uuidIds(clock).next()).not.toBe(uuidIds(clock).next());
  });
});
