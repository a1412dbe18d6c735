// What a trial leaves behind to be judged: what people did, what they saw, what went wrong, and what the desk keeps.
import type { TicketEvent } from '../../src/domain/events.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

export type PlatformName = 'slack' | 'telegram';

export type ActKind = 'opening' | 'words' | 'reply' | 'note' | 'resolution';

/** One thing that a person wrote and the platform took; its token stands in its text and nowhere else. */
export interface Act {
  readonly token: string;
  readonly kind: ActKind;
  readonly writer: string;
  readonly platform: PlatformName;
  readonly chat: string;
  /** The token that opened the ticket it belongs to. */
  readonly ticket: string;
  readonly at: number;
  /** Whether the platform brought it to the desk before it gave up; only then the desk owes anything. */
  isDelivered: boolean;
  /** Whether the desk had it before its writer wrote again, so that its place in the order is known. */
  isOrdered: boolean;
}

/** Customers open and go on; everything else is an agent's. */
export const isOfCustomer = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'opening' || kind === 'words';

/** A message as it appeared in a chat. */
export interface Sight {
  readonly at: number;
  readonly platform: PlatformName;
  readonly chat: string;
  readonly thread: string | null;
  readonly messageId: string;
  readonly isDesk: boolean;
  /** Where the platform shows it: Slack's metadata. */
  readonly deliveryId: string | null;
  readonly text: string;
}

/** Something that was made to go wrong, or that lasted until `until`. */
export interface Fault {
  readonly at: number;
  until?: number;
  readonly kind: string;
  /** For a fault of a call: to whom it was made and what it was to say. */
  readonly platform?: PlatformName;
  readonly text?: string;
  /** How long a process had lived that ended by itself. */
  readonly livedMs?: number;
}

export interface ConversationRow {
  readonly id: string;
  readonly side: string;
  readonly platform: string;
  readonly chat: string;
  readonly thread: string | null;
  readonly lastSequence: number;
  readonly ticketIds: readonly string[];
}

export interface DeliveryRow {
  readonly id: string;
  readonly conversationId: string;
  readonly sequence: number;
  readonly ticketId: string | null;
  readonly content: { readonly kind: string; readonly sequence?: number; readonly [more: string]: unknown };
  readonly state: string;
  readonly attempts: number;
  readonly messageId: string | null;
  readonly error: string | null;
}

export interface InboxRow {
  readonly platform: string;
  readonly eventId: string;
  readonly state: 'waiting' | 'failed';
  readonly error: string | null;
  readonly payload: string;
}

export interface TicketRecord {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
  /** As numbered in the log, in order. */
  readonly sequences: readonly number[];
}

/** What the desk keeps when it has come to rest. */
export interface Rows {
  readonly tickets: readonly TicketRecord[];
  readonly conversations: readonly ConversationRow[];
  readonly deliveries: readonly DeliveryRow[];
  /** Only what is not handled. */
  readonly inbox: readonly InboxRow[];
  readonly readAt: number;
}

export interface TrialRecord {
  readonly acts: readonly Act[];
  readonly sights: readonly Sight[];
  readonly faults: readonly Fault[];
  readonly rows: Rows;
}

/** One broken promise: which, to whom, and what is known of it. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
  /** The token, ticket or delivery to follow it by. */
  readonly subject: string;
}

/** A duplicate that cannot be avoided: the platform cannot be asked, and a fault met that very message. */
export interface Excused {
  readonly subject: string;
  readonly fault: string;
}

const tokenPattern = /\bm\d+-[ca]\d+\b/g;

export const tokensIn = (text: string): readonly string[] => text.match(tokenPattern) ?? [];
