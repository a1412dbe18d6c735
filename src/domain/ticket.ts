// A ticket: one matter between a requester and the desk, as it stands after its events so far.

import type { ContractId, OrganisationId, PriorityIncident } from './contract/contract.ts';
import type { Instant } from './instant.ts';
import type { SlaTargets } from './sla/targets.ts';
import type { Metric, SlaTimer } from './sla/timers.ts';

/** From most to least severe; the position plus one is the level that contracts speak of. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const statuses = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'] as const;
export type Status = (typeof statuses)[number];

export type TicketId = string;
export type PersonId = string;
export type QueueKey = string;
export type PlanKey = string;
export type RequestTypeKey = string;
/** Names one message of a ticket's conversation, on whichever platform it was written. */
export type MessageId = string;

export interface Ticket {
  readonly id: TicketId;
  /** What people call it, such as `ACME-118`. */
  readonly reference: string;
  readonly queue: QueueKey;
  readonly plan: PlanKey;
  /** The rank of its plan: tickets of a higher one come first. */
  readonly rank: number;
  /** Whether its plan has what it asks for released ahead of others. */
  readonly isUrgent: boolean;
  /** Null for a requester of no organisation. */
  readonly organisationId: OrganisationId | null;
  /** The contract in force when it was opened. */
  readonly contractId: ContractId | null;
  readonly requestType: RequestTypeKey;
  /** What its form asked, in the form's order. */
  readonly answers: readonly FormAnswer[];
  /** The stage that its request type has reached; null where the type has none. */
  readonly stage: string | null;
  /** The priority incident that it uses; null for a standard incident. */
  readonly priority: PriorityIncident | null;
  readonly severity: Severity;
  readonly status: Status;
  readonly requesterId: PersonId;
  readonly assigneeId: PersonId | null;
  /** The requester's opening words, whole. */
  readonly description: string;
  /** When the requester's first message was written, by the platform's own clock. */
  readonly requestedAt: Instant;
  readonly openedAt: Instant;
  /** When an agent first took it; a claim never counts as a response. */
  readonly acknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly updatedAt: Instant;
  /** What its plan promises at its severity. */
  readonly targets: SlaTargets;
  readonly timers: readonly SlaTimer[];
  /** Reminder steps already posted, as `metric:step`. */
  readonly remindersSent: readonly string[];
  /** Up to which level somebody has acknowledged the reminders of a timer, as `metric:level`. */
  readonly acknowledgements: readonly string[];
  /** Replies that an agent sent and whose delivery has not failed for good. */
  readonly replyIds: readonly MessageId[];
  /** The last search for whoever is on call; null where nobody was looked for. */
  readonly paging: Paging | null;
  /** The ticket that it is a duplicate of, and that is now written to in its place. */
  readonly mergedInto: TicketId | null;
  /** How many events the ticket has; the next one's sequence number less one. */
  readonly version: number;
}

/** How a ticket ended, for those that did. */
export const outcomes = ['resolved', 'cancelled', 'spam', 'duplicate'] as const;
export type Outcome = (typeof outcomes)[number];

/** One answer of a request type's form; of a file field, its name. */
export interface FormAnswer {
  readonly field: string;
  readonly value: string;
}

/** Somebody's account on a platform. */
export interface Account {
  readonly platform: string;
  readonly userId: string;
}

/** The search for whoever is on call, from a phone call on. */
export interface Paging {
  readonly since: Instant;
  /** Everybody paged so far, in turn; those paged together share a round, and an empty one ends the search. */
  readonly rounds: readonly (readonly Account[])[];
  readonly acknowledgedAt: Instant | null;
}

/** Whether somebody is still looked for: nobody has answered, and there are people left to page. */
export const isPaging = (paging: Paging | null): paging is Paging =>
  paging !== null && paging.acknowledgedAt === null && paging.rounds.at(-1)?.length !== 0;

/** Whether work on the ticket is over, so that a message reopens it or opens another. */
export const isFinished = (ticket: Pick<Ticket, 'status'>): boolean =>
  ticket.status === 'resolved' || ticket.status === 'closed';

/** Up to which level the timer's reminders are silent; -1 where nobody has acknowledged any. */
export function acknowledgedLevel(
  { acknowledgements }: Pick<Ticket, 'acknowledgements'>,
  metric: Metric,
): number {
  const levels = acknowledgements.filter((each) => each.startsWith(`${metric}:`));
  return Math.max(-1, ...levels.map((each) => Number(each.slice(metric.length + 1))));
}

const subjectLength = 80;

/** The first line of the opening text, shortened to a heading of at most 80 code points. */
export function subjectOf(description: string): string {
  const line = description.trim().split('\n', 1)[0]?.trim() ?? '';
  const points = [...line];
  return points.length <= subjectLength
    ? line
    : `${points
        .slice(0, subjectLength - 1)
        .join('')
        .trimEnd()}…`;
}
