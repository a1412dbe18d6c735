// The durable inbox in the database.
import type { Inbox, StoredInbound } from '../../app/ports.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, storableText } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

export function prismaInbox(prisma: PrismaTransaction): Inbox {
  return {
    async put({ platform, eventId, lane, payload, receivedAt }) {
      const { count } = await prisma.inboundEvent.createMany({
        data: [{ platform, eventId, lane, payload: payloadOf(payload), receivedAt: dateOf(receivedAt) }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    async complete(platform, eventId, at) {
      // One statement: of two that complete the same event at once, the second waits, and changes nothing.
      const completed = await prisma.$executeRaw`
        INSERT INTO inbound_events (platform, event_id, handled_at) VALUES (${platform}, ${eventId}, ${dateOf(at)})
        ON CONFLICT (platform, event_id) DO UPDATE SET handled_at = excluded.handled_at
              WHERE inbound_events.handled_at IS NULL`;
      return completed === 1;
    },
    async fail(platform, eventId, error, at) {
      await prisma.inboundEvent.updateMany({
        where: { platform, eventId },
        data: { failedAt: dateOf(at), error: storableText(error) },
      });
    },
    async waiting() {
      const rows = await prisma.inboundEvent.findMany({
        where: { handledAt: null, failedAt: null },
        orderBy: { position: 'asc' },
      });
      return rows.flatMap(keptFromRow);
    },
  };
}

const payloadOf = (payload: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull =>
  payload === null || payload === undefined ? Prisma.JsonNull : (payload as Prisma.InputJsonValue);

function keptFromRow(row: Prisma.InboundEventModel): StoredInbound[] {
  const { platform, eventId, lane, payload, receivedAt } = row;
  if (lane === null || receivedAt === null) return [];
  return [{ platform, eventId, lane, payload, receivedAt: instantOf(receivedAt) }];
}
