// Everything the in-memory store knows. Rows are never changed in place, so that copying the maps is a snapshot.

import type { PlatformUser } from '../../../src/app/inbound.ts';
import type {
  ChatMessage,
  Conversation,
  Delivery,
  Draft,
  JobQueue,
  Language,
  StoredInbound,
} from '../../../src/app/ports.ts';
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

export interface InboxRow {
  /** Null for an event that was completed without having been kept. */
  readonly event: StoredInbound | null;
  readonly handledAt: Instant | null;
  readonly error: string | null;
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
  readonly conversations: Map<string, ConversationRow>;
  /** Ticket ids by conversation, in the order of joining. */
  readonly joined: Map<string, readonly TicketId[]>;
  readonly deliveries: Map<string, Delivery>;
  /** By `platform chat messageId`. */
  readonly messages: Map<string, ChatMessage>;
  readonly drafts: Map<string, Draft>;
  /** By `platform eventId`, in the order of coming. */
  readonly inbox: Map<string, InboxRow>;
  readonly settings: Map<string, unknown>;
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
    conversations: new Map(),
    joined: new Map(),
    deliveries: new Map(),
    messages: new Map(),
    drafts: new Map(),
    inbox: new Map(),
    settings: new Map(),
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
    conversations: new Map(state.conversations),
    joined: new Map(state.joined),
    deliveries: new Map(state.deliveries),
    messages: new Map(state.messages),
    drafts: new Map(state.drafts),
    inbox: new Map(state.inbox),
    settings: new Map(state.settings),
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
