// What a requester is told when their ticket is open: its reference, when the answer is due, and what comes next.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import { formatWorkingTime } from '../format-time.ts';
import { alongStages } from './stage.ts';
import { button } from './ticket-buttons.ts';
import { instantFor } from './timer-words.ts';
import { severityWord } from './words.ts';

interface OpenedContext {
  readonly ticket: Ticket;
  readonly event: EventOf<'TicketOpened'>;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** The confirmation of a new ticket. */
export function openedView(context: OpenedContext): NoticeView {
  const { ticket, event, reader } = context;
  const { language } = reader;
  const { reference } = ticket;
  const severity = severityWord(language, event.severity);
  const follows =
    event.follows === null ? [] : [format(language, 'opened.follows', { reference: event.follows })];
  return {
    kind: 'notice',
    tone: 'success',
    text: format(language, 'opened.title', { reference, severity }),
    details: [
      ...follows,
      ...terms(context),
      ...whenAnswered(context),
      ...alongStages(ticket, context),
      ...outOfHours(context),
      format(language, 'opened.next'),
    ],
    ...(ticket.timers.length === 0 ? {} : { buttons: [[button('why', ticket, language)]] }),
  };
}

/** What the customer should know of their contract: that it is over, or its priority incidents used up. */
function terms({ ticket, event, policy, reader: { language } }: OpenedContext): readonly string[] {
  const plan = policy.plans.get(ticket.plan)?.title[language] ?? ticket.plan;
  return [
    ...(event.expiredOn === null
      ? []
      : [format(language, 'opened.expired', { date: formatDate(language, event.expiredOn), plan })]),
    ...(event.lacksPriority ? [format(language, 'opened.lacksPriority')] : []),
  ];
}

function whenAnswered({ ticket, event, reader }: OpenedContext): readonly string[] {
  const { language } = reader;
  const timer = ticket.timers.find(({ metric }) => metric === 'firstResponse');
  const withinMs = event.targets.firstResponse?.withinMs ?? null;
  const isLate = timer !== undefined && timer.dueAt !== null && timer.dueAt < reader.now;
  if (timer === undefined || isLate) return [format(language, 'opened.noTarget')];
  if (withinMs === null || timer.dueAt === null) return [format(language, 'opened.owed')];
  const working = formatWorkingTime(language, withinMs);
  return [format(language, 'opened.due', { due: instantFor(reader, timer.dueAt), working })];
}

/** When the clock starts, if not at once; and the phone line, where the plan has one and the answer may be too late. */
function outOfHours(context: OpenedContext): readonly string[] {
  const { ticket, event, policy, reader } = context;
  const { language } = reader;
  const target = event.targets.firstResponse;
  if (target === undefined) return [];
  const calendar = policy.calendars(target.calendar);
  const isOpen = calendar.isOpen(event.at);
  const opening = isOpen ? null : calendar.nextOpening(event.at);
  const closedNow = opening === null ? [] : closedLine(context, opening);
  const phone = policy.queues.get(ticket.queue)?.phone ?? null;
  if (target.afterHours !== 'phone' || phone === null) return closedNow;
  const closing = calendar.closingAfter(event.at);
  const dueAt = ticket.timers.find(({ metric }) => metric === 'firstResponse')?.dueAt ?? null;
  const closesBefore = !isOpen || (closing !== null && (dueAt === null || closing < dueAt));
  return closesBefore ? [...closedNow, format(language, 'opened.phone', { phone })] : closedNow;
}

/** That the desk is closed; nothing of it where work is promised that counts at this hour all the same. */
function closedLine({ event, policy, reader }: OpenedContext, openingAt: Instant): readonly string[] {
  const { firstResponse, resolution } = event.targets;
  const opening = instantFor(reader, openingAt);
  if (firstResponse?.withinMs !== null) return [format(reader.language, 'opened.closedNow', { opening })];
  const isWorkedOn = resolution?.withinMs != null && policy.calendars(resolution.calendar).isOpen(event.at);
  return isWorkedOn ? [] : [format(reader.language, 'opened.closedOwed', { opening })];
}
