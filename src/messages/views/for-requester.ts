// A ticket's events as its requester is told them; what concerns agents alone is not told.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Person, Reader } from '../../app/ports.ts';
import type { NoticeView, View } from '../../app/view.ts';
import type { LocalDate } from '../../domain/contract/contract.ts';
import type { EventOf, TicketEvent } from '../../domain/events.ts';
import { never } from '../../domain/result.ts';
import type { PersonId, Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { correctedView, deletedView } from './corrected.ts';
import { endingForRequester } from './ending.ts';
import { openedView } from './opened.ts';
import { callForRequester } from './out-of-hours.ts';
import { agentName } from './people.ts';
import { sampleForRequester } from './sample.ts';
import { stageForRequester } from './stage.ts';
import { button } from './ticket-buttons.ts';
import { dueLine, instantFor } from './timer-words.ts';
import { severityWord } from './words.ts';

export interface EventContext<E extends TicketEvent = TicketEvent> {
  readonly ticket: Ticket;
  readonly event: E;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
  /** When the contract year is renewed that the event took a priority incident from. */
  readonly renewsOn: LocalDate | null;
  /** The phone call that a page is about. */
  readonly call?: EventOf<'CallLogged'> | null | undefined;
}

/** What the requester reads of the event; null where they are not told. */
export function forRequester(context: EventContext): View | null {
  const { event, ticket, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  switch (event.type) {
    case 'TicketOpened':
      return openedView({ ...context, event });
    case 'RequesterWrote':
    case 'ReplySent':
      return {
        kind: 'relay',
        heading: format(language, 'replied.heading', { name: actorName(context), reference }),
        text: event.message.text,
        attachments: event.message.attachments,
        footer: null,
      };
    case 'TicketResolved':
      return resolved({ ...context, event });
    case 'MessageEdited':
      return event.saidAs === 'note'
        ? null
        : correctedView({ ...context, event }, { name: actorName(context), footer: null });
    case 'MessageDeleted':
      return event.saidAs === 'note' ? null : deletedView({ ...context, event }, actorName(context));
    case 'TicketPended':
      return plain(format(language, 'pended.requester', { reference }));
    case 'TicketHeld':
      return plain(format(language, 'held.requester', { reference }));
    case 'SeverityChanged':
      return plain(
        format(language, 'severityChanged.requester', {
          reference,
          severity: severityWord(language, event.severity),
        }),
        dueLine(ticket, reader),
      );
    case 'PromiseMade':
      return promised({ ...context, event });
    case 'CallLogged':
      return callForRequester({ ...context, event });
    case 'StageReached':
      return stageForRequester({ ...context, event });
    case 'SampleIdentified':
      return sampleForRequester({ ...context, event });
    case 'TicketReopened':
      return plain(format(language, 'reopened.requester', { reference }));
    case 'TicketClosed':
      return plain(format(language, 'closed.requester', { reference }));
    case 'TicketCancelled':
      return plain(
        format(language, 'cancelled.requester', { reference }),
        event.reason === null ? [] : [format(language, 'cancelled.reason', { reason: event.reason })],
      );
    case 'TicketMarkedSpam':
    case 'TicketMerged':
    case 'DuplicateMerged':
    case 'PriorityIncidentSpent':
    case 'PriorityIncidentRefunded':
      return endingForRequester({ ...context, event });
    case 'TicketClaimed':
    case 'TicketUnclaimed':
    case 'TicketAssigned':
    case 'ReplyUndelivered':
    case 'ReplyResent':
    case 'NoteAdded':
    case 'TicketResumed':
    case 'SlaReminderSent':
    case 'ReminderAcknowledged':
    case 'SlaBreached':
    case 'OnCallPaged':
    case 'PageAcknowledged':
    case 'TargetsChanged':
      return null;
    default:
      return never(event);
  }
}

const plain = (text: string, details: readonly string[] = []): NoticeView => ({
  kind: 'notice',
  tone: 'info',
  text,
  details,
});

/** A promise of an answer, or of the whole work, each with when it is due. */
function promised(context: EventContext<EventOf<'PromiseMade'>>): View {
  const { event, ticket, reader } = context;
  const { language } = reader;
  const words = { name: actorName(context), reference: ticket.reference };
  if (event.metric !== 'resolution')
    return plain(format(language, 'promised.requester', words), dueLine(ticket, reader));
  const dueAt = ticket.timers.findLast(({ metric }) => metric === 'resolution')?.dueAt ?? null;
  return plain(
    format(language, 'promised.resolution.requester', words),
    dueAt === null ? [] : [format(language, 'due.resolution.requester', { due: instantFor(reader, dueAt) })],
  );
}

function actorName({ event, people, policy, reader: { language } }: EventContext): string {
  const actor = event.actorId === null ? undefined : people.get(event.actorId);
  return actor === undefined ? format(language, 'people.desk') : agentName(actor, policy, language);
}

function resolved(context: EventContext<EventOf<'TicketResolved'>>): View {
  const { event, ticket, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  const footer = format(language, 'resolved.footer');
  const buttons = [[button('reopen', ticket, language)]];
  if (event.comment === null) {
    return {
      ...plain(format(language, 'resolved.plain', { reference }), [footer]),
      tone: 'success',
      buttons,
    };
  }
  const heading = format(language, 'resolved.heading', { name: actorName(context), reference });
  const { text, attachments } = event.comment;
  return { kind: 'relay', heading, text, attachments, footer, buttons };
}
