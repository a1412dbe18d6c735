// Drafts in the database.
import { z } from 'zod';
import type { Draft, DraftChoices, DraftQuestion, Drafts } from '../../app/ports.ts';
import { severities } from '../../domain/ticket.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, isId, jsonOf } from './columns.ts';
import { fieldsOf } from './fields.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { type Columns, jsonRow } from './ticket-columns.ts';
import { attachment, formAnswer } from './ticket-event-schema.ts';

const questions = ['ticket', 'organisation', 'form', 'review', 'severity', 'priority'] as const;
const question = z.enum(questions) satisfies z.ZodType<DraftQuestion>;
const choices = z.strictObject({
  requestType: z.string(),
  organisationId: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  wantsPriority: z.boolean().nullable(),
  answers: z.array(formAnswer),
  step: z.string().nullable(),
}) satisfies z.ZodType<DraftChoices>;
const state = z.enum(['open', 'aside', 'done']);
const messages = z.array(
  z.strictObject({
    messageId: z.string(),
    text: z.string(),
    attachments: z.array(attachment),
    at: z.number(),
    field: z.string().optional(),
  }),
);

export function prismaDrafts(prisma: PrismaTransaction): Drafts {
  const find = async (id: string): Promise<Draft | null> => {
    const [row] = await prisma.$queryRaw<object[]>`SELECT * FROM drafts WHERE id = ${id}::uuid`;
    return row === undefined ? null : draftFromRow(fieldsOf(row));
  };
  return {
    async save(draft) {
      const row = JSON.stringify(jsonRow(draftToRow(draft), draftColumns));
      await prisma.$executeRaw`
        INSERT INTO drafts (${columnList})
        SELECT ${columnList} FROM jsonb_populate_record(NULL::drafts, ${row}::jsonb)
            ON CONFLICT (id) DO UPDATE SET (${columnList}) = (SELECT ${excluded})`;
    },
    async lock(id) {
      if (!isId(id)) return null;
      await prisma.$queryRaw`SELECT 1 FROM drafts WHERE id = ${id}::uuid FOR UPDATE`;
      return find(id);
    },
    get: async (id) => (isId(id) ? find(id) : null),
    async openOf(personId) {
      const rows = await prisma.$queryRaw<object[]>`
        SELECT * FROM drafts WHERE person_id = ${personId}::uuid AND state = 'open' ORDER BY id`;
      return rows.map((row) => draftFromRow(fieldsOf(row)));
    },
  };
}

const draftColumns: Columns<keyof Prisma.DraftUncheckedCreateInput> = {
  id: 'id',
  personId: 'person_id',
  conversationId: 'conversation_id',
  question: 'question',
  choices: 'choices',
  messages: 'messages',
  state: 'state',
  follows: 'follows',
  ticketId: 'ticket_id',
  expiresAt: 'expires_at',
  promptMessageId: 'prompt_message_id',
  openKey: 'open_key',
};
const columnList = sql.raw(Object.values(draftColumns).join(', '));
const excluded = sql.raw(
  Object.values(draftColumns)
    .map((name) => `excluded.${name}`)
    .join(', '),
);

/** Unique among the open drafts. */
export const openKey = (conversationId: string, personId: string): string => `${conversationId} ${personId}`;

function draftToRow(draft: Draft): Prisma.DraftUncheckedCreateInput {
  return {
    ...draft,
    choices: jsonOf(draft.choices),
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
    choices: choices.parse(row.choices),
    messages: messages.parse(row.messages),
    state: state.parse(row.state),
    expiresAt: instantOf(row.expiresAt),
  };
}
