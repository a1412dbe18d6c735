// When each ticket is next to be looked at for reminders: a table with an index by time, so that finding those that
// are due costs the same however many wait.
import type { Instant } from '../../domain/instant.ts';
import type { TicketId } from '../../domain/ticket.ts';
import { dateOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

export interface ReminderAlarm {
  readonly id: TicketId;
  readonly runAt: Instant;
}

/** Sets the tickets' alarms, in place of those they have. */
export async function setAlarms(prisma: PrismaTransaction, alarms: readonly ReminderAlarm[]): Promise<void> {
  if (alarms.length === 0) return;
  await prisma.$executeRaw`
    INSERT INTO reminder_alarms (ticket_id, run_at)
    SELECT * FROM unnest(${alarms.map(({ id }) => id)}::uuid[], ${alarms.map(({ runAt }) => dateOf(runAt))}::timestamptz[])
        ON CONFLICT (ticket_id) DO UPDATE SET run_at = excluded.run_at`;
}

export async function dropAlarms(prisma: PrismaTransaction, ids: readonly TicketId[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.$executeRaw`DELETE FROM reminder_alarms WHERE ticket_id = ANY(${[...ids]}::uuid[])`;
}

/** Locks the tickets whose alarm is due, the longest due first, past those that others have locked. */
export async function holdDueTickets(
  prisma: PrismaTransaction,
  now: Instant,
  limit: number,
): Promise<readonly TicketId[]> {
  const rows = await prisma.$queryRaw<{ id: TicketId }[]>`
    SELECT t.id FROM reminder_alarms a JOIN tickets t ON t.id = a.ticket_id
     WHERE a.run_at <= ${dateOf(now)}
     ORDER BY a.run_at LIMIT ${limit}
       FOR NO KEY UPDATE OF t SKIP LOCKED`;
  return rows.map(({ id }) => id);
}
