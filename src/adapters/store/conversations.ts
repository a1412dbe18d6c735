// Conversations in the database.
import { z } from 'zod';
import type { MovedChat } from '../../app/moved-chats.ts';
import type { Conversation, Conversations, Ids, Side } from '../../app/ports.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { isId } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const side = z.enum(['agents', 'requester']) satisfies z.ZodType<Side>;
const form = z.enum(['thread', 'flat']) satisfies z.ZodType<Conversation['form']>;

export function prismaConversations(prisma: PrismaTransaction, ids: Ids): Conversations {
  const find = async (which: Prisma.Sql): Promise<Conversation | null> => {
    const [row] = await prisma.$queryRaw<ConversationRow[]>`
      SELECT ${conversationColumns} FROM conversations c WHERE ${which}`;
    return row === undefined ? null : conversationFromRow(row);
  };
  const at = (place: string): Promise<Conversation | null> => find(Prisma.sql`c.place = ${place}`);
  return {
    async open(conversation) {
      const { side, platform, chat, thread, form, personId } = conversation;
      const place = placeOf(conversation);
      const found = place === null ? null : await at(place);
      if (found !== null) return found;
      // If another transaction opens the same place at this moment, this one fails, and is run anew.
      const [row] = await prisma.$queryRaw<[ConversationRow]>`
        INSERT INTO conversations AS c (id, side, platform, chat, thread, form, person_id, place)
        VALUES (${ids.next()}::uuid, ${side}, ${platform}, ${chat}, ${thread}, ${form}, ${personId}::uuid, ${place})
        RETURNING ${conversationColumns}`;
      return conversationFromRow(row);
    },
    join: (conversationId, ticketId) => joinAll(prisma, [conversationId], ticketId),
    joinAll: (conversationIds, ticketId) => joinAll(prisma, conversationIds, ticketId),
    get: async (id) => (isId(id) ? find(Prisma.sql`c.id = ${id}::uuid`) : null),
    at: ({ platform, chat, thread }) => at(placeKey(platform, chat, thread)),
    async ofTicket(ticketId) {
      const rows = await prisma.$queryRaw<ConversationRow[]>`
        SELECT ${conversationColumns}
          FROM ticket_conversations JOIN conversations c ON c.id = conversation_id
         WHERE ticket_id = ${ticketId}::uuid
         ORDER BY c.id`;
      return rows.map(conversationFromRow);
    },
    async ofTickets(ticketIds) {
      const rows = await prisma.$queryRaw<(ConversationRow & { readonly ticketId: string })[]>`
        SELECT ticket_id AS "ticketId", ${conversationColumns}
          FROM ticket_conversations JOIN conversations c ON c.id = conversation_id
         WHERE ticket_id = ANY(${[...ticketIds]}::uuid[])
         ORDER BY c.id`;
      const byTicket = Map.groupBy(rows, ({ ticketId }) => ticketId);
      return new Map([...byTicket].map(([id, joined]) => [id, joined.map(conversationFromRow)]));
    },
    async ticketsOf(conversationId) {
      const rows = await prisma.$queryRaw<{ ticketId: string }[]>`
        SELECT ticket_id AS "ticketId" FROM ticket_conversations
         WHERE conversation_id = ${conversationId}::uuid
         ORDER BY position DESC`;
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
    moveChat: (platform, from, to) => moveChat(prisma, { platform, from, to }),
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

/** The ids of messages in the old chat mean others in the new one, so none of them is kept as a name. */
async function moveChat(prisma: PrismaTransaction, { platform, from, to }: MovedChat): Promise<void> {
  const moved = Prisma.sql`SELECT id FROM conversations WHERE platform = ${platform} AND chat = ${from}`;
  const [old, current] = [from, to].map((chat) => placeKey(platform, chat, null).slice(0, -'null]'.length));
  await prisma.$executeRaw`
    UPDATE deliveries SET message_id = NULL, file_id = NULL,
           state = CASE WHEN content ->> 'kind' = 'mark' AND state IN ('queued', 'retrying') THEN 'sent' ELSE state END
     WHERE conversation_id IN (${moved})`;
  await prisma.$executeRaw`UPDATE drafts SET prompt_message_id = NULL WHERE conversation_id IN (${moved})`;
  await prisma.$executeRaw`
    UPDATE removals SET refusal = 'the chat was moved' WHERE refusal IS NULL AND conversation_id IN (${moved})`;
  await prisma.$executeRaw`
    UPDATE conversations c
       SET chat = ${to}, card_message_id = NULL,
           place = CASE WHEN EXISTS (SELECT FROM conversations holder
                                      WHERE holder.place = ${current}::text || substr(c.place, length(${old}::text) + 1)) THEN NULL
                        ELSE ${current}::text || substr(c.place, length(${old}::text) + 1) END
     WHERE platform = ${platform} AND chat = ${from}`;
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

export const conversationColumns = Prisma.sql`c.id, c.side, c.platform, c.chat, c.thread, c.form,
  c.card_message_id AS "cardMessageId", c.person_id AS "personId"`;

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
