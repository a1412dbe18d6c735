// What the application asks of whoever puts things into words.
import type { Attachment, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Draft, Person, Side } from './store-ports.ts';
import type { View } from './view.ts';

/** Who reads something, and how it is to be put. */
export interface Reader {
  /** `personal`: somebody told of a ticket that is not theirs, such as a lead. */
  readonly side: Side | 'personal';
  readonly language: Language;
  /** IANA zone. */
  readonly timezone: string;
  readonly now: Instant;
}

/** What is known about a delivery's content when it is worded. */
export interface Facts {
  readonly reader: Reader;
  readonly ticket: Ticket | null;
  /** The event that the content tells of. */
  readonly event: TicketEvent | null;
  readonly draft: Draft | null;
  /** Tickets among which the draft's writer is to choose. */
  readonly choices: readonly Ticket[];
  /** Everybody whom ticket and event name. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The reminders that a digest names. */
  readonly reminders: readonly { readonly ticket: Ticket; readonly event: TicketEvent }[];
  /** Why an earlier delivery failed. */
  readonly failure: string | null;
}

/** Puts what a delivery owes into words; null where there is nothing to say to this reader. */
export interface Presenter {
  present(content: Content, facts: Facts): View | null;
  /** What a ticket's thread is called, where threads have names. */
  threadTitle(ticket: Ticket): string;
  /** What stands below a file. */
  fileCaption(ticket: Ticket, file: Attachment): string;
}
