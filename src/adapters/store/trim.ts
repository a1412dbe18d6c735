// Trims from the database what nobody needs any more.
import type { Privacy, RowCounts } from '../../app/ports.ts';
import { dateOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

export async function trim(
  prisma: PrismaTransaction,
  { inboundBefore, now }: Parameters<Privacy['trim']>[0],
): Promise<RowCounts> {
  const before = dateOf(inboundBefore);
  // Their ids stay, so that what comes once more is known.
  const inbound = await prisma.$executeRaw`
    UPDATE inbound_events SET payload = NULL, lane = NULL
     WHERE payload IS NOT NULL AND (handled_at < ${before} OR failed_at < ${before})`;
  const { count: codes } = await prisma.code.deleteMany({ where: { expiresAt: { lte: dateOf(now) } } });
  const ofErased = { where: { ticket: { erasure: { is: { textsAt: { not: null } } } } } };
  const isOld = { state: { not: 'open' }, expiresAt: { lt: before } };
  const { count: drafts } = await prisma.draft.deleteMany({ where: { OR: [ofErased.where, isOld] } });
  const { count: deliveries } = await prisma.delivery.deleteMany({
    where: { ...ofErased.where, state: { in: ['sent', 'blocked', 'failed'] } },
  });
  const { count: messages } = await prisma.chatMessage.deleteMany(ofErased);
  return { inbound_events: inbound, codes, drafts, deliveries, chat_messages: messages };
}
