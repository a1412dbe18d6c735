// Makes one person of two in the database: everything that names the other names the first from then on.
import type { Draft, Drafts } from '../../app/ports.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { isId } from './columns.ts';
import { openKey } from './drafts.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** @throws Error when there is no such person, or no such other one. */
export async function linkPeople(
  prisma: PrismaTransaction,
  drafts: Drafts,
  id: PersonId,
  other: PersonId,
): Promise<void> {
  const chosenLanguage = await holdBoth(prisma, id, other);
  if (id === other) return;
  const theirs = { where: { personId: other }, data: { personId: id } };
  await prisma.person.update({ where: { id }, data: { chosenLanguage } });
  await prisma.identity.updateMany(theirs);
  await linkMemberships(prisma, id, other);
  await linkDrafts(prisma, drafts, id, other);
  await prisma.conversation.updateMany(theirs);
  await prisma.chatMessage.updateMany(theirs);
  await prisma.ticket.updateMany({ where: { requesterId: other }, data: { requesterId: id } });
  await prisma.ticket.updateMany({ where: { assigneeId: other }, data: { assigneeId: id } });
  await linkEvents(prisma, id, other);
  await prisma.quotaEntry.updateMany({ where: { actorId: other }, data: { actorId: id } });
  await prisma.code.updateMany({ where: { issuedBy: other }, data: { issuedBy: id } });
  await prisma.code.updateMany({ where: { purpose: 'link', subjectId: other }, data: { subjectId: id } });
  await prisma.person.delete({ where: { id: other } });
}

/**
 * Holds both people until the transaction ends, so that nothing more is put down to the other meanwhile, and tells
 * the language that they choose together.
 */
async function holdBoth(prisma: PrismaTransaction, id: PersonId, other: PersonId): Promise<string | null> {
  const wanted = [id, other].filter(isId);
  await prisma.$queryRaw`SELECT 1 FROM people WHERE id = ANY(${wanted}::uuid[]) ORDER BY id FOR UPDATE`;
  const people = await prisma.person.findMany({ where: { id: { in: wanted } } });
  const [mine, theirs] = [id, other].map((each) => people.find((person) => person.id === each));
  if (mine === undefined) throw new Error(`there is no person ${id}`);
  if (theirs === undefined) throw new Error(`there is no person ${other}`);
  return mine.chosenLanguage ?? theirs.chosenLanguage;
}

async function linkMemberships(prisma: PrismaTransaction, id: PersonId, other: PersonId): Promise<void> {
  const own = await prisma.membership.findMany({ where: { personId: id }, select: { organisationId: true } });
  await prisma.membership.updateMany({
    where: { personId: other, organisationId: { notIn: own.map(({ organisationId }) => organisationId) } },
    data: { personId: id },
  });
  await prisma.membership.deleteMany({ where: { personId: other } });
}

async function linkDrafts(
  prisma: PrismaTransaction,
  drafts: Drafts,
  id: PersonId,
  other: PersonId,
): Promise<void> {
  const [own, theirs] = [await drafts.openOf(id), await drafts.openOf(other)];
  for (const draft of joinedDrafts(own, theirs)) await drafts.save(draft);
  await prisma.draft.updateMany({
    where: { personId: other, state: { not: 'open' } },
    data: { personId: id },
  });
  for (const { id: draftId, conversationId } of await drafts.openOf(other)) {
    await prisma.draft.update({
      where: { id: draftId },
      data: { personId: id, openKey: openKey(conversationId, id) },
    });
  }
}

/**
 * What changes in the open drafts of two people who become one: where both have one in a conversation, as with two
 * accounts in one chat, the words of theirs go on in one's own.
 */
export function joinedDrafts(own: readonly Draft[], theirs: readonly Draft[]): readonly Draft[] {
  return theirs.flatMap((their) => {
    const mine = own.find(({ conversationId }) => conversationId === their.conversationId);
    if (mine === undefined) return [];
    const messages = [...mine.messages, ...their.messages].toSorted((a, b) => a.at - b.at);
    return [
      { ...mine, messages },
      { ...their, state: 'done' as const },
    ];
  });
}

async function linkEvents(prisma: PrismaTransaction, id: PersonId, other: PersonId): Promise<void> {
  await prisma.$executeRaw`
    UPDATE ticket_events
       SET actor_id = CASE WHEN actor_id = ${other}::uuid THEN ${id}::uuid ELSE actor_id END,
           data = CASE WHEN data ->> 'requesterId' = ${other}
                       THEN jsonb_set(data, '{requesterId}', to_jsonb(${id}::text))
                       WHEN data ->> 'assigneeId' = ${other}
                       THEN jsonb_set(data, '{assigneeId}', to_jsonb(${id}::text))
                       ELSE data END
     WHERE actor_id = ${other}::uuid
        OR data ->> 'requesterId' = ${other}
        OR data ->> 'assigneeId' = ${other}`;
}
