// What the application asks of whoever puts things into words.
import type { LocalDate, Organisation } from '../domain/contract/contract.ts';
import type { Attachment, EventOf, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Sheet, Table } from './documents.ts';
import type { MonthlyStatement } from './monthly-statement.ts';
import type { Side } from './ports/conversations.ts';
import type { Draft } from './ports/drafts.ts';
import type { Person } from './ports/people.ts';
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

/** What is known about a ticket beside itself. */
export interface TicketBackground {
  readonly organisation: Organisation | null;
  /** The reference of the ticket that it repeats, where it was merged. */
  readonly duplicateOf: string | null;
}

/** What the writer of a draft may choose from. */
export interface DraftOffer {
  /** Those for which they may write. */
  readonly organisations: readonly Organisation[];
  /** How many priority incidents are left; null where the contract has none. */
  readonly priorityLeft: number | null;
}

/** What is known about a delivery's content when it is worded; without a ticket its background is empty. */
export interface Facts extends TicketBackground {
  readonly reader: Reader;
  readonly ticket: Ticket | null;
  /** The event that the content tells of. */
  readonly event: TicketEvent | null;
  /** The event by which words came that `event` says something new about. */
  readonly original?: TicketEvent | null;
  /** The phone call that a page is about. */
  readonly call?: EventOf<'CallLogged'> | null;
  readonly draft: Draft | null;
  /** Tickets among which the draft's writer is to choose. */
  readonly choices: readonly Ticket[];
  /** What a draft's question about organisations or priority incidents offers. */
  readonly offer: DraftOffer;
  /** Everybody whom ticket and event name. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The reminders that a digest names. */
  readonly reminders: readonly { readonly ticket: Ticket; readonly event: TicketEvent }[];
  /** What a statement tells. */
  readonly statement: MonthlyStatement | null;
  /** When the contract year is renewed that the event took a priority incident from. */
  readonly renewsOn: LocalDate | null;
  /** Why an earlier delivery failed. */
  readonly failure: string | null;
  /** The number of the event that such a delivery was to tell. */
  readonly failedSequence: number | null;
}

/** Puts what a delivery owes into words; null where there is nothing to say to this reader. */
export interface Presenter {
  present(content: Content, facts: Facts): View | null;
  /** What told the words that were edited, with the new ones and a sign; null where one message may not hold that. */
  edited(facts: Facts): View | null;
  /** What a ticket's thread is called, where threads have names. */
  threadTitle(ticket: Ticket): string;
  /** What a statement's document is called, and what stands below it. */
  statementFile(
    statement: MonthlyStatement,
    format: 'csv' | 'pdf',
    reader: Pick<Reader, 'language'>,
  ): { readonly name: string; readonly caption: string };
  statementTable(statement: MonthlyStatement, language: Language): Pick<Table, 'columns' | 'rows'>;
  statementSheet(statement: MonthlyStatement, language: Language): Sheet;
  /** What stands below a file. */
  fileCaption(ticket: Ticket, file: Attachment): string;
  /** What stands below a sealed sample: which of the ticket's it is, from 1, how to open it, and its hash. */
  sampleCaption(
    ticket: Ticket,
    sample: { readonly number: number; readonly sha256: string },
    reader: Reader,
  ): string;
}
