// Transactions that get in each other's way on a server are tried again; those at fault themselves fail.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  inTransaction,
  openStoreClient,
  type PrismaTransaction,
  type StoreClient,
} from '../../../src/adapters/store/prisma-transaction.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

const server = databases.find(({ name }) => name === 'server');

describe.skipIf(!server?.available)('a transaction on a server', () => {
  let opened: TestDatabase | undefined;
  let client: StoreClient;
  beforeAll(async () => {
    opened = await server?.open();
    if (opened === undefined) throw new Error('the server is available');
    client = openStoreClient(opened.database);
  });
  afterAll(() => opened?.dispose());

  const aRow = async () => {
    const { id } = await client.loose.person.create({ data: { id: randomUUID(), name: '' } });
    return id;
  };
  const hold = (tx: PrismaTransaction, id: string) =>
    tx.$queryRaw`SELECT 1 FROM people WHERE id = ${id}::uuid FOR UPDATE`;
  const rename = (tx: PrismaTransaction, id: string) =>
    tx.person.update({ where: { id }, data: { name: 'x' } });

  test.each([
    ['raw', hold],
    ['Prisma’s own', rename],
  ])('that is picked to end a deadlock of %s queries is run again', async (_title, take) => {
    const [left, right] = [await aRow(), await aRow()];
    const bothHoldOne = Promise.withResolvers<void>();
    let holding = 0;
    let runs = 0;
    const takeBoth = (first: string, second: string) =>
      inTransaction(client, async (tx) => {
        runs += 1;
        await take(tx, first);
        holding += 1;
        if (holding === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await take(tx, second);
      });
    await Promise.all([takeBoth(left, right), takeBoth(right, left)]);
    expect(runs).toBe(3);
  });

  test('that inserts a row which another is just inserting is run again, and sees it then', async () => {
    const prefix = randomUUID();
    const otherInserted = Promise.withResolvers<void>();
    const other = inTransaction(client, async (tx) => {
      await tx.ticketCounter.create({ data: { prefix, lastNumber: 1 } });
      otherInserted.resolve();
    });
    await otherInserted.promise;
    let runs = 0;
    const seen = await inTransaction(client, async (tx) => {
      runs += 1;
      const found = runs > 1 ? await tx.ticketCounter.findUnique({ where: { prefix } }) : null;
      return found ?? tx.ticketCounter.create({ data: { prefix, lastNumber: 2 } });
    });
    await other;
    expect(seen.lastNumber).toBe(1);
    expect(runs).toBe(2);
  });

  test('that refers to a row which another is just removing is run again, and finds it gone then', async () => {
    const personId = await aRow();
    let runs = 0;
    const seen = await inTransaction(client, async (tx) => {
      runs += 1;
      const person = await tx.person.findUnique({ where: { id: personId } });
      if (person === null) return 'gone';
      await client.loose.person.delete({ where: { id: personId } });
      await tx.identity.create({ data: { platform: 'slack', userId: randomUUID(), personId, name: '' } });
      return 'there';
    });
    expect(seen).toBe('gone');
    expect(runs).toBe(2);
  });

  test('that always violates a constraint fails in the end', async () => {
    const id = await aRow();
    let runs = 0;
    const doubling = inTransaction(client, async (tx) => {
      runs += 1;
      await tx.person.create({ data: { id, name: '' } });
    });
    await expect(doubling).rejects.toThrow('Unique constraint');
    expect(runs).toBe(5);
  });

  test('whose work fails for another reason runs once', async () => {
    let runs = 0;
    const failing = inTransaction(client, async () => {
      runs += 1;
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(runs).toBe(1);
  });
});
