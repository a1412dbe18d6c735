// The durable inbox in the database.
import { type Inbox, type InboxLane, type KeptInbound, laneLease } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, nullableInstantOf, storableText } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const waits = { handledAt: null, failedAt: null };
const inOrder = { orderBy: { position: 'asc' } } as const;
/** What was trimmed of its words is kept no more, and cannot be handled. */
const kept = { lane: { not: null } };

export function prismaInbox(prisma: PrismaTransaction): Inbox {
  return {
    async put({ platform, eventId, lane, payload, receivedAt }) {
      // Not `createMany`, which Prisma compiles anew each time.
      const kept = await prisma.$executeRaw`
        INSERT INTO inbound_events (platform, event_id, lane, payload, received_at)
        VALUES (${platform}, ${eventId}, ${lane}, ${payloadText(payload)}::json, ${dateOf(receivedAt)})
            ON CONFLICT DO NOTHING`;
      return kept === 1;
    },
    async complete(platform, eventId, at) {
      // One statement: of two that complete the same event at once, the second waits, and changes nothing.
      const completed = await prisma.$executeRaw`
        INSERT INTO inbound_events (platform, event_id, handled_at) VALUES (${platform}, ${eventId}, ${dateOf(at)})
        ON CONFLICT (platform, event_id) DO UPDATE SET handled_at = excluded.handled_at
              WHERE inbound_events.handled_at IS NULL`;
      return completed === 1;
    },
    async forget(platform, eventId) {
      await prisma.$executeRaw`
        DELETE FROM inbound_events WHERE platform = ${platform} AND event_id = ${eventId} AND lane IS NULL`;
    },
    async finish({ platform, eventId, lane }, owner, at) {
      const givenBack = await prisma.$executeRaw`
        WITH completed AS (
          INSERT INTO inbound_events (platform, event_id, handled_at) VALUES (${platform}, ${eventId}, ${dateOf(at)})
          ON CONFLICT (platform, event_id) DO UPDATE SET handled_at = excluded.handled_at
                WHERE inbound_events.handled_at IS NULL)
        DELETE FROM leases WHERE name = ${laneLease({ platform, lane })} AND owner = ${owner} AND NOT asked`;
      return givenBack === 1;
    },
    async postpone(platform, eventId, error, retryAt) {
      await prisma.inboundEvent.updateMany({
        where: { platform, eventId },
        data: { retryAt: dateOf(retryAt), error: storableText(error), attempts: { increment: 1 } },
      });
    },
    async fail(platform, eventId, error, at) {
      await prisma.inboundEvent.updateMany({
        where: { platform, eventId },
        data: { failedAt: dateOf(at), error: storableText(error), attempts: { increment: 1 } },
      });
    },
    async next(lane) {
      const row = await prisma.inboundEvent.findFirst({ where: { ...waits, ...laneOf(lane) }, ...inOrder });
      return row === null ? null : (keptFromRow(row)[0] ?? null);
    },
    lanesWaiting: (platforms, now, limit) => prisma.$queryRaw<InboxLane[]>`
      SELECT platform, lane
        FROM (SELECT DISTINCT ON (platform, lane) platform, lane, position, retry_at
                FROM inbound_events
               WHERE handled_at IS NULL AND failed_at IS NULL AND platform = ANY(${platforms}) AND lane IS NOT NULL
               ORDER BY platform, lane, position) AS heads
       WHERE (retry_at IS NULL OR retry_at <= ${dateOf(now)})
         AND NOT EXISTS (SELECT FROM leases
                          WHERE leases.name = 'lane:' || heads.platform || ':' || heads.lane
                            AND leases.until > ${dateOf(now)})
       ORDER BY position
       LIMIT ${limit}`,
    async lastRetryAt() {
      const { _max: latest } = await prisma.inboundEvent.aggregate({ where: waits, _max: { retryAt: true } });
      return nullableInstantOf(latest.retryAt);
    },
    async waiting(limit) {
      const rows = await prisma.inboundEvent.findMany({
        where: { ...waits, ...kept },
        ...inOrder,
        ...(limit !== undefined && { take: limit }),
      });
      return rows.flatMap(keptFromRow);
    },
    async failed(limit) {
      const where = { handledAt: null, failedAt: { not: null }, ...kept };
      const rows = await prisma.inboundEvent.findMany({ where, ...inOrder, take: limit });
      return rows.flatMap(keptFromRow);
    },
    async find(eventId) {
      const rows = await prisma.inboundEvent.findMany({ where: { eventId, handledAt: null }, ...inOrder });
      return rows.flatMap(keptFromRow);
    },
    async retry(platform, eventId) {
      const hasFailed = { OR: [{ failedAt: { not: null } }, { retryAt: { not: null } }] };
      const { count } = await prisma.inboundEvent.updateMany({
        where: { platform, eventId, handledAt: null, ...kept, ...hasFailed },
        data: { failedAt: null, retryAt: null, attempts: 0 },
      });
      return count === 1;
    },
  };
}

const laneOf = ({ platform, lane }: InboxLane): InboxLane => ({ platform, lane });

const payloadText = (payload: unknown): string => JSON.stringify(payload ?? null);

function keptFromRow(row: Prisma.InboundEventModel): KeptInbound[] {
  const { platform, eventId, lane, payload, receivedAt, attempts, error } = row;
  if (lane === null || receivedAt === null) return [];
  return [
    {
      platform,
      eventId,
      lane,
      payload,
      receivedAt: instantOf(receivedAt),
      attempts,
      retryAt: nullableInstantOf(row.retryAt),
      failedAt: nullableInstantOf(row.failedAt),
      error,
    },
  ];
}
