// Everything that can happen to a ticket, in the past tense; the log of these is the truth.
import type { Instant } from './instant.ts';
import type { SlaTargets } from './sla/targets.ts';
import type { Metric } from './sla/timers.ts';
import type { MessageId, PersonId, PlanKey, QueueKey, Severity, TicketId } from './ticket.ts';

/** A file that came with a message; its bytes stay on the platform it was sent through. */
export interface Attachment {
  readonly platform: string;
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number | null;
}

export interface MessageBody {
  readonly messageId: MessageId;
  readonly text: string;
  readonly attachments: readonly Attachment[];
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
    | { readonly type: 'ReplyUndelivered'; readonly messageId: MessageId; readonly reason: string }
    | { readonly type: 'NoteAdded'; readonly message: MessageBody }
    | { readonly type: 'TicketPended' }
    | { readonly type: 'TicketHeld' }
    | { readonly type: 'TicketResumed' }
    | { readonly type: 'TicketResolved'; readonly comment: MessageBody | null }
    | { readonly type: 'TicketReopened' }
    | { readonly type: 'TicketClosed' }
    | { readonly type: 'TicketCancelled'; readonly reason: string | null }
    | { readonly type: 'SeverityChanged'; readonly severity: Severity; readonly targets: SlaTargets }
    /** The plan or a calendar of it was changed in the configuration. */
    | { readonly type: 'TargetsChanged'; readonly targets: SlaTargets }
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
