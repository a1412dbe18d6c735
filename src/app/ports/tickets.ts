// Tickets with their timers, and the log of their events.
import type { OrganisationId } from '../../domain/contract/contract.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PersonId, QueueKey, Status, Ticket, TicketId } from '../../domain/ticket.ts';

export interface TicketFilter {
  readonly requesterId?: PersonId;
  /** Of any of these organisations, or of the requester where that is named too. */
  readonly organisationIds?: readonly OrganisationId[];
  readonly queues?: readonly QueueKey[];
  readonly assigneeId?: PersonId;
  readonly statuses?: readonly Status[];
  readonly limit: number;
}

export interface Tickets {
  /** The next reference, `PREFIX-n`, without gaps: taken in the transaction that opens the ticket. */
  nextReference(prefix: string): Promise<string>;
  /** Saves the ticket, its timers and the events that brought it here; `events` are the last of `ticket.version`. */
  save(ticket: Ticket, events: readonly TicketEvent[]): Promise<void>;
  /** The same for several tickets that exist already, each of them once, in few statements. */
  saveAll(
    changes: readonly { readonly ticket: Ticket; readonly events: readonly TicketEvent[] }[],
  ): Promise<void>;
  /** Loads and holds the ticket until the transaction ends. */
  lock(id: TicketId): Promise<Ticket | null>;
  /**
   * Holds tickets whose `remind` job is due until the transaction ends, the longest due first, and says which; those
   * that another transaction holds are left to it.
   */
  holdDue(now: Instant, limit: number): Promise<readonly TicketId[]>;
  /** The tickets with these ids that there are. */
  load(ids: readonly TicketId[]): Promise<readonly Ticket[]>;
  find(key: { readonly id: TicketId } | { readonly reference: string }): Promise<Ticket | null>;
  /** First the urgent ones, then by rank of plan, priority incidents, severity, the earliest time due, and age. */
  list(filter: TicketFilter): Promise<readonly Ticket[]>;
  /** The organisation's tickets that were opened before `toAt` and changed at `fromAt` or later, the earliest opened first. */
  ofOrganisation(
    id: OrganisationId,
    period: { readonly fromAt: Instant; readonly toAt: Instant },
  ): Promise<readonly Ticket[]>;
  /** Ids of tickets that are neither resolved nor closed, in order, after `id` (from the first on: null). */
  unfinishedAfter(id: TicketId | null, limit: number): Promise<readonly TicketId[]>;
  /** The ticket's events in order, the first having sequence 1. */
  events(id: TicketId): Promise<readonly TicketEvent[]>;
  /** The ticket's event of that sequence number. */
  event(id: TicketId, sequence: number): Promise<TicketEvent | null>;
}
