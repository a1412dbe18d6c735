// What the application keeps, repository by repository; the in-memory fake and the database keep the same promises.
import type { Contract, ContractId, Organisation, OrganisationId } from '../domain/contract/contract.ts';
import type { Attachment, RefundReason, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type {
  FormAnswer,
  PersonId,
  QueueKey,
  RequestTypeKey,
  Severity,
  Status,
  Ticket,
  TicketId,
} from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Address, Place, PlatformUser } from './inbound.ts';
import type { Privacy } from './privacy-ports.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Chosen by the person; stronger than what their client says. */
  readonly chosenLanguage: Language | null;
  readonly identities: readonly PlatformUser[];
}

export interface TransactionOptions {
  /**
   * Goes before what waits for its turn: for what keeps a lease, records what was sent, or keeps what a platform waits
   * to have acknowledged.
   */
  readonly isUrgent?: boolean;
}

/** The storage adapter. */
export interface Store {
  /** Runs `work` in one transaction: all of it commits, or none; what `work` throws rolls back and is rethrown. */
  transaction<T>(work: (tx: Repositories) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Runs `work` that is one change alone, which commits by itself, for less than a transaction costs. It must change
   * nothing the second time: it is run anew when the connection was lost.
   */
  alone<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Runs reads that need no transaction. */
  read<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
}

export interface Repositories {
  readonly tickets: Tickets;
  readonly people: People;
  readonly organisations: Organisations;
  readonly quota: Quota;
  readonly codes: Codes;
  readonly conversations: Conversations;
  readonly deliveries: Deliveries;
  readonly budgets: Budgets;
  readonly drafts: Drafts;
  readonly inbox: Inbox;
  readonly leases: Leases;
  readonly settings: Settings;
  readonly privacy: Privacy;
  readonly jobs: JobOutbox;
}

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

/** What was given out of a budget. */
export interface BudgetUse {
  /** The latest instants given out, the earliest first. */
  readonly givenAt: readonly Instant[];
  /** Until when the platform itself asked for silence. */
  readonly blockedUntil: Instant | null;
}

/** How much of the platforms' budgets is used, by all replicas together. */
export interface Budgets {
  /** What was used of each key, held until the transaction ends; in the order of their keys, whatever order is asked. */
  hold(keys: readonly string[]): Promise<ReadonlyMap<string, BudgetUse>>;
  /** Records what is used of budgets that are held. */
  save(uses: ReadonlyMap<string, BudgetUse>): Promise<void>;
}

export interface People {
  /** The person behind a platform's user, where all that is told of the user is known; else `identify` has something to keep. */
  recognise(user: PlatformUser): Promise<Person | null>;
  /** The person behind a platform's user, made on first sight; keeps name, handle, language and zone current. */
  identify(user: PlatformUser): Promise<Person>;
  get(id: PersonId): Promise<Person | null>;
  /** The people with these ids that there are. */
  load(ids: readonly PersonId[]): Promise<readonly Person[]>;
  /** By platform user id, or by handle without `@`, ignoring case. */
  findUser(platform: string, idOrHandle: string): Promise<Person | null>;
  chooseLanguage(id: PersonId, language: Language): Promise<void>;
  /**
   * Makes one person of two: whatever was `other`'s, from accounts to tickets and what stands in the log, is `id`'s
   * from then on, and `other` is gone. Linking a person to themselves changes nothing.
   */
  link(id: PersonId, other: PersonId): Promise<void>;
}

/** A chat, or a whole workspace, whose people belong to an organisation. */
export interface Binding {
  readonly platform: string;
  readonly scope: 'team' | 'chat';
  /** The platform's id of the team or the chat. */
  readonly place: string;
  readonly organisationId: OrganisationId;
}

export interface Organisations {
  /** Makes the organisation, or changes its name or key; a key that another one has is refused by throwing. */
  save(organisation: Organisation): Promise<void>;
  get(id: OrganisationId): Promise<Organisation | null>;
  byKey(key: string): Promise<Organisation | null>;
  /** All of them, by key. */
  list(): Promise<readonly Organisation[]>;
  saveContract(contract: Contract): Promise<void>;
  contract(id: ContractId): Promise<Contract | null>;
  /** Their contracts, past and coming ones too, the earliest start first. */
  contractsOf(ids: readonly OrganisationId[]): Promise<readonly Contract[]>;
  /** Belonging already changes nothing. */
  join(personId: PersonId, organisationId: OrganisationId, at: Instant): Promise<void>;
  leave(personId: PersonId, organisationId: OrganisationId): Promise<void>;
  /** In the order of their keys. */
  ofPerson(personId: PersonId): Promise<readonly Organisation[]>;
  /** In the order in which they joined. */
  membersOf(id: OrganisationId): Promise<readonly PersonId[]>;
  /** Binds the place, from another organisation too. */
  bind(binding: Binding): Promise<void>;
  unbind(place: Omit<Binding, 'organisationId'>): Promise<void>;
  bindingsOf(id: OrganisationId): Promise<readonly Binding[]>;
  /** The organisation to which the first of the places that are bound at all is bound. */
  boundTo(...places: readonly Omit<Binding, 'organisationId'>[]): Promise<Organisation | null>;
}

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

/** Something that can be had by whoever knows its code; only the code's hash is kept. */
export interface Code {
  readonly hash: string;
  readonly purpose: 'invitation' | 'link';
  /** The organisation that it invites to, or the person to whom an account is linked. */
  readonly subjectId: string;
  readonly issuedBy: PersonId | null;
  readonly expiresAt: Instant;
  /** How often it can still be used. */
  readonly usesLeft: number;
}

export interface Codes {
  issue(code: Code): Promise<void>;
  /** The code until it expires, also when it is used up, without using it. */
  find(hash: string, purpose: Code['purpose'], now: Instant): Promise<Code | null>;
  /** Uses the code once; null for one that is unknown, used up or out of date. */
  redeem(hash: string, purpose: Code['purpose'], now: Instant): Promise<Code | null>;
}

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
}

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
  /** Who may complete a prompt. */
  readonly personId: PersonId | null;
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
  /** Records what a message in a chat is; a message already known keeps its first meaning. */
  remember(message: ChatMessage): Promise<void>;
  messageAt(platform: string, chat: string, messageId: string): Promise<ChatMessage | null>;
}

/**
 * What a draft waits for: which ticket is meant; for which organisation the person writes; an answer to the form's
 * field `choices.step`; a look over all answers; a severity; or whether to use a priority incident.
 */
export type DraftQuestion = 'ticket' | 'organisation' | 'form' | 'review' | 'severity' | 'priority';

export interface DraftChoices {
  readonly requestType: RequestTypeKey;
  readonly organisationId: OrganisationId | null;
  readonly severity: Severity | null;
  /** Null where that has not been asked. */
  readonly wantsPriority: boolean | null;
  readonly answers: readonly FormAnswer[];
  /** The field that is asked for now. */
  readonly step: string | null;
}

/** A ticket not yet opened, or words whose ticket is not yet known. */
export interface Draft {
  readonly id: string;
  readonly personId: PersonId;
  readonly conversationId: string;
  readonly question: DraftQuestion;
  /** What has been chosen so far. */
  readonly choices: DraftChoices;
  readonly messages: readonly {
    readonly messageId: string;
    readonly text: string;
    readonly attachments: readonly Attachment[];
    readonly at: Instant;
    /** The form's field that it answers: then its words stand among the answers. */
    readonly field?: string | undefined;
  }[];
  /** `aside`: it no longer takes in what is written, but its buttons still work. */
  readonly state: 'open' | 'aside' | 'done';
  /** The closed ticket whose thread it came from. */
  readonly follows: string | null;
  /** The ticket that it became or was put into. */
  readonly ticketId: TicketId | null;
  readonly expiresAt: Instant;
  /** The message that asks the question, once posted. */
  readonly promptMessageId: string | null;
}

export interface Drafts {
  save(draft: Draft): Promise<void>;
  /** Loads and holds the draft until the transaction ends. */
  lock(id: string): Promise<Draft | null>;
  get(id: string): Promise<Draft | null>;
  /** The person's open drafts, at most one a conversation. */
  openOf(personId: PersonId): Promise<readonly Draft[]>;
}

export interface StoredInbound {
  readonly platform: string;
  readonly eventId: string;
  /** Events of one lane are handled in the order of their coming. */
  readonly lane: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
}

/** An event as it lies in the inbox. */
export interface KeptInbound extends StoredInbound {
  /** How often handling it failed. */
  readonly attempts: number;
  /** Not to be handled before; null when it may be now. */
  readonly retryAt: Instant | null;
  /** When it was set aside; null while it waits. */
  readonly failedAt: Instant | null;
  /** What went wrong last. */
  readonly error: string | null;
}

export interface InboxLane {
  readonly platform: string;
  readonly lane: string;
}

export interface Inbox {
  /** Keeps an event until it is handled; false when it came before. */
  put(event: StoredInbound): Promise<boolean>;
  /** Marks an event handled, whether or not it was kept first; false when it had been handled before. */
  complete(platform: string, eventId: string, at: Instant): Promise<boolean>;
  /**
   * Marks an event handled and gives the right to its lane back, in one statement; false when the right was not the
   * owner's or another asked for it, and then only the event is changed.
   */
  finish(event: InboxLane & { readonly eventId: string }, owner: string, at: Instant): Promise<boolean>;
  /** Has the event wait until `retryAt`, and its lane with it; counts an attempt. */
  postpone(platform: string, eventId: string, error: string, retryAt: Instant): Promise<void>;
  /** Sets the event aside, so that its lane goes on without it. */
  fail(platform: string, eventId: string, error: string, at: Instant): Promise<void>;
  /** The first event that waits in the lane, also while it is postponed. */
  next(lane: InboxLane): Promise<KeptInbound | null>;
  /** Lanes of these platforms whose first event can be handled now and that no process holds, the longest waiting first. */
  lanesWaiting(platforms: readonly string[], now: Instant, limit: number): Promise<readonly InboxLane[]>;
  /** Until when the event is postponed that is so for longest; null when none ever was that still waits. */
  lastRetryAt(): Promise<Instant | null>;
  /** Events kept and not yet handled, failed ones left out, the first `limit` in the order of their coming. */
  waiting(limit?: number): Promise<readonly KeptInbound[]>;
  /** Events that were set aside, the first `limit` in the order of their coming. */
  failed(limit: number): Promise<readonly KeptInbound[]>;
  /** Kept events of that id, not yet handled; platforms may use the same one. */
  find(eventId: string): Promise<readonly KeptInbound[]>;
  /** Has a failed or postponed event tried at once, its attempts forgotten; false when there is none to try. */
  retry(platform: string, eventId: string): Promise<boolean>;
}

/** Sole rights among processes, by name, each until a time unless prolonged. */
export interface Leases {
  /**
   * Takes the right: `anew` when nobody was on record with it, `over` when it was left, ran out, or is the owner's
   * already and is prolonged. Null when another has it, who will learn at `giveBack` that it was asked for.
   */
  take(name: string, owner: string, now: Instant, until: Instant): Promise<'anew' | 'over' | null>;
  /** Prolongs those of the named rights that the owner has; any other one of its runs out. */
  prolong(owner: string, names: readonly string[], until: Instant): Promise<void>;
  /** Gives the right back, unless another asked for it meanwhile: then false, and that is forgotten. */
  giveBack(name: string, owner: string): Promise<boolean>;
  /** Gives the right back, whoever asked. */
  release(name: string, owner: string): Promise<void>;
  /** Leaves the right on record for whoever takes it `over`; without a name, all that the owner has. */
  leave(owner: string, name?: string): Promise<void>;
}

/** The name of the right to handle a lane. */
export const laneLease = ({ platform, lane }: InboxLane): string => `lane:${platform}:${lane}`;

/** What the desk remembers about itself: plain JSON values by key. */
export interface Settings {
  /** Null where nothing was set. Holds the value until the transaction ends. */
  get(key: string): Promise<unknown>;
  set(key: string, value: object): Promise<void>;
  /** Every value whose key begins with the prefix. */
  startingWith(prefix: string): Promise<ReadonlyMap<string, unknown>>;
}

export const jobQueues = ['deliver', 'remind', 'open-draft', 'retarget', 'page'] as const;
export type JobQueue = (typeof jobQueues)[number];

/** Jobs enqueued together with the transaction they follow from. */
export interface JobOutbox {
  /** With a `key`, replaces the waiting job of that key. `id` names the row the job is about. */
  enqueue(
    queue: JobQueue,
    id: string,
    options?: { readonly runAt?: Instant; readonly key?: string },
  ): Promise<void>;
  /**
   * Enqueues several jobs, each under its own id as key. A `remind` job replaces the one that waits; of other queues
   * one that waits already may stay beside the new one, which is for work that finds nothing to do the second time.
   */
  enqueueAll(
    queue: JobQueue,
    jobs: readonly { readonly id: string; readonly runAt?: Instant }[],
  ): Promise<void>;
  cancel(queue: JobQueue, key: string): Promise<void>;
  cancelAll(queue: JobQueue, keys: readonly string[]): Promise<void>;
}
