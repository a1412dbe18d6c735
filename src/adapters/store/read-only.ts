// Reads from an open database for tools that change nothing, and so need neither a store nor its job queues.
import type { Repositories } from '../../app/ports.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Database } from './database/database.ts';
import { prismaSettings } from './settings.ts';
import { prismaTickets } from './tickets.ts';

/** What `work` may read; the database stays open. */
export async function readOnly<T>(
  { prismaAdapter }: Database,
  work: (repositories: Pick<Repositories, 'tickets' | 'settings'>) => Promise<T>,
): Promise<T> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await work({ tickets: prismaTickets(prisma), settings: prismaSettings(prisma) });
  } finally {
    await prisma.$disconnect();
  }
}
