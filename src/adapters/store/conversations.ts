// Conversations in the database.
import { z } from 'zod';
import type { Conversation, Conversations, Ids, Side } from '../../app/ports.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { isId } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const side = z.enum(['agents', 'requester']) satisfies z.ZodType<Side>;
const form = z.enum(['thread', 'flat']) satisfies z.ZodType<Conversation['form']>;

export function prismaConversations(prisma: PrismaTransaction, ids: Ids): Conversations {
  const find = async (where: Prisma.ConversationWhereUniqueInput): Promise<Conversation | null> => {
    const row = await prisma.conversation.findUnique({ where });
    return row === null ? null : conversationFromRow(row);
  };
  return {
    async open(conversation) {
      const { side, platform, chat, thread, form, personId } = conversation;
      const place = placeOf(conversation);
      const found = place === null ? null : await find({ place });
      if (found !== null) return found;
      // If another transaction opens the same place at this moment, this one fails, and is run anew.
      const data = { id: ids.next(), side, platform, chat, thread, form, personId, place };
      return conversationFromRow(await prisma.conversation.create({ data }));
    },
    join: (conversationId, ticketId) => joinAll(prisma, [conversationId], ticketId),
    joinAll: (conversationIds, ticketId) => joinAll(prisma, conversationIds, ticketId),
    get: async (id) => (isId(id) ? find({ id }) : null),
    at: ({ platform, chat, thread }) => find({ place: placeKey(platform, chat, thread) }),
    async ofTicket(ticketId) {
      const rows = await prisma.$queryRaw<ConversationRow[]>`
        SELECT c.id, side, platform, chat, thread, form, card_message_id AS "cardMessageId",
               person_id AS "personId"
          FROM ticket_conversations JOIN conversations c ON c.id = conversation_id
         WHERE ticket_id = ${ticketId}::uuid
         ORDER BY c.id`;
      return rows.map(conversationFromRow);
    },
    async ofTickets(ticketIds) {
      const rows = await prisma.ticketConversation.findMany({
        where: { ticketId: { in: [...ticketIds] } },
        orderBy: { conversationId: 'asc' },
        include: { conversation: true },
      });
      const byTicket = Map.groupBy(rows, ({ ticketId }) => ticketId);
      return new Map(
        [...byTicket].map(([id, joined]) => [
          id,
          joined.map(({ conversation }) => conversationFromRow(conversation)),
        ]),
      );
    },
    async ticketsOf(conversationId) {
      const rows = await prisma.ticketConversation.findMany({
        where: { conversationId },
        orderBy: { position: 'desc' },
      });
      return rows.map(({ ticketId }) => ticketId);
    },
    async anchor(id, { chat, thread, cardMessageId }) {
      // The place in one statement: its platform, which needs no escaping, stands in the row.
      const rest = placeKey('', chat, thread).slice(placeStart.length);
      const place = Prisma.sql`${placeStart} || c.platform || ${rest}`;
      const anchored = await prisma.$executeRaw`
        UPDATE conversations c
           SET chat = ${chat}, thread = ${thread}, card_message_id = ${cardMessageId},
               place = CASE WHEN c.form = 'thread' AND ${thread}::text IS NULL THEN NULL
                            WHEN EXISTS (SELECT FROM conversations holder
                                          WHERE holder.place = ${place} AND holder.id <> c.id) THEN NULL
                            ELSE ${place} END
         WHERE id = ${id}::uuid`;
      if (anchored === 0) throw new Error(`there is no conversation ${id}`);
    },
  };
}

async function joinAll(
  prisma: PrismaTransaction,
  conversationIds: readonly string[],
  ticketId: string,
): Promise<void> {
  // Not `createMany`, which Prisma compiles anew each time.
  await prisma.$executeRaw`
    INSERT INTO ticket_conversations (conversation_id, ticket_id)
    SELECT id, ${ticketId}::uuid FROM unnest(${[...conversationIds]}::uuid[]) WITH ORDINALITY AS given (id, place)
     ORDER BY place
        ON CONFLICT DO NOTHING`;
}

/** How every place begins. */
const placeStart = '["';
const placeKey = (platform: string, chat: string, thread: string | null): string =>
  JSON.stringify([platform, chat, thread]);

/** Null while a thread is still to be opened: such a conversation is nowhere yet. */
function placeOf(conversation: {
  readonly platform: string;
  readonly chat: string;
  readonly thread: string | null;
  readonly form: string;
}): string | null {
  const { platform, chat, thread } = conversation;
  return conversation.form === 'thread' && thread === null ? null : placeKey(platform, chat, thread);
}

/** A conversation as it is published, without its place and its lease. */
export type ConversationRow = Omit<
  Prisma.ConversationModel,
  'place' | 'lastSequence' | 'leaseOwner' | 'leaseUntil'
>;

export function conversationFromRow(row: ConversationRow): Conversation {
  const { id, platform, chat, thread, cardMessageId, personId } = row;
  return {
    id,
    side: side.parse(row.side),
    platform,
    chat,
    thread,
    form: form.parse(row.form),
    cardMessageId,
    personId,
  };
}
