// Reads and changes the inbox of an open database for tools that need neither a whole store nor its job queues.
import type { Inbox } from '../../app/ports.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Database } from './database/database.ts';
import { prismaInbox } from './inbox.ts';
import { inTransaction } from './prisma-transaction.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withInbox<T>(
  { prismaAdapter }: Database,
  work: (inbox: Inbox) => Promise<T>,
): Promise<T> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await inTransaction(prisma, (tx) => work(prismaInbox(tx)));
  } finally {
    await prisma.$disconnect();
  }
}
