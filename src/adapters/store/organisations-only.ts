// Changes organisations of an open database for tools that need neither a whole store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import type { Database } from './database/database.ts';
import { prismaOrganisations } from './organisations.ts';
import { inTransaction, openStoreClient } from './prisma-transaction.ts';

/** A table of many thousand organisations goes in as a whole. */
const timeoutMs = 15 * MINUTE_MS;

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withOrganisations<T>(
  database: Database,
  work: (organisations: Repositories['organisations']) => Promise<T>,
): Promise<T> {
  const client = openStoreClient(database);
  try {
    return await inTransaction(client, (tx) => work(prismaOrganisations(tx)), { timeoutMs });
  } finally {
    await client.prisma.$disconnect();
  }
}
