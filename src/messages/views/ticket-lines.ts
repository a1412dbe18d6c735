// A ticket as an entry of a list.
import type { ListView } from '../../app/view.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { type CardContext, ownerOf, threadTitle } from './card.ts';
import { timerWords } from './timer-words.ts';
import { metricWord, severityWord, statusWord } from './words.ts';

/** Title, and below it severity and status, owner, and what is due. */
export function ticketLines(
  ticket: Ticket,
  context: Omit<CardContext, 'ticket'>,
): Omit<ListView['items'][number], 'button'> {
  const { reader } = context;
  const { language } = reader;
  const state = format(language, 'list.line', {
    severity: severityWord(language, ticket.severity),
    status: statusWord(language, ticket.status),
  });
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
  return { title: threadTitle(ticket), lines: [[state, ...owner].join(' · '), ...due] };
}
