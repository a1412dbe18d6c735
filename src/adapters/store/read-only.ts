// Reads from an open database for tools that change nothing, and so need neither a store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import type { Database } from './database/database.ts';
import { openStoreClient } from './prisma-transaction.ts';
import { prismaSettings } from './settings.ts';
import { prismaTickets } from './tickets.ts';

/** What `work` may read; the database stays open. */
export async function readOnly<T>(
  database: Database,
  work: (repositories: Pick<Repositories, 'tickets' | 'settings'>) => Promise<T>,
): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await work({ tickets: prismaTickets(client.loose), settings: prismaSettings(client.loose) });
  } finally {
    await client.prisma.$disconnect();
  }
}
