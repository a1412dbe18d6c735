// The ledger of priority incidents.
import type { ContractId } from '../../domain/contract/contract.ts';
import type { RefundReason } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PersonId, TicketId } from '../../domain/ticket.ts';

/** A priority incident taken from a contract year, or given back to it. */
export interface QuotaEntry {
  readonly contractId: ContractId;
  /** Of the contract, from 1. */
  readonly year: number;
  readonly ticketId: TicketId;
  readonly kind: 'spent' | 'refunded';
  /** Null for a spent one. */
  readonly reason: RefundReason | null;
  readonly at: Instant;
  readonly actorId: PersonId | null;
}

export interface Quota {
  /** How many of the contract year are in use; holds the year until the transaction ends, so that the next one sees what this one does. */
  hold(contractId: ContractId, year: number): Promise<number>;
  /** Adds to the ledger; giving back more than was taken is refused by throwing. */
  record(entry: QuotaEntry): Promise<void>;
  /** How many of the contract year are in use, without holding it. */
  used(contractId: ContractId, year: number): Promise<number>;
  /** The contract's ledger, the earliest entry first. */
  entries(contractId: ContractId): Promise<readonly QuotaEntry[]>;
}
