// Everything the in-memory store knows. Rows are never changed in place, so that copying the maps is a snapshot.

import type { PlatformUser } from '../../../src/app/inbound.ts';
import type {
  Binding,
  BudgetUse,
  ChatMessage,
  Code,
  Conversation,
  Delivery,
  Draft,
  JobQueue,
  KeptPart,
  Language,
  NewRemoval,
  QuotaEntry,
  StoredInbound,
} from '../../../src/app/ports.ts';
import type {
  Contract,
  ContractId,
  Organisation,
  OrganisationId,
} from '../../../src/domain/contract/contract.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import type { PersonId, Ticket, TicketId } from '../../../src/domain/ticket.ts';

export interface PersonRow {
  readonly id: PersonId;
  readonly name: string;
  readonly chosenLanguage: Language | null;
}

export interface IdentityRow extends PlatformUser {
  readonly personId: PersonId;
}

export interface ConversationRow extends Conversation {
  /** The key of the place it is found at; null while its thread is not open, or if another was there first. */
  readonly place: string | null;
  readonly lastSequence: number;
  readonly lease: { readonly owner: string; readonly until: Instant } | null;
}

export interface MembershipRow {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly joinedAt: Instant;
}

export interface InboxRow {
  /** Null for an event that was completed without having been kept. */
  readonly event: StoredInbound | null;
  readonly handledAt: Instant | null;
  readonly attempts: number;
  readonly retryAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly error: string | null;
}

export interface LeaseRow {
  /** Empty for one that was left. */
  readonly owner: string;
  readonly until: Instant;
  readonly asked: boolean;
}

export interface RemovalRow extends NewRemoval {
  readonly id: string;
  readonly attempts: number;
  readonly refusal: string | null;
}

export interface EnqueuedJob {
  readonly queue: JobQueue;
  readonly id: string;
  readonly runAt: Instant | null;
  readonly key: string | null;
}

export interface State {
  readonly counters: Map<string, number>;
  readonly tickets: Map<TicketId, Ticket>;
  readonly events: Map<TicketId, readonly TicketEvent[]>;
  readonly people: Map<PersonId, PersonRow>;
  /** By `platform userId`. */
  readonly identities: Map<string, IdentityRow>;
  readonly organisations: Map<OrganisationId, Organisation>;
  readonly contracts: Map<ContractId, Contract>;
  /** By `person organisation`, in the order of joining. */
  readonly memberships: Map<string, MembershipRow>;
  /** By `platform scope place`. */
  readonly bindings: Map<string, Binding>;
  /** By their number, from 1; how many are in use of a contract year follows from them. */
  readonly quotaEntries: Map<number, QuotaEntry>;
  /** By their hash. */
  readonly codes: Map<string, Code>;
  readonly conversations: Map<string, ConversationRow>;
  /** Ticket ids by conversation, in the order of joining. */
  readonly joined: Map<string, readonly TicketId[]>;
  readonly deliveries: Map<string, Delivery>;
  /** By `platform chat messageId`. */
  readonly messages: Map<string, ChatMessage>;
  readonly drafts: Map<string, Draft>;
  /** By `platform eventId`, in the order of coming. */
  readonly inbox: Map<string, InboxRow>;
  /** By their names. */
  readonly leases: Map<string, LeaseRow>;
  readonly settings: Map<string, unknown>;
  /** When each part of a ticket was erased. */
  readonly erasures: Map<TicketId, Readonly<Partial<Record<KeptPart, Instant>>>>;
  readonly removals: Map<string, RemovalRow>;
  /** By their keys. */
  readonly budgets: Map<string, BudgetUse>;
  /** By `queue key`, or a number for those without one. */
  readonly jobs: Map<string, EnqueuedJob>;
}

export function emptyState(): State {
  return {
    counters: new Map(),
    tickets: new Map(),
    events: new Map(),
    people: new Map(),
    identities: new Map(),
    organisations: new Map(),
    contracts: new Map(),
    memberships: new Map(),
    bindings: new Map(),
    quotaEntries: new Map(),
    codes: new Map(),
    conversations: new Map(),
    joined: new Map(),
    deliveries: new Map(),
    messages: new Map(),
    drafts: new Map(),
    inbox: new Map(),
    leases: new Map(),
    settings: new Map(),
    erasures: new Map(),
    removals: new Map(),
    budgets: new Map(),
    jobs: new Map(),
  };
}

/** A copy whose changes leave the original alone. */
export function forkState(state: State): State {
  return {
    counters: new Map(state.counters),
    tickets: new Map(state.tickets),
    events: new Map(state.events),
    people: new Map(state.people),
    identities: new Map(state.identities),
    organisations: new Map(state.organisations),
    contracts: new Map(state.contracts),
    memberships: new Map(state.memberships),
    bindings: new Map(state.bindings),
    quotaEntries: new Map(state.quotaEntries),
    codes: new Map(state.codes),
    conversations: new Map(state.conversations),
    joined: new Map(state.joined),
    deliveries: new Map(state.deliveries),
    messages: new Map(state.messages),
    drafts: new Map(state.drafts),
    inbox: new Map(state.inbox),
    leases: new Map(state.leases),
    settings: new Map(state.settings),
    erasures: new Map(state.erasures),
    removals: new Map(state.removals),
    budgets: new Map(state.budgets),
    jobs: new Map(state.jobs),
  };
}

/** One key of several parts, as a database's compound key. */
export const compoundKey = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);

/** The row with that id, as a foreign key demands it. @throws Error when there is none. */
export function existing<Row>(rows: ReadonlyMap<string, Row>, id: string, what: string): Row {
  const row = rows.get(id);
  if (row === undefined) throw new Error(`there is no ${what} ${id}`);
  return row;
}
