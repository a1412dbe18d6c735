// Trims from the database what nobody needs any more.
import { laneLease, type Privacy, type RowCounts } from '../../app/ports.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
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
  const ofChats = await trimChats(prisma, now);
  return { inbound_events: inbound, codes, drafts, deliveries, chat_messages: messages, ...ofChats };
}

/** Rows that are named by chats: of budgets that are whole again, and of rights that nobody has or waits for. */
async function trimChats(prisma: PrismaTransaction, now: Instant): Promise<RowCounts> {
  const dayAgo = now - DAY_MS;
  const budgets = await prisma.$executeRaw`
    DELETE FROM send_budgets
     WHERE coalesce((SELECT max(at) FROM unnest(given_at) AS at), 0) < ${dayAgo}::float8
       AND coalesce(blocked_until, '-infinity') < ${dateOf(dayAgo)}`;
  const waiting = await prisma.inboundEvent.findMany({
    where: { handledAt: null, failedAt: null, lane: { not: null } },
    distinct: ['platform', 'lane'],
    select: { platform: true, lane: true },
  });
  const awaited = waiting.flatMap(({ platform, lane }) =>
    lane === null ? [] : [laneLease({ platform, lane })],
  );
  const { count: leases } = await prisma.lease.deleteMany({
    where: { until: { lt: dateOf(dayAgo) }, name: { notIn: awaited } },
  });
  return { send_budgets: budgets, leases };
}
