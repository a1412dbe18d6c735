// Puts many deliveries into the ledger in one statement, each at the end of its conversation.
import type { Ids, NewDelivery } from '../../app/ports.ts';
import { dateOf, jsonOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/**
 * Owes the deliveries in their order. Holds the conversations' rows until the transaction ends, taken in the order of
 * their ids so that two transactions do not wait for each other.
 * @throws Error when one of the conversations is not there.
 */
export async function oweAll(
  prisma: PrismaTransaction,
  ids: Ids,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ conversationId, ticketId, content, availableAt }) => ({
    id: ids.next(),
    conversation_id: conversationId,
    ticket_id: ticketId,
    content: jsonOf(content),
    available_at: dateOf(availableAt),
  }));
  const owed = await prisma.$executeRaw`
    WITH given AS (
           SELECT *, row_number() OVER (PARTITION BY conversation_id ORDER BY place)::int AS nth
             FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS
                    (id uuid, conversation_id uuid, ticket_id uuid, content jsonb, available_at timestamptz))
                  WITH ORDINALITY AS given (id, conversation_id, ticket_id, content, available_at, place)),
         counted AS (SELECT conversation_id AS id, count(*)::int AS count FROM given GROUP BY conversation_id),
         held AS (SELECT id FROM conversations WHERE id IN (SELECT id FROM counted) ORDER BY id FOR NO KEY UPDATE),
         taken AS (
           UPDATE conversations c SET last_sequence = c.last_sequence + counted.count
             FROM counted JOIN held USING (id)
            WHERE c.id = counted.id
           RETURNING c.id, c.last_sequence - counted.count AS before)
    INSERT INTO deliveries (id, conversation_id, sequence, ticket_id, content, state, attempts, available_at)
    SELECT given.id, conversation_id, before + nth, ticket_id, content, 'queued', 0, available_at
      FROM given JOIN taken ON taken.id = conversation_id`;
  if (owed !== deliveries.length) throw new Error('there is no conversation for one of the deliveries');
}
