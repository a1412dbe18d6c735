// Tickets and their event log in the database.
import type { TicketFilter, Tickets } from '../../app/ports.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import { dateOf, isId } from './columns.ts';
import { fieldsOf } from './fields.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { holdDueTickets } from './reminder-alarms.ts';
import { insertTicket, updateTickets } from './save-tickets.ts';
import { type EventColumns, eventFromRow, ticketFromRow, wholeTicket } from './ticket-rows.ts';

export function prismaTickets(prisma: PrismaTransaction): Tickets {
  const whole = async (where: Prisma.Sql): Promise<Ticket[]> => {
    const rows = await prisma.$queryRaw<object[]>`
      SELECT t.*, (SELECT coalesce(jsonb_agg(jsonb_build_object('state', s.state) ORDER BY s.ordinal), '[]')
                     FROM sla_timers s
                    WHERE s.ticket_id = t.id) AS timers
        FROM tickets t
       WHERE ${where}`;
    return rows.map((row) => ticketFromRow(fieldsOf(row)));
  };
  const byId = async (id: string): Promise<Ticket | null> =>
    isId(id) ? ((await whole(sql.sql`t.id = ${id}::uuid`))[0] ?? null) : null;
  return {
    async nextReference(prefix) {
      const rows = await prisma.$queryRaw<{ last_number: number }[]>`
        INSERT INTO ticket_counters AS counter (prefix, last_number) VALUES (${prefix}, 1)
            ON CONFLICT (prefix) DO UPDATE SET last_number = counter.last_number + 1
        RETURNING last_number`;
      return `${prefix}-${rows[0]?.last_number}`;
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
      return byId(id);
    },
    holdDue: (now, limit) => holdDueTickets(prisma, now, limit),
    async load(ids) {
      const known = ids.filter(isId);
      return known.length === 0 ? [] : whole(sql.sql`t.id = ANY(${known}::uuid[])`);
    },
    async find(key) {
      if ('id' in key) return byId(key.id);
      return (await whole(sql.sql`t.reference = ${key.reference}`))[0] ?? null;
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
      const rows = await prisma.$queryRaw<EventColumns[]>`
        SELECT type, at, actor_id AS "actorId", data FROM ticket_events WHERE ticket_id = ${id}::uuid ORDER BY sequence`;
      return rows.map(eventFromRow);
    },
    async event(ticketId, sequence) {
      if (!isId(ticketId)) return null;
      const [row] = await prisma.$queryRaw<EventColumns[]>`
        SELECT type, at, actor_id AS "actorId", data
          FROM ticket_events WHERE ticket_id = ${ticketId}::uuid AND sequence = ${sequence}`;
      return row === undefined ? null : eventFromRow(row);
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
