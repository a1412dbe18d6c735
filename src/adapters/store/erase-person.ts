// Erases in the database what is kept about a person outside of tickets.
import { isNamedAs } from '../../app/forget.ts';
import type { Person, RowCounts } from '../../app/ports.ts';
import { jsonOf } from './columns.ts';
import { contactList } from './organisations.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** What stands for the chat of a person whom nobody can be told any more. */
export const forgottenChat = (conversationId: string): string => `forgotten:${conversationId}`;

export async function erasePerson(
  prisma: PrismaTransaction,
  person: Person,
  pseudonym: string,
): Promise<RowCounts> {
  const { id } = person;
  await prisma.$queryRaw`SELECT 1 FROM people WHERE id = ${id}::uuid FOR UPDATE`;
  const ofPerson = { where: { personId: id } };
  const counts = {
    inbound_events: await eraseInbound(prisma, person),
    drafts: (await prisma.draft.deleteMany(ofPerson)).count,
    ...(await eraseDirectConversations(prisma, person)),
    memberships: (await prisma.membership.deleteMany(ofPerson)).count,
    contracts: await eraseContacts(prisma, person),
    codes: (
      await prisma.code.deleteMany({
        where: { OR: [{ issuedBy: id }, { purpose: 'link', subjectId: id }] },
      })
    ).count,
    identities: (await prisma.identity.deleteMany(ofPerson)).count,
  };
  const { count: people } = await prisma.person.updateMany({
    where: { id, OR: [{ name: { not: pseudonym } }, { chosenLanguage: { not: null } }] },
    data: { name: pseudonym, chosenLanguage: null },
  });
  return { ...counts, people };
}

/** A pattern, for the database as for JavaScript, of texts that hold the id as a word. */
export const namedBy = (userId: string): string =>
  `(^|[^0-9A-Za-z])${userId.replace(/[^0-9A-Za-z]/g, '\\$&')}([^0-9A-Za-z]|$)`;

/** What waits to be handled stays: it is not yet known to be anybody's. */
async function eraseInbound(prisma: PrismaTransaction, { identities }: Person): Promise<number> {
  let count = 0;
  for (const { platform, userId } of identities) {
    const named = namedBy(userId);
    count += await prisma.$executeRaw`
      UPDATE inbound_events SET payload = NULL, lane = NULL, error = NULL
       WHERE platform = ${platform} AND (handled_at IS NOT NULL OR failed_at IS NOT NULL)
         AND (payload::text ~ ${named} OR lane ~ ${named})`;
  }
  return count;
}

/** The chats with the person alone: nothing more goes there, and nobody can tell whose they were. */
async function eraseDirectConversations(
  prisma: PrismaTransaction,
  { id, identities }: Person,
): Promise<{ conversations: number; deliveries: number; chat_messages: number }> {
  const known = await prisma.conversation.findMany({ where: { personId: id, side: 'requester' } });
  const chats = [
    ...known.map(({ platform, chat }) => ({ platform, chat })),
    ...identities.map(({ platform, userId }) => ({ platform, chat: userId })),
  ];
  const theirs = await prisma.conversation.findMany({
    where: { side: 'requester', OR: [{ personId: id }, ...chats] },
  });
  const ids = theirs.map((conversation) => conversation.id);
  const { count: deliveries } = await prisma.delivery.deleteMany({ where: { conversationId: { in: ids } } });
  await prisma.ticketConversation.deleteMany({ where: { conversationId: { in: ids } } });
  let conversations = 0;
  for (const each of theirs) {
    const chat = forgottenChat(each.id);
    if (each.chat === chat) continue;
    await prisma.conversation.update({
      where: { id: each.id },
      data: { chat, thread: null, cardMessageId: null, place: null },
    });
    conversations += 1;
  }
  const { count: inTheirs } = await prisma.chatMessage.deleteMany({ where: { OR: chats } });
  const { count: elsewhere } = await prisma.chatMessage.updateMany({
    where: { personId: id },
    data: { personId: null, command: null },
  });
  return { conversations, deliveries, chat_messages: inTheirs + elsewhere };
}

/** Contacts of the person's name; compared here, since databases differ in what they take for small letters. */
async function eraseContacts(prisma: PrismaTransaction, person: Person): Promise<number> {
  const contracts = await prisma.contract.findMany({ select: { id: true, contacts: true } });
  let count = 0;
  for (const { id, contacts } of contracts) {
    const known = contactList.parse(contacts);
    const others = known.filter((contact) => !isNamedAs(person, contact.name));
    if (others.length === known.length) continue;
    await prisma.contract.update({ where: { id }, data: { contacts: jsonOf(others) } });
    count += 1;
  }
  return count;
}
