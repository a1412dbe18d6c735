// What can be asked of a ticket, in the imperative; `decide` turns one into events or an error.
import type { MessageBody } from './events.ts';
import type { Instant } from './instant.ts';
import type { Role } from './permissions.ts';
import type { SlaTargets } from './sla/targets.ts';
import type { Metric } from './sla/timers.ts';
import type { MessageId, PersonId, PlanKey, QueueKey, Severity, TicketId } from './ticket.ts';

export interface OpenTicket {
  readonly type: 'open';
  readonly ticketId: TicketId;
  readonly reference: string;
  readonly queue: QueueKey;
  readonly plan: PlanKey;
  readonly severity: Severity;
  readonly requesterId: PersonId;
  readonly opening: MessageBody;
  /** When the requester first wrote, by the platform's own clock. */
  readonly requestedAt: Instant;
  readonly targets: SlaTargets;
  readonly follows: string | null;
}

/** Words of a person; `at` is when they were written, by the platform's own clock. */
interface Said {
  readonly message: MessageBody;
  readonly at: Instant;
}

export type TicketCommand =
  | { readonly type: 'claim' }
  | { readonly type: 'unclaim' }
  | { readonly type: 'assign'; readonly assigneeId: PersonId }
  | ({ readonly type: 'reply' } & Said)
  | ({ readonly type: 'note' } & Said)
  | { readonly type: 'pending' }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | ({ readonly type: 'resolve' } & (Said | { readonly message: null; readonly at: Instant }))
  | { readonly type: 'reopen' }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string | null }
  | { readonly type: 'severity'; readonly severity: Severity; readonly targets: SlaTargets }
  | { readonly type: 'promise'; readonly withinMs: number }
  | { readonly type: 'retarget'; readonly targets: SlaTargets }
  | {
      readonly type: 'remind';
      readonly metric: Metric;
      readonly step: string;
      readonly passed: readonly string[];
      readonly inDigest: boolean;
      readonly toOnCall: boolean;
    }
  | { readonly type: 'acknowledge'; readonly metric: Metric; readonly level: number }
  | { readonly type: 'breach'; readonly metric: Metric }
  | { readonly type: 'withdrawReply'; readonly messageId: MessageId; readonly reason: string };

export interface Actor {
  /** Null for the desk itself. */
  readonly id: PersonId | null;
  readonly role: Role;
}

export interface DecideContext {
  readonly now: Instant;
  readonly actor: Actor;
}
