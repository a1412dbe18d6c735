// A reminder: what is due, how much of its time is used or left, and whom it addresses.
import type { Reader } from '../../app/ports.ts';
import type { Button, Mention, NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import { isOwedStep, reminderLevel } from '../../domain/sla/reminders.ts';
import { calendarAt, type SlaTimer, targetOf, workedMs } from '../../domain/sla/timers.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { format } from '../format.ts';
import { formatDuration, formatWorkingTime } from '../format-time.ts';
import type { EventContext } from './for-requester.ts';
import { nameOf } from './people.ts';
import { button } from './ticket-buttons.ts';
import { instantFor } from './timer-words.ts';
import { metricWord } from './words.ts';

type ReminderContext = Omit<EventContext<EventOf<'SlaReminderSent'>>, 'renewsOn'>;

/** The reminder as posted; null when nobody waits any more, or what it speaks of is no longer so. */
export function reminderView(context: ReminderContext): NoticeView | null {
  const { event, ticket } = context;
  const timer = ticket.timers.findLast(({ metric }) => metric === event.metric);
  if (timer === undefined || !isUnanswered(timer)) return null;
  if (isOwedStep(event.step)) return targetOf(timer) === null ? owedView(context, timer) : null;
  if (timer.dueAt === null) return null;
  const isLate = event.at >= timer.dueAt;
  const { side } = context.reader;
  return {
    kind: 'notice',
    tone: isLate ? 'error' : 'warning',
    text: isLate ? lateText(context, timer, timer.dueAt) : earlyText(context, timer, timer.dueAt),
    details: passedLines(context),
    mentions: side === 'agents' ? mentionsOf(context) : [],
    ...(side === 'agents' ? { buttons: [[acknowledgeButton(context)]] } : {}),
  };
}

/** That an agent owes the requester a promise, with how to make one. */
function owedView(context: ReminderContext, timer: SlaTimer): NoticeView {
  const { event, ticket, reader, policy } = context;
  const { language, side } = reader;
  const { reference } = ticket;
  const metric = metricWord(language, event.metric);
  const waited = formatWorkingTime(language, toMinutes(workedMs(timer, event.at, policy.calendars)));
  return {
    kind: 'notice',
    tone: 'warning',
    text: format(language, 'reminder.owed', { reference, metric, waited }),
    details: passedLines(context),
    mentions: side === 'agents' ? mentionsOf(context) : [],
    ...(side === 'agents'
      ? { buttons: [[button('promise', ticket, language), acknowledgeButton(context)]] }
      : {}),
  };
}

/** Offered where agents act; direct messages are for requesters. */
const acknowledgeButton = ({ event, ticket, reader }: ReminderContext): Button => ({
  label: format(reader.language, 'button.acknowledge'),
  command: `acknowledge ${ticket.reference} ${event.metric}`,
});

/** Reminders of several tickets of a queue in one message, the most urgent first. */
export function digestView(
  contexts: readonly ReminderContext[],
  { queue, more, reader }: { readonly queue: string; readonly more: number; readonly reader: Reader },
): NoticeView | null {
  const views = contexts.map(reminderView).filter((view) => view !== null);
  if (views.length === 0) return null;
  const { language } = reader;
  const mentions = views.flatMap((view) => view.mentions ?? []);
  return {
    kind: 'notice',
    tone: 'warning',
    text: format(language, 'digest.title', { count: views.length + more, queue }),
    details: [
      ...views.map(({ text }) => text),
      ...(more === 0 ? [] : [format(language, 'digest.more', { count: more })]),
    ],
    mentions: [...new Map(mentions.map((each) => [`${each.platform}:${each.userId}`, each])).values()],
  };
}

/** What fell due before and was not posted, as after an outage. */
function passedLines({ event, reader: { language } }: ReminderContext): readonly string[] {
  if (event.passed.length === 0) return [];
  const steps = event.passed
    .map((step) => step.replace(/#\d+$/, '').replace(/^owed/, '').replace('%', '\u00a0%'))
    .join(', ');
  return [format(language, 'reminder.passed', { steps })];
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
