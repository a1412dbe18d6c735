// Changes settings of an open database for tools that need neither a whole store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Database } from './database/database.ts';
import { inTransaction } from './prisma-transaction.ts';
import { prismaSettings } from './settings.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withSettings<T>(
  { prismaAdapter }: Database,
  work: (tx: Pick<Repositories, 'settings'>) => Promise<T>,
): Promise<T> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await inTransaction(prisma, (tx) => work({ settings: prismaSettings(tx) }));
  } finally {
    await prisma.$disconnect();
  }
}
