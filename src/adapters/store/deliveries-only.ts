// Reads and requeues deliveries of an open database for tools that need neither a whole store nor its job queues.
import type { Ids, Repositories } from '../../app/ports.ts';
import { prismaConversations } from './conversations.ts';
import type { Database } from './database/database.ts';
import { prismaDeliveries } from './deliveries.ts';
import { inTransaction, openStoreClient } from './prisma-transaction.ts';
import { prismaTickets } from './tickets.ts';

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withDeliveries<T>(
  database: Database,
  ids: Ids,
  work: (tx: Pick<Repositories, 'deliveries' | 'conversations' | 'tickets'>) => Promise<T>,
): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await inTransaction(client, (tx) =>
      work({
        deliveries: prismaDeliveries(tx, ids),
        conversations: prismaConversations(tx, ids),
        tickets: prismaTickets(tx),
      }),
    );
  } finally {
    await client.prisma.$disconnect();
  }
}
