// SQL written by hand and Prisma's models are of one transaction, and nothing of it goes on once it is over.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  inTransaction,
  openStoreClient,
  type PrismaTransaction,
  type StoreClient,
} from '../../../src/adapters/store/prisma-transaction.ts';
import { describeEachDatabase, type TestDatabase } from '../../support/databases.ts';

describeEachDatabase('a transaction of SQL and models', (kind) => {
  let opened: TestDatabase;
  let client: StoreClient;
  beforeAll(async () => {
    opened = await kind.open();
    client = openStoreClient(opened.database);
  });
  afterAll(async () => {
    await client.prisma.$disconnect();
    await opened.dispose();
  });

  const nameOf = async (on: PrismaTransaction, id: string): Promise<string | undefined> =>
    (await on.$queryRaw<{ name: string }[]>`SELECT name FROM people WHERE id = ${id}::uuid`)[0]?.name;
  const make = (on: PrismaTransaction, id: string) => on.person.create({ data: { id, name: 'made' } });

  test('sees in each what the other wrote, and commits both', async () => {
    const id = randomUUID();
    await inTransaction(client, async (tx) => {
      await make(tx, id);
      expect(await nameOf(tx, id)).toBe('made');
      expect(await tx.$executeRaw`UPDATE people SET name = ${'renamed'} WHERE id = ${id}::uuid`).toBe(1);
      expect(await tx.person.findUnique({ where: { id } })).toMatchObject({ name: 'renamed' });
    });
    expect(await nameOf(client.loose, id)).toBe('renamed');
  });

  test('leaves nothing of either when it fails', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const failing = inTransaction(client, async (tx) => {
      await tx.$executeRaw`INSERT INTO people (id, name) VALUES (${one}::uuid, 'made')`;
      await make(tx, other);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await nameOf(client.loose, one)).toBeUndefined();
    expect(await nameOf(client.loose, other)).toBeUndefined();
  });

  test('takes nothing more once it is over', async () => {
    const kept: PrismaTransaction[] = [];
    const id = randomUUID();
    await inTransaction(client, async (tx) => {
      kept.push(tx);
      await make(tx, id);
    });
    await inTransaction(client, async (tx) => {
      kept.push(tx);
      throw new Error('on purpose');
    }).catch(() => undefined);
    for (const tx of kept) {
      await expect(nameOf(tx, id)).rejects.toThrow('the transaction is over');
      await expect(make(tx, randomUUID())).rejects.toThrow('the transaction is over');
    }
  });

  test('does not say that it was committed when one of its statements failed and was borne', async () => {
    const id = randomUUID();
    const bearing = inTransaction(client, async (tx) => {
      await tx.$executeRaw`INSERT INTO people (id, name) VALUES (${id}::uuid, 'made')`;
      await tx.$executeRaw`SELECT 1 / 0`.catch(() => undefined);
    });
    await expect(bearing).rejects.toThrow('rolled back');
    expect(await nameOf(client.loose, id)).toBeUndefined();
  });

  test('that takes too long is rolled back, and the connection is used on', async () => {
    const id = randomUUID();
    const slow = inTransaction(
      client,
      async (tx) => {
        await make(tx, id);
        await new Promise(() => undefined);
      },
      { timeoutMs: 50 },
    );
    await expect(slow).rejects.toThrow('longer than 50 ms');
    expect(await nameOf(client.loose, id)).toBeUndefined();
    await inTransaction(client, (tx) => make(tx, id));
    expect(await nameOf(client.loose, id)).toBe('made');
  });

  test('gives back instants, lists and bigints as they went in', async () => {
    const at = new Date('2025-03-30T01:30:00.123Z');
    const [row] = await client.loose.$queryRaw`
      SELECT ${at}::timestamptz AS at, ${['a', 'b"{,}']}::text[] AS texts, ${[at]}::timestamptz[] AS times,
             9007199254740993::int8 AS big, ${'{"a":[1]}'}::jsonb AS json, ${null}::text AS nothing`.then(
      (rows) => rows as object[],
    );
    expect(row).toEqual({
      at,
      texts: ['a', 'b"{,}'],
      times: [at],
      big: 9007199254740993n,
      json: { a: [1] },
      nothing: null,
    });
  });
});
