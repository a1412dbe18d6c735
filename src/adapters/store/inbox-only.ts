// Reads and changes the inbox of an open database for tools that need neither a whole store nor its job queues.
import type { Inbox } from '../../app/ports.ts';
import type { Database } from './database/database.ts';
import { prismaInbox } from './inbox.ts';
import { inTransaction, openStoreClient } from './prisma-transaction.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withInbox<T>(database: Database, work: (inbox: Inbox) => Promise<T>): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await inTransaction(client, (tx) => work(prismaInbox(tx)));
  } finally {
    await client.prisma.$disconnect();
  }
}
