// The places where the desk speaks, and the tickets that are spoken of there.
import type { PersonId, TicketId } from '../../domain/ticket.ts';
import type { Address, Place } from '../inbound.ts';

export type Side = 'agents' | 'requester';

/** A place where the desk speaks: deliveries to one conversation arrive in order. */
export interface Conversation {
  readonly id: string;
  readonly side: Side;
  readonly platform: string;
  readonly chat: string;
  /** Null in a flat conversation, or before the thread has been opened. */
  readonly thread: string | null;
  readonly form: Place['form'];
  /** The message that holds the ticket's card, once posted. */
  readonly cardMessageId: string | null;
  /** Whom it is with, for the sides of one person. */
  readonly personId: PersonId | null;
}

export interface NewConversation {
  readonly side: Side;
  readonly platform: string;
  readonly chat: string;
  readonly thread: string | null;
  readonly form: Place['form'];
  readonly personId: PersonId | null;
}

export interface Conversations {
  /**
   * The conversation at that place, made if there is none. One whose thread is still to be opened is always made
   * anew, so that each ticket gets its own.
   */
  open(conversation: NewConversation): Promise<Conversation>;
  join(conversationId: string, ticketId: TicketId): Promise<void>;
  /** The same for several conversations, in their order, in one statement. */
  joinAll(conversationIds: readonly string[], ticketId: TicketId): Promise<void>;
  get(id: string): Promise<Conversation | null>;
  at(address: Address): Promise<Conversation | null>;
  ofTicket(ticketId: TicketId): Promise<readonly Conversation[]>;
  /** The same for several tickets; those without any may be missing. */
  ofTickets(ticketIds: readonly TicketId[]): Promise<ReadonlyMap<TicketId, readonly Conversation[]>>;
  /** Tickets whose conversation this is, the latest first. */
  ticketsOf(conversationId: string): Promise<readonly TicketId[]>;
  /**
   * Records where a conversation ended up once its thread was opened or its card posted. If another is at that place
   * already, `at` and `open` go on finding that one.
   */
  anchor(
    id: string,
    anchor: { readonly chat: string; readonly thread: string | null; readonly cardMessageId: string | null },
  ): Promise<void>;
  /**
   * Has every conversation of a chat go on under the id that its platform gave it. What was said under the old one is
   * out of reach from then on: cards and questions are posted anew, and nothing that the desk wrote there is edited,
   * marked or taken back any more. Where another conversation is at the new place already, that one goes on being found.
   */
  moveChat(platform: string, from: string, to: string): Promise<void>;
}
