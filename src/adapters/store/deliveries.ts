// The delivery ledger in the database: what each conversation is owed, in its own order.
import { z } from 'zod';
import { content } from '../../app/content.ts';
import type { Deliveries, Delivery, DeliveryState, Ids } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import { chatMessageFromRow } from './chat-messages.ts';
import {
  dateOf,
  instantOf,
  isId,
  jsonOf,
  nullableDateOf,
  nullableInstantOf,
  storableText,
} from './columns.ts';
import { type ConversationRow, conversationColumns, conversationFromRow } from './conversations.ts';
import { oweAll } from './owe.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const states = ['queued', 'sending', 'sent', 'retrying', 'blocked', 'failed'] as const;
const state = z.enum(states) satisfies z.ZodType<DeliveryState>;
/** The states in which a delivery still has to go out. */
const owed: DeliveryState[] = ['queued', 'sending', 'retrying'];

/** Hears of a conversation that is owed something from now on. */
export type OnOwed = (conversationId: string) => void;

export function prismaDeliveries(
  prisma: PrismaTransaction,
  ids: Ids,
  onOwed: OnOwed = () => undefined,
): Deliveries {
  return {
    async enqueue(delivery) {
      const { conversationId, ticketId } = delivery;
      // Holds the conversation's row until the transaction ends: numbers are given out in the order of commits.
      const [row] = await prisma.$queryRaw<DeliveryRow[]>`
        WITH held AS (
          UPDATE conversations SET last_sequence = last_sequence + 1
           WHERE id = ${conversationId}::uuid
          RETURNING id, last_sequence)
        INSERT INTO deliveries AS d (id, conversation_id, sequence, ticket_id, content, state, attempts, available_at)
        SELECT ${ids.next()}::uuid, id, last_sequence, ${ticketId}::uuid, ${JSON.stringify(jsonOf(delivery.content))}::jsonb,
               'queued', 0, ${dateOf(delivery.availableAt)}::timestamptz
          FROM held
        RETURNING ${deliveryColumns}`;
      if (row === undefined) throw new Error(`there is no conversation ${conversationId}`);
      onOwed(conversationId);
      return deliveryFromRow(row);
    },
    async enqueueAll(deliveries) {
      await oweAll(prisma, ids, deliveries);
      for (const { conversationId } of deliveries) onOwed(conversationId);
    },
    async get(id) {
      if (!isId(id)) return null;
      const [row] = await prisma.$queryRaw<DeliveryRow[]>`
        SELECT ${deliveryColumns} FROM deliveries d WHERE d.id = ${id}::uuid`;
      return row === undefined ? null : deliveryFromRow(row);
    },
    async lease(conversationId, owner, now, until) {
      // One statement, so that of two at once the later sees what the earlier did. What is owed is read by the next
      // one: this one may have waited for the row, and would still read what was owed before.
      const [taken] = await prisma.$queryRaw<ConversationRow[]>`
        UPDATE conversations c SET lease_owner = ${owner}, lease_until = ${dateOf(until)}
         WHERE id = ${conversationId}::uuid
           AND (lease_owner IS NULL OR lease_owner = ${owner} OR lease_until <= ${dateOf(now)})
        RETURNING ${conversationColumns}`;
      return taken === undefined ? null : conversationFromRow(taken);
    },
    async prolong(conversationId, owner, until) {
      const prolonged = await prisma.$executeRaw`
        UPDATE conversations SET lease_until = ${dateOf(until)}
         WHERE id = ${conversationId}::uuid AND lease_owner = ${owner}`;
      return prolonged === 1;
    },
    async release(conversationId, leaseOwner) {
      await prisma.$executeRaw`
        UPDATE conversations SET lease_owner = NULL, lease_until = NULL
         WHERE id = ${conversationId}::uuid AND lease_owner = ${leaseOwner}`;
    },
    async next(conversationId) {
      const [row] = await prisma.$queryRaw<DeliveryRow[]>`
        SELECT ${deliveryColumns} FROM deliveries d
         WHERE conversation_id = ${conversationId}::uuid AND state IN ('queued', 'sending', 'retrying')
         ORDER BY sequence
         LIMIT 1`;
      return row === undefined ? null : deliveryFromRow(row);
    },
    async nextOrRelease(conversationId, owner, now) {
      const [row] = await prisma.$queryRaw<DeliveryRow[]>`
        WITH head AS (
               SELECT ${deliveryColumns}
                 FROM deliveries d
                WHERE conversation_id = ${conversationId}::uuid AND state IN ('queued', 'sending', 'retrying')
                ORDER BY sequence
                LIMIT 1),
             due AS (SELECT * FROM head WHERE "availableAt" <= ${dateOf(now)}),
             released AS (
               UPDATE conversations SET lease_owner = NULL, lease_until = NULL
                WHERE id = ${conversationId}::uuid AND lease_owner = ${owner} AND NOT EXISTS (SELECT FROM due))
        SELECT * FROM due`;
      return row === undefined ? null : deliveryFromRow(row);
    },
    async settle(id, { state, availableAt, messageId, fileId, error, doubtSince = null, at }) {
      const settled = await prisma.$executeRaw`
        UPDATE deliveries
           SET state = ${state}, available_at = ${dateOf(availableAt)}, settled_at = ${dateOf(at)},
               error = ${error === undefined ? null : storableText(error)},
               doubt_since = ${nullableDateOf(doubtSince)},
               message_id = coalesce(${messageId ?? null}, message_id),
               file_id = coalesce(${fileId ?? null}, file_id),
               attempts = attempts + ${state === 'sending' ? 1 : 0}::int
         WHERE id = ${id}::uuid`;
      if (settled === 0) throw new Error(`there is no delivery ${id}`);
    },
    async postpone(id, availableAt) {
      await prisma.$executeRaw`
        UPDATE deliveries SET available_at = ${dateOf(availableAt)} WHERE id = ${id}::uuid`;
    },
    async inStates({ states, ticketId, limit }) {
      if (ticketId !== null && !isId(ticketId)) return [];
      const rows = await prisma.delivery.findMany({
        where: { state: { in: [...states] }, ...(ticketId !== null && { ticketId }) },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(deliveryFromRow);
    },
    async requeue(id, at) {
      if (!isId(id)) return false;
      // The conversation first, as everything that owes it something does.
      const rows = await prisma.$queryRaw<{ id: string; sequence: number }[]>`
        UPDATE conversations SET last_sequence = last_sequence + 1
         WHERE id = (SELECT conversation_id FROM deliveries
                      WHERE id = ${id}::uuid AND state IN ('failed', 'blocked'))
        RETURNING id, last_sequence AS sequence`;
      const [last] = rows;
      if (last === undefined) return false;
      const { count } = await prisma.delivery.updateMany({
        where: { id, state: { in: ['failed', 'blocked'] } },
        data: { sequence: last.sequence, state: 'queued', attempts: 0, availableAt: dateOf(at), error: null },
      });
      if (count === 1) onOwed(last.id);
      return count === 1;
    },
    async keepFileId(id, fileId) {
      await prisma.delivery.update({ where: { id }, data: { fileId } });
    },
    async conversationsDue(now, limit) {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        WITH owed AS (SELECT DISTINCT ON (conversation_id) conversation_id, available_at
                        FROM deliveries
                       WHERE state IN ('queued', 'sending', 'retrying')
                       ORDER BY conversation_id, sequence)
        SELECT c.id FROM owed JOIN conversations c ON c.id = owed.conversation_id
         WHERE owed.available_at <= ${dateOf(now)} AND (c.lease_until IS NULL OR c.lease_until <= ${dateOf(now)})
         ORDER BY owed.available_at, c.id
         LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },
    async conversationsOwing() {
      const groups = await prisma.delivery.groupBy({
        by: 'conversationId',
        where: { state: { in: owed } },
        orderBy: { conversationId: 'asc' },
      });
      return groups.map(({ conversationId }) => conversationId);
    },
    async isOpeningThread({ platform, chat, personId }) {
      const [row] = await prisma.$queryRaw<{ isOpening: boolean }[]>`
        SELECT EXISTS (SELECT 1
                         FROM deliveries d JOIN conversations c ON c.id = d.conversation_id
                        WHERE d.state IN ('sending', 'retrying') AND d.doubt_since IS NOT NULL
                          AND c.form = 'thread' AND c.thread IS NULL AND c.platform = ${platform}
                          AND (c.chat = ${chat} OR c.person_id = ${personId}::uuid)) AS "isOpening"`;
      return row?.isOpening ?? false;
    },
    async copyOf(conversationId, { ticketId, sequence }) {
      const [copy] = await prisma.$queryRaw<{ messageId: string | null }[]>`
        SELECT message_id AS "messageId" FROM deliveries
         WHERE conversation_id = ${conversationId}::uuid AND ticket_id = ${ticketId}::uuid AND state = 'sent'
           AND content @> ${JSON.stringify({ kind: 'event', sequence })}::jsonb
         LIMIT 1`;
      return copy?.messageId ?? null;
    },
    async remember(message) {
      const { platform, chat, messageId, ticketId, role, command, personId, bodyId = null } = message;
      // Not `createMany`, which Prisma compiles anew each time.
      await prisma.$executeRaw`
        INSERT INTO chat_messages (platform, chat, message_id, ticket_id, role, command, person_id, body_id)
        VALUES (${platform}, ${chat}, ${messageId}, ${ticketId}::uuid, ${role}, ${command}, ${personId}::uuid,
                ${bodyId})
            ON CONFLICT DO NOTHING`;
    },
    async messageAt(platform, chat, messageId) {
      const [row] = await prisma.$queryRaw<Parameters<typeof chatMessageFromRow>>`
        SELECT platform, chat, message_id AS "messageId", ticket_id AS "ticketId", role, command,
               person_id AS "personId", body_id AS "bodyId"
          FROM chat_messages
         WHERE platform = ${platform} AND chat = ${chat} AND message_id = ${messageId}`;
      return row === undefined ? null : chatMessageFromRow(row);
    },
  };
}

type DeliveryRow = Omit<Prisma.DeliveryModel, 'settledAt'>;
const deliveryColumns = sql.sql`d.id, d.conversation_id AS "conversationId", d.sequence, d.ticket_id AS "ticketId",
  d.content, d.state, d.attempts, d.available_at AS "availableAt", d.doubt_since AS "doubtSince",
  d.message_id AS "messageId", d.file_id AS "fileId", d.error`;

function deliveryFromRow(row: DeliveryRow): Delivery {
  const { id, conversationId, sequence, ticketId, attempts, messageId, fileId, error } = row;
  return {
    id,
    conversationId,
    sequence,
    ticketId,
    attempts,
    messageId,
    fileId,
    error,
    content: content.parse(row.content),
    state: state.parse(row.state),
    availableAt: instantOf(row.availableAt),
    doubtSince: nullableInstantOf(row.doubtSince),
  };
}
