// What can be asked of a ticket, in the imperative; `decide` turns one into events or an error.
import type { ContractId } from './contract/contract.ts';
import type { EventOf, MessageBody, SaidBefore } from './events.ts';
import type { Instant } from './instant.ts';
import type { Role } from './permissions.ts';
import type { SlaTargets } from './sla/targets.ts';
import type { CalendarKey, Metric } from './sla/timers.ts';
import type { Account, MessageId, PersonId, Severity, Ticket } from './ticket.ts';

/** A contract year and how many priority incidents it has left, held until the transaction ends. */
export interface PriorityBalance {
  readonly contractId: ContractId;
  readonly year: number;
  readonly remaining: number;
}

/** The facts of the ticket to be; see `TicketOpened`. */
export interface OpenTicket
  extends Omit<EventOf<'TicketOpened'>, 'type' | 'at' | 'actorId' | 'lacksPriority'> {
  readonly type: 'open';
  /** The balance that a priority incident is to be taken from; null where none is wanted. */
  readonly priority: PriorityBalance | null;
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
  | ({ readonly type: 'edit'; readonly text: string; readonly at: Instant } & SaidBefore)
  | ({ readonly type: 'retract'; readonly at: Instant } & SaidBefore)
  | { readonly type: 'pending' }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | ({ readonly type: 'resolve' } & (Said | { readonly message: null; readonly at: Instant }))
  | { readonly type: 'reopen' }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string | null }
  | { readonly type: 'spam' }
  | {
      readonly type: 'merge';
      readonly into: Pick<Ticket, 'id' | 'reference' | 'status' | 'requesterId' | 'organisationId'>;
    }
  | { readonly type: 'absorb'; readonly from: Pick<Ticket, 'id' | 'reference'> }
  | { readonly type: 'prioritise'; readonly balance: PriorityBalance }
  | { readonly type: 'standardise' }
  | {
      readonly type: 'stage';
      readonly stage: string;
      readonly isFinal: boolean;
      readonly comment: MessageBody | null;
      readonly databaseVersion: string | null;
      readonly at: Instant;
    }
  | {
      readonly type: 'identifySample';
      readonly messageId: MessageId;
      readonly index: number;
      readonly sha256: string;
      readonly sizeBytes: number;
    }
  | {
      readonly type: 'call';
      readonly caller: string;
      readonly phone: string;
      readonly calledAt: Instant;
      readonly calendar: CalendarKey | null;
      readonly needsPaging: boolean;
    }
  | { readonly type: 'page'; readonly accounts: readonly Account[] }
  | { readonly type: 'acknowledgePage' }
  | { readonly type: 'severity'; readonly severity: Severity; readonly targets: SlaTargets }
  | { readonly type: 'promise'; readonly withinMs: number }
  | {
      readonly type: 'retarget';
      readonly targets: SlaTargets;
      readonly rank: number;
      readonly isUrgent: boolean;
    }
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
  | {
      readonly type: 'withdrawReply';
      readonly messageId: MessageId;
      readonly reason: string;
      readonly sequence?: number;
    }
  | { readonly type: 'resendReply'; readonly messageId: MessageId };

export interface Actor {
  /** Null for the desk itself. */
  readonly id: PersonId | null;
  readonly role: Role;
}

export interface DecideContext {
  readonly now: Instant;
  readonly actor: Actor;
}
