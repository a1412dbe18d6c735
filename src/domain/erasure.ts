// Takes people's words, files and accounts out of a ticket's log and leaves all that its clocks and counts follow from.
import type { Attachment, EventOf, MessageBody, TicketEvent } from './events.ts';
import { never } from './result.ts';
import type { Account, FormAnswer, Ticket } from './ticket.ts';

/** Stands where words stood: the same in every language, and nothing that anybody says. */
export const erasedText = '█████';

/** What of a ticket's log goes. */
export interface Erasure {
  /** Whether what was written by the event goes, files apart. */
  words(event: TicketEvent): boolean;
  /** Whether it is to be forgotten which file that was; its size and kind stay. */
  file(file: Attachment, event: TicketEvent): boolean;
  /** The account to be named in place of one that was paged. */
  account(account: Account): Account;
}

/** Whether nobody can tell any more which file this was. */
export const isErased = ({ fileId }: Pick<Attachment, 'fileId'>): boolean => fileId === '';

/** The event without what goes. Erasing again changes nothing more. */
export function erasedEvent(event: TicketEvent, erasure: Erasure): TicketEvent {
  const text = (words: string): string => (words !== '' && erasure.words(event) ? erasedText : words);
  const body = (message: MessageBody): MessageBody => ({
    ...message,
    text: text(message.text),
    attachments: message.attachments.map((file) => (erasure.file(file, event) ? erasedFile(file) : file)),
  });
  switch (event.type) {
    case 'TicketOpened':
      return {
        ...event,
        opening: body(event.opening),
        answers: event.answers.map((answer) => ({
          ...answer,
          value: namesErasedFile(answer, event, erasure) ? erasedText : text(answer.value),
        })),
      };
    case 'RequesterWrote':
    case 'ReplySent':
    case 'NoteAdded':
      return { ...event, message: body(event.message) };
    case 'MessageEdited':
      return { ...event, text: text(event.text) };
    case 'TicketResolved':
    case 'StageReached':
      return { ...event, comment: event.comment && body(event.comment) };
    case 'TicketCancelled':
      return { ...event, reason: event.reason && text(event.reason) };
    case 'CallLogged':
      return { ...event, caller: text(event.caller), phone: text(event.phone) };
    case 'OnCallPaged':
      return { ...event, accounts: event.accounts.map(erasure.account) };
    case 'MessageDeleted':
    case 'ReplyUndelivered':
    case 'ReplyResent':
    case 'TicketClaimed':
    case 'TicketUnclaimed':
    case 'TicketAssigned':
    case 'TicketPended':
    case 'TicketHeld':
    case 'TicketResumed':
    case 'TicketReopened':
    case 'TicketClosed':
    case 'TicketMarkedSpam':
    case 'TicketMerged':
    case 'DuplicateMerged':
    case 'PriorityIncidentSpent':
    case 'PriorityIncidentRefunded':
    case 'SampleIdentified':
    case 'PageAcknowledged':
    case 'SeverityChanged':
    case 'TargetsChanged':
    case 'PromiseMade':
    case 'SlaReminderSent':
    case 'ReminderAcknowledged':
    case 'SlaBreached':
      return event;
    default:
      return never(event);
  }
}

/** The answer to a field that takes files is the names of what was given, with commas. */
const namesErasedFile = ({ value }: FormAnswer, event: EventOf<'TicketOpened'>, erasure: Erasure): boolean =>
  event.opening.attachments.some(
    (file) => `, ${value}, `.includes(`, ${file.name}, `) && erasure.file(file, event),
  );

const erasedFile = (file: Attachment): Attachment => ({ ...file, fileId: '', name: erasedText });

/** The ticket as its erased log makes it: replaying `events`, erased, gives the same. */
export function erasedTicket(ticket: Ticket, events: readonly TicketEvent[], erasure: Erasure): Ticket {
  const [opening] = events;
  const erased = opening && erasedEvent(opening, erasure);
  if (erased?.type !== 'TicketOpened') return ticket;
  const { paging } = ticket;
  const edit = events.findLast((event) => event.type === 'MessageEdited' && event.saidAs === 'opening');
  const edited = edit && erasedEvent(edit, erasure);
  return {
    ...ticket,
    description: edited?.type === 'MessageEdited' ? edited.text : erased.opening.text,
    answers: erased.answers,
    paging: paging && { ...paging, rounds: paging.rounds.map((round) => round.map(erasure.account)) },
  };
}
