import { expect, test } from 'vitest';
import { databases, openTestDatabase } from '../../../../support/databases.ts';
import { startChild } from '../processes/child.ts';

const ROUNDS = 6;
const SEED = 20_260_115;

/** A small generator of repeatable numbers in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`every row confirmed before a kill -9 is there afterwards (seed ${SEED})`, {
  timeout: 120_000,
}, async () => {
  const random = seeded(SEED);
  const open = await databases[0]!.open({ migrated: false });
  await open.database.close();
  let confirmed = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const child = startChild('write.ts', open.location.dataDirectory);
    const stopAfter = 1 + Math.floor(random() * 120);
    for (let seen = 0; seen <= stopAfter; seen++) {
      const { value } = await child.lines.next();
      if (value !== 'open') confirmed = Number(value);
    }
    const killed = child.kill();
    // What the child printed before it died was confirmed, too.
    for (let line = await child.lines.next(); !line.done; line = await child.lines.next())
      confirmed = Number(line.value);
    await killed;
  }

  const database = await openTestDatabase(open.location);
  const { rows } = await database.pool.query(
    'SELECT count(*)::int AS rows, max(number) AS last, bool_and(length(filler) = 500) AS whole FROM written',
  );
  await database.close();
  await open.dispose();
  expect(confirmed).toBeGreaterThan(ROUNDS);
  // The last row may have been committed without the process living to say so.
  expect(rows[0].last - confirmed).toBeGreaterThanOrEqual(0);
  expect(rows[0].last - confirmed).toBeLessThanOrEqual(1);
  expect(rows[0]).toMatchObject({ rows: rows[0].last, whole: true });
});
