// Reads one ticket from an open database, for tools that change nothing and need no store.
import type { Ticket } from '../../domain/ticket.ts';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Database } from './database/database.ts';
import { prismaTickets } from './tickets.ts';

/** The ticket of that reference, exactly as it is written; null when there is none. */
export async function readTicket({ prismaAdapter }: Database, reference: string): Promise<Ticket | null> {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  try {
    return await prismaTickets(prisma).find({ reference });
  } finally {
    await prisma.$disconnect();
  }
}
