// Reads and requeues deliveries of an open database for tools that need neither a whole store nor its job queues.
import type { Ids, Repositories } from '../../app/ports.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { prismaConversations } from './conversations.ts';
import type { Database } from './database/database.ts';
import { prismaDeliveries } from './deliveries.ts';
import { inTransaction } from './prisma-transaction.ts';
import { prismaTickets } from './tickets.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withDeliveries<T>(
  { prismaAdapter }: Database,
  ids: Ids,
  work: (tx: Pick<Repositories, 'deliveries' | 'conversations' | 'tickets'>) => Promise<T>,
): Promise<T> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await inTransaction(prisma, (tx) =>
      work({
        deliveries: prismaDeliveries(tx, ids),
        conversations: prismaConversations(tx, ids),
        tickets: prismaTickets(tx),
      }),
    );
  } finally {
    await prisma.$disconnect();
  }
}
