// Forgetting people, and what has grown too old, in the database.
import { content } from '../../app/content.ts';
import { isNamedAs } from '../../app/forget.ts';
import type { Copy, Ids, KeptPart, Person, Privacy, Removal } from '../../app/ports.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Ticket, TicketId } from '../../domain/ticket.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, isId, jsonOf, storableText } from './columns.ts';
import { conversationFromRow } from './conversations.ts';
import { erasePerson } from './erase-person.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { ticketToRow } from './ticket-rows.ts';
import { trim } from './trim.ts';

const erasedAt = { samples: 'samplesAt', files: 'filesAt', texts: 'textsAt' } as const satisfies Record<
  KeptPart,
  keyof Prisma.TicketErasureModel
>;

export function prismaPrivacy(prisma: PrismaTransaction, ids: Ids): Privacy {
  return {
    ticketsWith: (person) => ticketsWith(prisma, person),
    rewrite: (ticket, events) => rewrite(prisma, ticket, events),
    erasePerson: (person, pseudonym) => erasePerson(prisma, person, pseudonym),
    async copiesOf(ticketId) {
      const rows = await prisma.delivery.findMany({
        where: { ticketId, state: 'sent', conversation: { side: 'agents' } },
        orderBy: [{ conversationId: 'asc' }, { sequence: 'asc' }],
      });
      return rows.map(copyFromRow);
    },
    async endedBefore(before, part, limit) {
      const rows = await prisma.ticket.findMany({
        where: {
          OR: [
            { closedAt: { lt: dateOf(before) } },
            { closedAt: null, status: 'resolved', resolvedAt: { lt: dateOf(before) } },
          ],
          NOT: { erasure: { is: { [erasedAt[part]]: { not: null } } } },
        },
        orderBy: { id: 'asc' },
        select: { id: true },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },
    async markErased(ticketId, part, at) {
      const data = { [erasedAt[part]]: dateOf(at) };
      await prisma.ticketErasure.upsert({
        where: { ticketId },
        create: { ticketId, ...data },
        update: data,
      });
    },
    async oweRemovals(removals) {
      const rows = removals.map(({ availableAt, ...removal }) => ({
        ...removal,
        id: ids.next(),
        availableAt: dateOf(availableAt),
      }));
      await prisma.removal.createMany({ data: rows });
    },
    async dueRemovals(now, limit) {
      const rows = await prisma.removal.findMany({
        where: { availableAt: { lte: dateOf(now) }, refusal: null },
        orderBy: [{ availableAt: 'asc' }, { id: 'asc' }],
        include: { conversation: true },
        take: limit,
      });
      return rows.map(removalFromRow);
    },
    async finishRemoval(id) {
      if (isId(id)) await prisma.removal.deleteMany({ where: { id } });
    },
    async postponeRemoval(id, { availableAt, refusal }) {
      await prisma.removal.updateMany({
        where: { id },
        data: {
          attempts: { increment: 1 },
          availableAt: dateOf(availableAt),
          refusal: refusal === null ? null : storableText(refusal),
        },
      });
    },
    trim: (before) => trim(prisma, before),
  };
}

async function ticketsWith(prisma: PrismaTransaction, person: Person): Promise<readonly TicketId[]> {
  const { id, identities } = person;
  const accounts = identities.map(({ platform, userId }) => JSON.stringify([{ platform, userId }]));
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM tickets WHERE requester_id = ${id}::uuid
     UNION
    SELECT ticket_id::text FROM ticket_events
     WHERE (type IN ('RequesterWrote', 'TicketCancelled') AND actor_id = ${id}::uuid)
        OR (type = 'OnCallPaged' AND data -> 'accounts' @> ANY (${accounts}::jsonb[]))`;
  const calls = await prisma.$queryRaw<{ id: string; caller: string }[]>`
    SELECT ticket_id::text AS id, data ->> 'caller' AS caller FROM ticket_events WHERE type = 'CallLogged'`;
  const theirCalls = calls.filter(({ caller }) => isNamedAs(person, caller));
  return [...new Set([...rows, ...theirCalls].map((row) => row.id))].sort();
}

async function rewrite(
  prisma: PrismaTransaction,
  ticket: Ticket,
  events: readonly { readonly sequence: number; readonly event: TicketEvent }[],
): Promise<void> {
  const { description, answers, paging } = ticketToRow(ticket);
  await prisma.ticket.update({
    where: { id: ticket.id },
    data: { description, answers: answers ?? [], paging: paging ?? Prisma.DbNull },
  });
  for (const { sequence, event } of events) {
    const { type: _type, at: _at, actorId: _actorId, ...data } = event;
    await prisma.ticketEvent.update({
      where: { ticketId_sequence: { ticketId: ticket.id, sequence } },
      data: { data: jsonOf(data) },
    });
  }
}

const copyFromRow = (row: Prisma.DeliveryModel): Copy => ({
  conversationId: row.conversationId,
  content: content.parse(row.content),
  messageId: row.messageId,
  fileId: row.fileId,
});

type RemovalRow = Prisma.RemovalGetPayload<{ include: { conversation: true } }>;

function removalFromRow({
  id,
  conversation,
  ticketId,
  kind,
  messageId,
  fileId,
  attempts,
}: RemovalRow): Removal {
  if (kind !== 'card' && kind !== 'text' && kind !== 'file') throw new Error(`no removal of kind ${kind}`);
  return { id, conversation: conversationFromRow(conversation), ticketId, kind, messageId, fileId, attempts };
}
