// Changes organisations of an open database for tools that need neither a whole store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Database } from './database/database.ts';
import { prismaOrganisations } from './organisations.ts';
import { inTransaction } from './prisma-transaction.ts';

/** A table of many thousand organisations goes in as a whole. */
const timeoutMs = 15 * MINUTE_MS;

/** Runs `work` in one transaction, which may be run anew; the database stays open. */
export async function withOrganisations<T>(
  { prismaAdapter }: Database,
  work: (organisations: Repositories['organisations']) => Promise<T>,
): Promise<T> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await inTransaction(prisma, (tx) => work(prismaOrganisations(tx)), { timeoutMs });
  } finally {
    await prisma.$disconnect();
  }
}
