// A ticket's events as its requester is told them; what concerns agents alone is not told.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Person, Reader } from '../../app/ports.ts';
import type { NoticeView, View } from '../../app/view.ts';
import type { EventOf, TicketEvent } from '../../domain/events.ts';
import { never } from '../../domain/result.ts';
import type { PersonId, Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { openedView } from './opened.ts';
import { agentName } from './people.ts';
import { button } from './ticket-buttons.ts';
import { instantFor } from './timer-words.ts';
import { severityWord } from './words.ts';

export interface EventContext<E extends TicketEvent = TicketEvent> {
  readonly ticket: Ticket;
  readonly event: E;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** What the requester reads of the event; null where they are not told. */
export function forRequester(context: EventContext): View | null {
  const { event, ticket, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  switch (event.type) {
    case 'TicketOpened':
      return openedView({ ...context, event });
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
        dueLines(context),
      );
    case 'PromiseMade':
      return plain(
        format(language, 'promised.requester', { name: actorName(context), reference }),
        dueLines(context),
      );
    case 'TicketReopened':
      return plain(format(language, 'reopened.requester', { reference }));
    case 'TicketClosed':
      return plain(format(language, 'closed.requester', { reference }));
    case 'TicketCancelled':
      return plain(
        format(language, 'cancelled.requester', { reference }),
        event.reason === null ? [] : [format(language, 'cancelled.reason', { reason: event.reason })],
      );
    case 'TicketClaimed':
    case 'TicketUnclaimed':
    case 'TicketAssigned':
    case 'RequesterWrote':
    case 'ReplyUndelivered':
    case 'NoteAdded':
    case 'TicketResumed':
    case 'SlaReminderSent':
    case 'ReminderAcknowledged':
    case 'SlaBreached':
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

/** When the first answer is due now, if it still is. */
function dueLines({ ticket, reader }: EventContext): readonly string[] {
  const timer = ticket.timers.findLast(({ metric }) => metric !== 'resolution');
  if (timer === undefined || timer.dueAt === null || timer.answers.length > 0) return [];
  return [format(reader.language, 'due.requester', { due: instantFor(reader, timer.dueAt) })];
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
