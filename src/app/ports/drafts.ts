// Drafts: words whose ticket is not open, or not known, yet.
import type { OrganisationId } from '../../domain/contract/contract.ts';
import type { Attachment } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import type { FormAnswer, PersonId, RequestTypeKey, Severity, TicketId } from '../../domain/ticket.ts';

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
