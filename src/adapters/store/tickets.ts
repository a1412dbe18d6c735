// Tickets and their event log in the database.
import type { TicketFilter, Tickets } from '../../app/ports.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, isId } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { holdDueTickets } from './reminder-alarms.ts';
import { insertTicket, updateTickets } from './save-tickets.ts';
import { eventFromRow, ticketFromRow, wholeTicket } from './ticket-rows.ts';

export function prismaTickets(prisma: PrismaTransaction): Tickets {
  const find = async (where: Prisma.TicketWhereUniqueInput): Promise<Ticket | null> => {
    const row = await prisma.ticket.findUnique({ where, include: wholeTicket });
    return row === null ? null : ticketFromRow(row);
  };
  return {
    async nextReference(prefix) {
      const counter = await prisma.ticketCounter.upsert({
        where: { prefix },
        create: { prefix, lastNumber: 1 },
        update: { lastNumber: { increment: 1 } },
      });
      return `${prefix}-${counter.lastNumber}`;
    },
    async save(ticket, events) {
      const isNew = ticket.version === events.length;
      return isNew ? insertTicket(prisma, { ticket, events }) : updateTickets(prisma, [{ ticket, events }]);
    },
    saveAll: (changes) => updateTickets(prisma, changes),
    async lock(id) {
      if (!isId(id)) return null;
      // Not the whole row's lock: that would hold up, and lock in a ring with, whoever writes down what names the ticket.
      await prisma.$queryRaw`SELECT 1 FROM tickets WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      return find({ id });
    },
    holdDue: (now, limit) => holdDueTickets(prisma, now, limit),
    async load(ids) {
      const rows = await prisma.ticket.findMany({
        where: { id: { in: ids.filter(isId) } },
        include: wholeTicket,
      });
      return rows.map(ticketFromRow);
    },
    async find(key) {
      return 'id' in key && !isId(key.id) ? null : find(key);
    },
    async list(filter) {
      const rows = await prisma.ticket.findMany({
        where: matching(filter),
        orderBy: [
          { isUrgent: 'desc' },
          { rank: 'desc' },
          { isPriority: 'desc' },
          { severity: 'asc' },
          { dueAt: { sort: 'asc', nulls: 'last' } },
          { openedAt: 'asc' },
          { id: 'asc' },
        ],
        take: filter.limit,
        include: wholeTicket,
      });
      return rows.map(ticketFromRow);
    },
    async ofOrganisation(organisationId, { fromAt, toAt }) {
      if (!isId(organisationId)) return [];
      const rows = await prisma.ticket.findMany({
        where: { organisationId, openedAt: { lt: dateOf(toAt) }, updatedAt: { gte: dateOf(fromAt) } },
        orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
        include: wholeTicket,
      });
      return rows.map(ticketFromRow);
    },
    async unfinishedAfter(id, limit) {
      const rows = await prisma.ticket.findMany({
        where: { status: { notIn: ['resolved', 'closed'] }, ...(id !== null && { id: { gt: id } }) },
        orderBy: { id: 'asc' },
        select: { id: true },
        take: limit,
      });
      return rows.map((row) => row.id);
    },
    async events(id) {
      if (!isId(id)) return [];
      const rows = await prisma.ticketEvent.findMany({
        where: { ticketId: id },
        orderBy: { sequence: 'asc' },
      });
      return rows.map(eventFromRow);
    },
    async event(ticketId, sequence) {
      if (!isId(ticketId)) return null;
      const row = await prisma.ticketEvent.findUnique({
        where: { ticketId_sequence: { ticketId, sequence } },
      });
      return row === null ? null : eventFromRow(row);
    },
  };
}

function matching(filter: TicketFilter): Prisma.TicketWhereInput {
  const { assigneeId, queues, statuses } = filter;
  return {
    ...asking(filter),
    ...(assigneeId !== undefined && { assigneeId }),
    ...(queues !== undefined && { queue: { in: [...queues] } }),
    ...(statuses !== undefined && { status: { in: [...statuses] } }),
  };
}

/** Whose tickets: the requester's, the organisations', or those of either. */
function asking({ requesterId, organisationIds }: TicketFilter): Prisma.TicketWhereInput {
  const ofRequester = requesterId === undefined ? [] : [{ requesterId }];
  if (organisationIds === undefined) return ofRequester[0] ?? {};
  return { OR: [...ofRequester, { organisationId: { in: [...organisationIds] } }] };
}
