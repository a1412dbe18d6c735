// What the application asks of the store to forget people, and what has grown too old to be kept.
import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Conversation } from './ports/conversations.ts';
import type { Person } from './ports/people.ts';

/** What is kept for a time of its own. */
export const keptParts = ['samples', 'files', 'texts'] as const;
export type KeptPart = (typeof keptParts)[number];

/** A message in an agents' chat that the desk made of a ticket's event. */
export interface Copy {
  readonly conversationId: string;
  readonly content: Content;
  readonly messageId: string | null;
  /** Of a file that its platform names apart from its message. */
  readonly fileId: string | null;
}

/** A message of the desk's that is to go from a chat; a `card` is worded anew instead. */
export interface Removal {
  readonly id: string;
  readonly conversation: Conversation;
  readonly ticketId: TicketId;
  readonly kind: 'card' | 'text' | 'file';
  readonly messageId: string | null;
  readonly fileId: string | null;
  /** How often it was tried in vain. */
  readonly attempts: number;
}

export type NewRemoval = Pick<Removal, 'ticketId' | 'kind' | 'messageId' | 'fileId'> & {
  readonly conversationId: string;
  readonly availableAt: Instant;
};

/** How many rows of each table were changed or removed. */
export type RowCounts = Readonly<Record<string, number>>;

export interface Privacy {
  /**
   * Tickets that hold something of the person's besides their id, in the order of their ids: those that they asked,
   * wrote to as a customer or cancelled, called about, or were paged for.
   */
  ticketsWith(person: Person): Promise<readonly TicketId[]>;
  /** Puts the erased ticket, and those of its events that changed, in the place of what was kept. */
  rewrite(
    ticket: Ticket,
    events: readonly { readonly sequence: number; readonly event: TicketEvent }[],
  ): Promise<void>;
  /**
   * Erases all that is kept about the person outside of tickets: accounts, memberships, drafts, codes, contacts of
   * that name, their direct conversations and what is owed to those, and what came in from them and was handled. The
   * person is left under the pseudonym.
   */
  erasePerson(person: Person, pseudonym: string): Promise<RowCounts>;
  /** The desk's messages about the ticket in the agents' chats, the first sent first. */
  copiesOf(ticketId: TicketId): Promise<readonly Copy[]>;
  /** Tickets resolved or closed before `before` of which that part is still kept, in the order of their ids. */
  endedBefore(before: Instant, part: KeptPart, limit: number): Promise<readonly TicketId[]>;
  markErased(ticketId: TicketId, part: KeptPart, at: Instant): Promise<void>;
  oweRemovals(removals: readonly NewRemoval[]): Promise<void>;
  /** Removals to be tried now, the longest waiting first. */
  dueRemovals(now: Instant, limit: number): Promise<readonly Removal[]>;
  /** Removes the removal, which is done. */
  finishRemoval(id: string): Promise<void>;
  /** Notes that it did not work: to be tried again at `availableAt`, or never where there is a `refusal`. */
  postponeRemoval(
    id: string,
    outcome: { readonly availableAt: Instant; readonly refusal: string | null },
  ): Promise<void>;
  /**
   * Trims what nobody needs any more: payloads that were handled or failed before `inboundBefore`, drafts that are
   * over or were put aside before then, codes out of date at `now`, of tickets whose texts are gone their drafts,
   * deliveries and known messages, and budgets and rights that nobody used for a day, but those to what still waits.
   */
  trim(before: { readonly inboundBefore: Instant; readonly now: Instant }): Promise<RowCounts>;
}
