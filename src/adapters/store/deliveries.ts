// The delivery ledger in the database: what each conversation is owed, in its own order.
import { z } from 'zod';
import { content } from '../../app/content.ts';
import type { Deliveries, Delivery, DeliveryState, Ids } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
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
import { type ConversationRow, conversationFromRow } from './conversations.ts';
import { oweAll } from './owe.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const states = ['queued', 'sending', 'sent', 'retrying', 'blocked', 'failed'] as const;
const state = z.enum(states) satisfies z.ZodType<DeliveryState>;
/** The states in which a delivery still has to go out. */
const owed: DeliveryState[] = ['queued', 'sending', 'retrying'];

export function prismaDeliveries(prisma: PrismaTransaction, ids: Ids): Deliveries {
  return {
    async enqueue(delivery) {
      const { conversationId, ticketId } = delivery;
      // Holds the conversation's row until the transaction ends: numbers are given out in the order of commits.
      const { lastSequence } = await prisma.conversation.update({
        where: { id: conversationId },
        data: { lastSequence: { increment: 1 } },
        select: { lastSequence: true },
      });
      const row = await prisma.delivery.create({
        data: {
          id: ids.next(),
          conversationId,
          sequence: lastSequence,
          ticketId,
          content: jsonOf(delivery.content),
          state: 'queued',
          attempts: 0,
          availableAt: dateOf(delivery.availableAt),
        },
      });
      return deliveryFromRow(row);
    },
    enqueueAll: (deliveries) => oweAll(prisma, ids, deliveries),
    async get(id) {
      if (!isId(id)) return null;
      const row = await prisma.delivery.findUnique({ where: { id } });
      return row === null ? null : deliveryFromRow(row);
    },
    async lease(conversationId, owner, now, until) {
      // One statement, so that of two at once the later sees what the earlier did. What is owed is read by the next
      // one: this one may have waited for the row, and would still read what was owed before.
      const [taken] = await prisma.$queryRaw<ConversationRow[]>`
        UPDATE conversations SET lease_owner = ${owner}, lease_until = ${dateOf(until)}
         WHERE id = ${conversationId}::uuid
           AND (lease_owner IS NULL OR lease_owner = ${owner} OR lease_until <= ${dateOf(now)})
        RETURNING id, side, platform, chat, thread, form, card_message_id AS "cardMessageId",
                  person_id AS "personId"`;
      return taken === undefined ? null : conversationFromRow(taken);
    },
    async release(conversationId, leaseOwner) {
      await prisma.conversation.updateMany({
        where: { id: conversationId, leaseOwner },
        data: { leaseOwner: null, leaseUntil: null },
      });
    },
    async next(conversationId) {
      const row = await prisma.delivery.findFirst({
        where: { conversationId, state: { in: owed } },
        orderBy: { sequence: 'asc' },
      });
      return row === null ? null : deliveryFromRow(row);
    },
    async settle(id, { state, availableAt, messageId, fileId, error, doubtSince = null, at }) {
      await prisma.delivery.update({
        where: { id },
        data: {
          state,
          availableAt: dateOf(availableAt),
          settledAt: dateOf(at),
          error: error === undefined ? null : storableText(error),
          doubtSince: nullableDateOf(doubtSince),
          ...(messageId !== undefined && { messageId }),
          ...(fileId !== undefined && { fileId }),
          ...(state === 'sending' && { attempts: { increment: 1 } }),
        },
      });
    },
    async postpone(id, availableAt) {
      await prisma.delivery.update({ where: { id }, data: { availableAt: dateOf(availableAt) } });
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
      const rows = await prisma.$queryRaw<{ sequence: number }[]>`
        UPDATE conversations SET last_sequence = last_sequence + 1
         WHERE id = (SELECT conversation_id FROM deliveries
                      WHERE id = ${id}::uuid AND state IN ('failed', 'blocked'))
        RETURNING last_sequence AS sequence`;
      const [last] = rows;
      if (last === undefined) return false;
      const { count } = await prisma.delivery.updateMany({
        where: { id, state: { in: ['failed', 'blocked'] } },
        data: { sequence: last.sequence, state: 'queued', attempts: 0, availableAt: dateOf(at), error: null },
      });
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
    async remember(message) {
      await prisma.chatMessage.createMany({ data: [message], skipDuplicates: true });
    },
    async messageAt(platform, chat, messageId) {
      const key = { platform, chat, messageId };
      const row = await prisma.chatMessage.findUnique({ where: { platform_chat_messageId: key } });
      return row === null ? null : chatMessageFromRow(row);
    },
  };
}

function deliveryFromRow(row: Prisma.DeliveryModel): Delivery {
  const { settledAt: _settledAt, ...plain } = row;
  return {
    ...plain,
    content: content.parse(row.content),
    state: state.parse(row.state),
    availableAt: instantOf(row.availableAt),
    doubtSince: nullableInstantOf(row.doubtSince),
  };
}
