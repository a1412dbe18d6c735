// Drafts in the database.
import { z } from 'zod';
import type { Draft, Drafts } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, isId, jsonOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { attachment } from './ticket-event-schema.ts';

const question = z.enum(['severity', 'ticket']);
const state = z.enum(['open', 'done']);
const messages = z.array(
  z.strictObject({
    messageId: z.string(),
    text: z.string(),
    attachments: z.array(attachment),
    at: z.number(),
  }),
);

export function prismaDrafts(prisma: PrismaTransaction): Drafts {
  const find = async (where: Prisma.DraftWhereUniqueInput): Promise<Draft | null> => {
    const row = await prisma.draft.findUnique({ where });
    return row === null ? null : draftFromRow(row);
  };
  return {
    async save(draft) {
      const row = draftToRow(draft);
      await prisma.draft.upsert({ where: { id: draft.id }, create: row, update: row });
    },
    async lock(id) {
      if (!isId(id)) return null;
      await prisma.$queryRaw`SELECT 1 FROM drafts WHERE id = ${id}::uuid FOR UPDATE`;
      return find({ id });
    },
    get: async (id) => (isId(id) ? find({ id }) : null),
    async openOf(personId) {
      const rows = await prisma.draft.findMany({
        where: { personId, state: 'open' },
        orderBy: { id: 'asc' },
      });
      return rows.map(draftFromRow);
    },
  };
}

const openKey = (conversationId: string, personId: string): string => `${conversationId} ${personId}`;

function draftToRow(draft: Draft): Prisma.DraftUncheckedCreateInput {
  return {
    ...draft,
    messages: jsonOf(draft.messages),
    expiresAt: dateOf(draft.expiresAt),
    openKey: draft.state === 'open' ? openKey(draft.conversationId, draft.personId) : null,
  };
}

function draftFromRow(row: Prisma.DraftModel): Draft {
  const { openKey: _openKey, ...plain } = row;
  return {
    ...plain,
    question: question.parse(row.question),
    messages: messages.parse(row.messages),
    state: state.parse(row.state),
    expiresAt: instantOf(row.expiresAt),
  };
}
