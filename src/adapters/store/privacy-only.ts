// Forgets people in an open database for tools that need neither a whole store nor its job queues.
import type { Ids, Repositories } from '../../app/ports.ts';
import type { Database } from './database/database.ts';
import { prismaPeople } from './people.ts';
import { inTransaction, openStoreClient } from './prisma-transaction.ts';
import { prismaPrivacy } from './privacy.ts';
import { prismaTickets } from './tickets.ts';

/** Runs `work` in one transaction, which may be run anew; what it throws rolls back. The database stays open. */
export async function withPrivacy<T>(
  database: Database,
  ids: Ids,
  work: (tx: Pick<Repositories, 'tickets' | 'people' | 'privacy'>) => Promise<T>,
): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await inTransaction(client, (tx) =>
      work({ tickets: prismaTickets(tx), people: prismaPeople(tx, ids), privacy: prismaPrivacy(tx, ids) }),
    );
  } finally {
    await client.prisma.$disconnect();
  }
}
