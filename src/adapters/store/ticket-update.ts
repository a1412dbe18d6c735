// Updates many tickets in one statement: each row's new values travel as JSON.
import { z } from 'zod';
import type { Ticket } from '../../domain/ticket.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';
import { ticketToRow } from './ticket-rows.ts';

/** What a ticket keeps from its opening on. */
type Fixed = 'id' | 'reference' | 'requesterId' | 'description' | 'requestedAt' | 'openedAt';
/** What is kept in tables of their own. */
type Elsewhere =
  | 'timers'
  | 'events'
  | 'conversations'
  | 'deliveries'
  | 'messages'
  | 'drafts'
  | 'reminderAlarm'
  | 'duplicates'
  | 'quotaEntries'
  | 'erasure'
  | 'removals';
type Changing = Exclude<keyof Prisma.TicketUncheckedCreateInput, Fixed | Elsewhere>;

/** Names in the database; a column that is not listed here does not compile. */
const columns: Readonly<Record<Changing, string>> = {
  queue: 'queue',
  plan: 'plan',
  rank: 'rank',
  isUrgent: 'is_urgent',
  organisationId: 'organisation_id',
  contractId: 'contract_id',
  requestType: 'request_type',
  answers: 'answers',
  stage: 'stage',
  priorityContractId: 'priority_contract_id',
  priorityYear: 'priority_year',
  isPriority: 'is_priority',
  severity: 'severity',
  status: 'status',
  assigneeId: 'assignee_id',
  acknowledgedAt: 'acknowledged_at',
  resolvedAt: 'resolved_at',
  closedAt: 'closed_at',
  outcome: 'outcome',
  updatedAt: 'updated_at',
  targets: 'targets',
  remindersSent: 'reminders_sent',
  acknowledgements: 'acknowledgements',
  replyIds: 'reply_ids',
  paging: 'paging',
  mergedInto: 'merged_into',
  dueAt: 'due_at',
  version: 'version',
};
const names = Object.values(columns);
const assignments = sql.raw(names.map((name) => `${name} = r.${name}`).join(', '));

export interface TicketUpdate {
  readonly ticket: Ticket;
  readonly versionBefore: number;
}

/** @throws Error when one of the tickets has not the version that its change was decided on. */
export async function updateTickets(
  prisma: PrismaTransaction,
  updates: readonly TicketUpdate[],
): Promise<void> {
  const rows = JSON.stringify(updates.map(jsonRow));
  const updated = z.array(z.object({ id: z.string() })).parse(
    await prisma.$queryRaw`
      UPDATE tickets t SET ${assignments}
        FROM jsonb_array_elements(${rows}::jsonb) AS given,
             jsonb_populate_record(NULL::tickets, given) AS r
       WHERE t.id = r.id AND t.version = (given ->> 'version_before')::int
      RETURNING t.id`,
  );
  const done = new Set(updated.map(({ id }) => id));
  const missed = updates.find(({ ticket }) => !done.has(ticket.id));
  if (missed !== undefined) {
    const { ticket, versionBefore } = missed;
    throw new Error(`${ticket.reference} was changed meanwhile: it is not at ${versionBefore}`);
  }
}

function jsonRow({ ticket, versionBefore }: TicketUpdate): Record<string, unknown> {
  const row: Readonly<Record<string, unknown>> = { ...ticketToRow(ticket) };
  const changing = Object.entries(columns).map(([field, name]) => [name, plain(row[field])]);
  return { id: ticket.id, version_before: versionBefore, ...Object.fromEntries(changing) };
}

function plain(value: unknown): unknown {
  if (value === sql.DbNull) return null;
  // PostgreSQL reads years past 9999 without the sign that ISO 8601 gives them.
  return value instanceof Date ? value.toISOString().replace(/^\+0*/, '') : value;
}
