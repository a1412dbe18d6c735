// Reads what the desk keeps, once its processes have stopped.
import { pino } from 'pino';
import { systemClock } from '../../src/adapters/clock.ts';
import { openDatabase } from '../../src/adapters/store/database/open-database.ts';
import { prismaTickets } from '../../src/adapters/store/tickets.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import type { TrialDatabase } from './database.ts';
import type { DeliveryRow, InboxRow, Rows, TicketRecord } from './record.ts';

export async function readRows({ location }: TrialDatabase): Promise<Rows> {
  const database = await openDatabase({
    ...location,
    logger: pino({ level: 'silent' }),
    clock: systemClock,
    onFatal: (fault) => {
      throw fault;
    },
  });
  const prisma = new PrismaClient({ adapter: database.prismaAdapter });
  try {
    return {
      tickets: await ticketsIn(prisma),
      conversations: await conversationsIn(prisma),
      deliveries: await deliveriesIn(prisma),
      inbox: await inboxIn(prisma),
      readAt: systemClock.now(),
    };
  } finally {
    await prisma.$disconnect();
    await database.close();
  }
}

async function ticketsIn(prisma: PrismaClient): Promise<readonly TicketRecord[]> {
  const tickets = prismaTickets(prisma);
  const rows = await prisma.ticket.findMany({ select: { id: true }, orderBy: { openedAt: 'asc' } });
  const numbers = await prisma.ticketEvent.findMany({
    select: { ticketId: true, sequence: true },
    orderBy: { sequence: 'asc' },
  });
  const sequences = Map.groupBy(numbers, ({ ticketId }) => ticketId);
  const records: TicketRecord[] = [];
  for (const { id } of rows) {
    const ticket = await tickets.find({ id });
    if (ticket === null) continue;
    const numbered = (sequences.get(id) ?? []).map(({ sequence }) => sequence);
    records.push({ ticket, events: await tickets.events(ticket.id), sequences: numbered });
  }
  return records;
}

async function conversationsIn(prisma: PrismaClient): Promise<Rows['conversations']> {
  const rows = await prisma.conversation.findMany({ include: { tickets: true } });
  return rows.map(({ id, side, platform, chat, thread, lastSequence, tickets }) => ({
    id,
    side,
    platform,
    chat,
    thread,
    lastSequence,
    ticketIds: tickets.map(({ ticketId }) => ticketId),
  }));
}

async function deliveriesIn(prisma: PrismaClient): Promise<readonly DeliveryRow[]> {
  const rows = await prisma.delivery.findMany({
    orderBy: [{ conversationId: 'asc' }, { sequence: 'asc' }],
  });
  return rows.map(({ content, ...row }) => ({ ...row, content: content as DeliveryRow['content'] }));
}

async function inboxIn(prisma: PrismaClient): Promise<readonly InboxRow[]> {
  const rows = await prisma.inboundEvent.findMany({ where: { handledAt: null } });
  return rows.map(({ platform, eventId, failedAt, error, payload }) => ({
    platform,
    eventId,
    state: failedAt === null ? 'waiting' : 'failed',
    error,
    payload: JSON.stringify(payload).slice(0, 2_000),
  }));
}
