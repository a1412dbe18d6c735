// Changes settings of an open database for tools that need neither a whole store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import type { Database } from './database/database.ts';
import { inTransaction, openStoreClient } from './prisma-transaction.ts';
import { prismaSettings } from './settings.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withSettings<T>(
  database: Database,
  work: (tx: Pick<Repositories, 'settings'>) => Promise<T>,
): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await inTransaction(client, (tx) => work({ settings: prismaSettings(tx) }));
  } finally {
    await client.prisma.$disconnect();
  }
}
