// Statements that come again are prepared once a connection, and a lost connection leaves none behind in the way.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementNames } from '../../../../src/adapters/store/database/statement-names.ts';
import { openStoreClient } from '../../../../src/adapters/store/prisma-transaction.ts';
import { describeEachDatabase, type TestDatabase } from '../../../support/databases.ts';

test('a statement has a name from the second time on, and the first ones only', () => {
  const nameOf = statementNames('test_', 2);
  const [once, twice, other] = ['SELECT 1', 'SELECT 2', 'SELECT 3'].map((sql) => ({ sql }));
  if (once === undefined || twice === undefined || other === undefined) return expect.unreachable();
  expect([nameOf(once), nameOf(twice), nameOf(other)]).toEqual(['', '', '']);
  expect(nameOf(twice)).toBe(nameOf(twice));
  expect(nameOf(twice)).not.toBe(nameOf(once));
  expect(nameOf(once)).not.toBe('');
  expect(nameOf(other)).toBe('');
});

describeEachDatabase('statements that come again', (kind) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await kind.open({ migrated: false });
  });
  afterAll(async () => {
    await opened.dispose();
  });

  test('are prepared once, and anew on the next connection when one was lost', async () => {
    const { pool } = opened.database;
    const { loose } = openStoreClient(opened.database);
    const increased = async (by: number) =>
      (await loose.$queryRaw<{ sum: number }[]>`SELECT 40 + ${by}::int AS sum`)[0]?.sum;
    const prepared = async () =>
      (
        await pool.query(
          "SELECT count(*)::int AS count FROM pg_prepared_statements WHERE name LIKE 'deskhand%'",
        )
      ).rows[0].count;
    for (const by of [1, 2, 3]) expect(await increased(by)).toBe(40 + by);
    expect(await prepared()).toBe(1);
    const client = await pool.connect();
    client.release(true);
    for (const by of [4, 5]) expect(await increased(by)).toBe(40 + by);
    expect(await prepared()).toBe(1);
  });
});
