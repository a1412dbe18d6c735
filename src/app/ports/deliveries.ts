// The delivery ledger, and what the messages in chats are to the desk.
import type { Instant } from '../../domain/instant.ts';
import type { MessageId, PersonId, TicketId } from '../../domain/ticket.ts';
import type { Content } from '../content.ts';
import type { Conversation } from './conversations.ts';

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'retrying' | 'blocked' | 'failed';

export interface Delivery {
  readonly id: string;
  readonly conversationId: string;
  /** Its place in the conversation, from 1. */
  readonly sequence: number;
  readonly ticketId: TicketId | null;
  readonly content: Content;
  readonly state: DeliveryState;
  /** How often it was put into `sending`. */
  readonly attempts: number;
  /** Not to be tried before. */
  readonly availableAt: Instant;
  readonly messageId: string | null;
  /** Of a file that its platform names apart from its message. */
  readonly fileId: string | null;
  /** Since when it may have arrived without the desk knowing. */
  readonly doubtSince: Instant | null;
  readonly error: string | null;
}

export interface NewDelivery {
  readonly conversationId: string;
  readonly ticketId: TicketId | null;
  readonly content: Content;
  readonly availableAt: Instant;
}

/** What a message in a chat is to the desk. */
export interface ChatMessage {
  readonly platform: string;
  readonly chat: string;
  readonly messageId: string;
  readonly ticketId: TicketId | null;
  /** `requester` and `agent`: words relayed from them; `prompt`: answering it completes `command`. */
  readonly role: 'card' | 'requester' | 'agent' | 'desk' | 'written' | 'prompt';
  readonly command: string | null;
  /** Who may complete a prompt, or who has written it. */
  readonly personId: PersonId | null;
  /** Of a written one: by which id its words stand in the ticket's log, where they do. */
  readonly bodyId?: MessageId;
}

export interface Deliveries {
  /** Puts a delivery at the end of its conversation. */
  enqueue(delivery: NewDelivery): Promise<Delivery>;
  /** Puts each at the end of its conversation, in their order, in few statements. */
  enqueueAll(deliveries: readonly NewDelivery[]): Promise<void>;
  get(id: string): Promise<Delivery | null>;
  /**
   * Takes the sole right to deliver to a conversation until `until`, and gives the conversation, which is held until
   * the transaction ends; null when another has that right. Taking it again under the same `owner` prolongs it.
   */
  lease(conversationId: string, owner: string, now: Instant, until: Instant): Promise<Conversation | null>;
  /**
   * Prolongs the right, and holds the conversation until the transaction ends; false when the owner has it no more,
   * whether or not anybody has.
   */
  prolong(conversationId: string, owner: string, until: Instant): Promise<boolean>;
  release(conversationId: string, owner: string): Promise<void>;
  /** The first delivery of the conversation that is neither sent, blocked nor failed. */
  next(conversationId: string): Promise<Delivery | null>;
  /**
   * The same if it can go out at `now`; if not, gives back the right that `owner` has taken or prolonged in this
   * transaction, and null.
   */
  nextOrRelease(conversationId: string, owner: string, now: Instant): Promise<Delivery | null>;
  /**
   * Moves a delivery on: a `messageId` or `fileId` once told is kept, an `error` and a `doubtSince` only until the next
   * outcome.
   */
  settle(
    id: string,
    outcome: {
      readonly state: DeliveryState;
      readonly availableAt: Instant;
      readonly messageId?: string;
      /** Of a file that its platform names apart from its message. */
      readonly fileId?: string;
      readonly error?: string;
      readonly doubtSince?: Instant;
      readonly at: Instant;
    },
  ): Promise<void>;
  /** Puts a delivery off that has not been tried now; nothing else of it changes. */
  postpone(id: string, availableAt: Instant): Promise<void>;
  /** Deliveries in these states, of one ticket if it is named, in the order in which they were owed; at most `limit`. */
  inStates(filter: {
    readonly states: readonly DeliveryState[];
    readonly ticketId: TicketId | null;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /**
   * Puts a delivery that was given up at the end of its conversation, as if it were owed anew; false for one that was
   * not given up, or is on its way again.
   */
  requeue(id: string, at: Instant): Promise<boolean>;
  /** Keeps the id of a file before the file is seen by anybody. */
  keepFileId(id: string, fileId: string): Promise<void>;
  /** Conversations that still owe something. */
  conversationsOwing(): Promise<readonly string[]>;
  /** At most `limit` conversations whose next delivery can go out at `now`, and that nobody delivers to. */
  conversationsDue(now: Instant, limit: number): Promise<readonly string[]>;
  /**
   * Whether a thread is being opened in the chat, or for that person in a chat of theirs: it may stand there by now,
   * and its conversation does not know yet.
   */
  isOpeningThread(where: {
    readonly platform: string;
    readonly chat: string;
    readonly personId: PersonId | null;
  }): Promise<boolean>;
  /** The message by which that event of the ticket was told in the conversation; null where none is known. */
  copyOf(
    conversationId: string,
    event: { readonly ticketId: TicketId; readonly sequence: number },
  ): Promise<string | null>;
  /** Records what a message in a chat is; a message already known keeps its first meaning. */
  remember(message: ChatMessage): Promise<void>;
  messageAt(platform: string, chat: string, messageId: string): Promise<ChatMessage | null>;
}
