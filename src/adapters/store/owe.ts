// Puts many deliveries into the ledger in two statements, each at the end of its conversation.
import type { Ids, NewDelivery } from '../../app/ports.ts';
import { dateOf, jsonOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** Owes the deliveries in their order. */
export async function oweAll(
  prisma: PrismaTransaction,
  ids: Ids,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const next = await takeSequences(
    prisma,
    deliveries.map(({ conversationId }) => conversationId),
  );
  await prisma.delivery.createMany({
    data: deliveries.map(({ conversationId, ticketId, content, availableAt }) => ({
      id: ids.next(),
      conversationId,
      sequence: next(conversationId),
      ticketId,
      content: jsonOf(content),
      state: 'queued',
      attempts: 0,
      availableAt: dateOf(availableAt),
    })),
  });
}

/**
 * Takes a sequence number for each mention of a conversation, and hands them out in order. Holds the conversations'
 * rows until the transaction ends, taken in the order of their ids so that two transactions do not wait for each other.
 */
async function takeSequences(
  prisma: PrismaTransaction,
  mentions: readonly string[],
): Promise<(conversationId: string) => number> {
  const rows = await prisma.$queryRaw<{ id: string; before: number }[]>`
    WITH owed AS (SELECT id, count(*)::int AS count FROM unnest(${[...mentions]}::uuid[]) AS id GROUP BY id),
         held AS (SELECT id FROM conversations WHERE id IN (SELECT id FROM owed) ORDER BY id FOR NO KEY UPDATE)
    UPDATE conversations c SET last_sequence = c.last_sequence + owed.count
      FROM owed JOIN held USING (id)
     WHERE c.id = owed.id
    RETURNING c.id, c.last_sequence - owed.count AS before`;
  const last = new Map(rows.map(({ id, before }) => [id, before]));
  return (conversationId) => {
    const before = last.get(conversationId);
    if (before === undefined) throw new Error(`there is no conversation ${conversationId}`);
    last.set(conversationId, before + 1);
    return before + 1;
  };
}
