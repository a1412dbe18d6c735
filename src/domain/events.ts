// Everything that can happen to a ticket, in the past tense; the log of these is the truth.
import type { ContractId, LocalDate, OrganisationId } from './contract/contract.ts';
import type { Instant } from './instant.ts';
import type { SlaTargets } from './sla/targets.ts';
import type { CalendarKey, Metric } from './sla/timers.ts';
import type {
  Account,
  FormAnswer,
  MessageId,
  PersonId,
  PlanKey,
  QueueKey,
  RequestTypeKey,
  Severity,
  TicketId,
} from './ticket.ts';

/** A file that came with a message; its bytes stay on the platform it was sent through. */
export interface Attachment {
  readonly platform: string;
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number | null;
  /** Of what may be malware: never previewed, handed only to the ticket's queue, sealed under a neutral name. */
  readonly isSample?: boolean | undefined;
}

/** Why a priority incident was given back. */
export const refundReasons = ['downgraded', 'duplicate', 'cancelled', 'spam'] as const;
export type RefundReason = (typeof refundReasons)[number];

export interface MessageBody {
  readonly messageId: MessageId;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** What words were said as: the text that opened the ticket, more from the requester's side, or the agents' own. */
export const saidAs = ['opening', 'request', 'reply', 'note'] as const;
export type SaidAs = (typeof saidAs)[number];

/** Words that stand in the log already, named by an event that came later. */
export interface SaidBefore {
  /** The number of the event by which they came. */
  readonly original: number;
  /** The message's own id; with a part of its opening behind a slash where several messages became one. */
  readonly messageId: MessageId;
  readonly saidAs: SaidAs;
  readonly saidAt: Instant;
}

interface Happened {
  /** When it happened: for a person's message the platform's own time, else the desk's. */
  readonly at: Instant;
  /** Who did it; null for the desk itself. */
  readonly actorId: PersonId | null;
}

export type TicketEvent = Happened &
  (
    | {
        readonly type: 'TicketOpened';
        readonly ticketId: TicketId;
        readonly reference: string;
        readonly queue: QueueKey;
        readonly plan: PlanKey;
        readonly rank: number;
        readonly isUrgent: boolean;
        readonly organisationId: OrganisationId | null;
        readonly contractId: ContractId | null;
        /** The last day of the organisation's contract, where that is over and the default plan applies. */
        readonly expiredOn: LocalDate | null;
        readonly requestType: RequestTypeKey;
        readonly answers: readonly FormAnswer[];
        /** Where its request type begins. */
        readonly stage: string | null;
        /** Whether a priority incident was asked for and none was left. */
        readonly lacksPriority: boolean;
        readonly severity: Severity;
        readonly requesterId: PersonId;
        readonly opening: MessageBody;
        readonly requestedAt: Instant;
        readonly targets: SlaTargets;
        /** The closed ticket whose thread this one continues. */
        readonly follows: string | null;
      }
    | { readonly type: 'TicketClaimed' }
    | { readonly type: 'TicketUnclaimed' }
    | { readonly type: 'TicketAssigned'; readonly assigneeId: PersonId }
    | { readonly type: 'RequesterWrote'; readonly message: MessageBody }
    | { readonly type: 'ReplySent'; readonly message: MessageBody }
    | {
        readonly type: 'ReplyUndelivered';
        readonly messageId: MessageId;
        readonly reason: string;
        /** The number of the event whose words they are, by which they can be sent again. */
        readonly sequence?: number | undefined;
      }
    /** Words that had not arrived are sent again; they count as an answer from then on. */
    | { readonly type: 'ReplyResent'; readonly messageId: MessageId }
    | { readonly type: 'NoteAdded'; readonly message: MessageBody }
    /** Its writer changed what stands in the chat; the words as they were stay where they are in the log. */
    | ({ readonly type: 'MessageEdited'; readonly text: string } & SaidBefore)
    /** It was deleted in the chat where it was written, by whomever; `actorId` is its writer. */
    | ({ readonly type: 'MessageDeleted' } & SaidBefore)
    | { readonly type: 'TicketPended' }
    | { readonly type: 'TicketHeld' }
    | { readonly type: 'TicketResumed' }
    | { readonly type: 'TicketResolved'; readonly comment: MessageBody | null }
    | { readonly type: 'TicketReopened' }
    | { readonly type: 'TicketClosed' }
    | { readonly type: 'TicketCancelled'; readonly reason: string | null }
    | { readonly type: 'TicketMarkedSpam' }
    /** It is a duplicate, and goes on in another ticket. */
    | { readonly type: 'TicketMerged'; readonly intoId: TicketId; readonly into: string }
    /** A duplicate of it was merged into it. */
    | { readonly type: 'DuplicateMerged'; readonly fromId: TicketId; readonly from: string }
    | {
        readonly type: 'PriorityIncidentSpent';
        readonly contractId: ContractId;
        /** Of the contract, from 1. */
        readonly year: number;
        /** How many the contract year has left after it. */
        readonly remaining: number;
      }
    | {
        readonly type: 'PriorityIncidentRefunded';
        readonly contractId: ContractId;
        readonly year: number;
        readonly reason: RefundReason;
      }
    /** A stage of its request type; the words that came with it are public. */
    | {
        readonly type: 'StageReached';
        readonly stage: string;
        readonly isFinal: boolean;
        readonly comment: MessageBody | null;
        /** The version of the databases that carry the change. */
        readonly databaseVersion: string | null;
      }
    | {
        readonly type: 'SampleIdentified';
        readonly messageId: MessageId;
        /** Its place among the message's attachments, from 0. */
        readonly index: number;
        readonly sha256: string;
        readonly sizeBytes: number;
      }
    | {
        readonly type: 'CallLogged';
        readonly caller: string;
        readonly phone: string;
        readonly calledAt: Instant;
        /** The around-the-clock calendar, on which time counts from the call on; null where the plan has no such line. */
        readonly calendar: CalendarKey | null;
        /** Whether it came out of hours, so that whoever is on call is paged. */
        readonly needsPaging: boolean;
      }
    /** Who was paged together; nobody where nobody is left to page. */
    | { readonly type: 'OnCallPaged'; readonly accounts: readonly Account[] }
    | { readonly type: 'PageAcknowledged' }
    | { readonly type: 'SeverityChanged'; readonly severity: Severity; readonly targets: SlaTargets }
    /** The plan or a calendar of it was changed in the configuration. */
    | {
        readonly type: 'TargetsChanged';
        readonly targets: SlaTargets;
        readonly rank: number;
        readonly isUrgent: boolean;
      }
    | { readonly type: 'PromiseMade'; readonly metric: Metric; readonly withinMs: number }
    | {
        readonly type: 'SlaReminderSent';
        readonly metric: Metric;
        readonly step: string;
        /** Steps that fell due before and are out of date, as after an outage. */
        readonly passed: readonly string[];
        /** Whether it was posted together with others of its queue, instead of in the ticket's thread. */
        readonly inDigest: boolean;
        /** Whether it fell outside working hours and goes to whoever is on call. */
        readonly toOnCall: boolean;
      }
    | { readonly type: 'ReminderAcknowledged'; readonly metric: Metric; readonly level: number }
    | { readonly type: 'SlaBreached'; readonly metric: Metric; readonly dueAt: Instant }
  );

export type TicketEventType = TicketEvent['type'];
export type EventOf<T extends TicketEventType> = Extract<TicketEvent, { type: T }>;
