// A reminder: what is due, how much of its time is used or left, and whom it addresses.
import type { Mention, NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import { reminderLevel } from '../../domain/sla/reminders.ts';
import { calendarAt, type SlaTimer } from '../../domain/sla/timers.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { format } from '../format.ts';
import { formatDuration } from '../format-time.ts';
import type { EventContext } from './for-requester.ts';
import { nameOf } from './people.ts';
import { instantFor } from './timer-words.ts';
import { metricWord } from './words.ts';

type ReminderContext = EventContext<EventOf<'SlaReminderSent'>>;

/** The reminder as posted; null when nobody waits any more, or its timer has no deadline to speak of. */
export function reminderView(context: ReminderContext): NoticeView | null {
  const { event, ticket } = context;
  const timer = ticket.timers.findLast(({ metric }) => metric === event.metric);
  if (timer === undefined || timer.dueAt === null || !isUnanswered(timer)) return null;
  const isLate = event.at >= timer.dueAt;
  return {
    kind: 'notice',
    tone: isLate ? 'error' : 'warning',
    text: isLate ? lateText(context, timer, timer.dueAt) : earlyText(context, timer, timer.dueAt),
    mentions: context.reader.side === 'personal' ? [] : mentionsOf(context),
  };
}

function earlyText(
  { event, ticket, reader, policy }: ReminderContext,
  timer: SlaTimer,
  dueAt: number,
): string {
  const { language } = reader;
  const calendar = policy.calendars(calendarAt(timer, event.at));
  const words = {
    reference: ticket.reference,
    metric: metricWord(language, event.metric),
    left: formatDuration(language, toMinutes(calendar.between(event.at, dueAt))),
    due: instantFor(reader, dueAt),
  };
  const percent = /^(\d+)%/.exec(event.step)?.[1];
  return percent === undefined
    ? format(language, 'reminder.left', words)
    : format(language, 'reminder.percent', { ...words, percent });
}

/** To the nearest minute: a reminder goes out a moment after its instant. */
const toMinutes = (ms: number): number => Math.round(ms / 60_000) * 60_000;

function lateText(
  { event, ticket, reader, policy }: ReminderContext,
  timer: SlaTimer,
  dueAt: number,
): string {
  const { language } = reader;
  const words = {
    reference: ticket.reference,
    metric: metricWord(language, event.metric),
    due: instantFor(reader, dueAt),
  };
  const pastMs = toMinutes(policy.calendars(calendarAt(timer, dueAt)).between(dueAt, event.at));
  if (pastMs < 60_000) return format(language, 'reminder.breach', words);
  return format(language, 'reminder.after', { ...words, past: formatDuration(language, pastMs) });
}

/** From the second step on the owner, or with none the leads; from the last one before the deadline the leads too. */
function mentionsOf(context: ReminderContext): readonly Mention[] {
  const { event, ticket, people, policy } = context;
  const level = reminderLevel(policy.reminders, event.step);
  const owner = ticket.assigneeId === null ? undefined : people.get(ticket.assigneeId);
  const owners =
    owner === undefined
      ? []
      : owner.identities.map(({ platform, userId }) => ({ platform, userId, name: nameOf(owner) }));
  const leads = (policy.queues.get(ticket.queue)?.leads ?? []).map((lead) => ({
    ...lead,
    name: nameOfLead(lead, context),
  }));
  if (level === 0) return [];
  if (level === 1) return owners.length > 0 ? owners : leads;
  return [...owners, ...leads];
}

/** A lead whom the desk has never seen is known to it by an account alone, which says nothing to people. */
function nameOfLead(lead: Omit<Mention, 'name'>, { people, reader }: ReminderContext): string {
  const isTheirs = ({ platform, userId }: Omit<Mention, 'name'>): boolean =>
    platform === lead.platform && userId === lead.userId;
  const person = [...people.values()].find(({ identities }) => identities.some(isTheirs));
  return person === undefined ? format(reader.language, 'people.lead') : nameOf(person);
}
