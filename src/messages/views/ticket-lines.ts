// A ticket as an entry of a list.
import type { ListView } from '../../app/view.ts';
import type { PersonId, Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { ownerOf, type TicketContext, threadTitle } from './card.ts';
import { nameById } from './people.ts';
import { timerWords } from './timer-words.ts';
import { metricWord, severityWord, statusWordFor } from './words.ts';

/** Title, and below it severity and status, who asked where that is a colleague of the reader, owner, and what is due. */
export function ticketLines(
  ticket: Ticket,
  context: Omit<TicketContext, 'ticket'>,
  readerId: PersonId | null = null,
): Omit<ListView['items'][number], 'button'> {
  const { reader, people } = context;
  const { language, side } = reader;
  const state = format(language, 'list.line', {
    severity: severityWord(language, ticket.severity),
    status: statusWordFor(reader, ticket.status),
  });
  const isColleagues = side === 'requester' && readerId !== null && ticket.requesterId !== readerId;
  const name = nameById(ticket.requesterId, { people, language });
  const asker = isColleagues ? [format(language, 'list.askedBy', { name })] : [];
  const priority = ticket.priority === null ? [] : [format(language, 'card.priority')];
  const owner =
    ticket.assigneeId === null
      ? []
      : [format(language, 'list.ownedBy', { owner: ownerOf({ ...context, ticket }) })];
  const due = ticket.timers
    .filter(({ answers, cancelledAt }) => answers.length === 0 && cancelledAt === null)
    .map((timer) =>
      format(language, 'list.due', {
        metric: metricWord(language, timer.metric),
        due: timerWords(timer, reader),
      }),
    );
  return {
    title: threadTitle(ticket),
    lines: [[state, ...asker, ...priority, ...owner].join(' · '), ...due],
  };
}
