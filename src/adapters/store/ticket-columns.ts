// The columns of tickets, their timers and their events, and rows of them as JSON.
import type { Prisma } from '../../generated/prisma/client.ts';
import { Prisma as sql } from '../../generated/prisma/client.ts';
import type { EventRow, TimerRow } from './ticket-rows.ts';

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
type Own = Exclude<keyof Prisma.TicketUncheckedCreateInput, Elsewhere>;
/** What a ticket keeps from its opening on. */
type Fixed = 'id' | 'reference' | 'requesterId' | 'requestedAt' | 'openedAt';
/** Names in the database; a column that is not listed here does not compile. */
export type Columns<Field extends string> = Readonly<Record<Field, string>>;

const fixed: Columns<Fixed> = {
  id: 'id',
  reference: 'reference',
  requesterId: 'requester_id',
  requestedAt: 'requested_at',
  openedAt: 'opened_at',
};
export const changingColumns: Columns<Exclude<Own, Fixed>> = {
  queue: 'queue',
  plan: 'plan',
  rank: 'rank',
  isUrgent: 'is_urgent',
  organisationId: 'organisation_id',
  contractId: 'contract_id',
  requestType: 'request_type',
  description: 'description',
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
export const ticketColumns: Columns<Own> = { ...fixed, ...changingColumns };
export const timerColumns: Columns<keyof TimerRow> = {
  ticketId: 'ticket_id',
  ordinal: 'ordinal',
  metric: 'metric',
  state: 'state',
  dueAt: 'due_at',
};
export const eventColumns: Columns<keyof EventRow> = {
  ticketId: 'ticket_id',
  sequence: 'sequence',
  type: 'type',
  at: 'at',
  actorId: 'actor_id',
  data: 'data',
};

export type JsonRow = Readonly<Record<string, unknown>>;

/** The row's values under the names of these columns. */
export function jsonRow(row: object, columns: Columns<string>): JsonRow {
  const values = new Map<string, unknown>(Object.entries(row));
  return Object.fromEntries(Object.entries(columns).map(([field, name]) => [name, plain(values.get(field))]));
}

function plain(value: unknown): unknown {
  if (value === sql.DbNull) return null;
  // PostgreSQL reads years past 9999 without the sign that ISO 8601 gives them.
  return value instanceof Date ? value.toISOString().replace(/^\+0*/, '') : value;
}
