// What is told of priority incidents, and of the ends of a ticket other than an answer.
import type { NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import { never } from '../../domain/result.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import type { EventContext } from './for-requester.ts';
import { nameById } from './people.ts';

type EndingContext = EventContext<
  EventOf<
    | 'TicketMarkedSpam'
    | 'TicketMerged'
    | 'DuplicateMerged'
    | 'PriorityIncidentSpent'
    | 'PriorityIncidentRefunded'
  >
>;

/** What agents read in the ticket's thread. */
export function endingForAgents({ event, ticket, people, reader: { language } }: EndingContext): NoticeView {
  const { reference } = ticket;
  const name = nameById(event.actorId, { people, language });
  switch (event.type) {
    case 'TicketMarkedSpam':
      return plain(format(language, 'spam.agents', { name, reference }));
    case 'TicketMerged':
      return plain(format(language, 'merged.agents', { name, reference, into: event.into }));
    case 'DuplicateMerged':
      return plain(format(language, 'absorbed.agents', { name, reference, from: event.from }));
    case 'PriorityIncidentSpent': {
      const { remaining } = event;
      return plain(format(language, 'spent.agents', { name, reference, remaining }));
    }
    case 'PriorityIncidentRefunded':
      return plain(format(language, 'refunded.agents', { reference, reason: event.reason }));
    default:
      return never(event);
  }
}

/** What the requester is told; nothing of spam, and nothing of what was merged into their ticket. */
export function endingForRequester(context: EndingContext): NoticeView | null {
  const { event, ticket, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  switch (event.type) {
    case 'TicketMarkedSpam':
    case 'DuplicateMerged':
      return null;
    case 'TicketMerged':
      return plain(format(language, 'merged.requester', { reference, into: event.into }));
    case 'PriorityIncidentSpent':
      return plain(spentWords({ ...context, event }));
    case 'PriorityIncidentRefunded':
      return event.reason === 'spam'
        ? null
        : plain(format(language, 'refunded.requester', { reference, reason: event.reason }));
    default:
      return never(event);
  }
}

function spentWords(context: EventContext<EventOf<'PriorityIncidentSpent'>>): string {
  const { event, ticket, reader, renewsOn } = context;
  const { language } = reader;
  const words = { reference: ticket.reference, remaining: event.remaining };
  return renewsOn === null
    ? format(language, 'spent.requesterPlain', words)
    : format(language, 'spent.requester', { ...words, date: formatDate(language, renewsOn) });
}

const plain = (text: string): NoticeView => ({ kind: 'notice', tone: 'info', text });
