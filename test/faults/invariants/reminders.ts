// Every reminder that fell due and was still true was posted once, in the ticket's thread or named in a digest.
import type { EventOf } from '../../../src/domain/events.ts';
import { evolve } from '../../../src/domain/evolve.ts';
import { type ReminderPolicy, reminderSteps } from '../../../src/domain/sla/reminders.ts';
import type { Calendars } from '../../../src/domain/sla/timer-clock.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { TicketRecord, Violation } from '../record.ts';
import type { Indexed } from './index-of-record.ts';

export interface ReminderRules {
  readonly reminders: ReminderPolicy;
  readonly calendars: Calendars;
}

/** A crowded queue posts together after a minute; a dead desk is replaced well within the rest. Milliseconds. */
const toleranceMs = 90_000;
/** What is judged at one instant is on record a little later, on a busy machine. Milliseconds. */
const recordedWithinMs = 2_000;

export function remindersWrong(record: Indexed, rules: ReminderRules): readonly Violation[] {
  return record.rows.tickets.flatMap((each) => [
    ...postedWrongly(each, rules),
    ...missing(each, record.rows.readAt, rules),
    ...notTold(each, record),
  ]);
}

type Sent = EventOf<'SlaReminderSent'>;

/** Reminders posted twice, too early, or when nobody waited any more. */
function postedWrongly({ ticket, events }: TicketRecord, rules: ReminderRules): readonly Violation[] {
  const found: Violation[] = [];
  const posted = new Set<string>();
  let before: Ticket | null = null;
  for (const event of events) {
    if (event.type === 'SlaReminderSent' && before !== null) {
      const key = `${event.metric}:${event.step}`;
      const problem = posted.has(key) ? 'reminder doubled' : untruth(before, event, rules);
      if (problem !== null) {
        found.push({ invariant: problem, subject: ticket.reference, what: `${key} at ${event.at}` });
      }
      posted.add(key);
    }
    before = evolve(before, event, rules.calendars);
  }
  return found;
}

function untruth(before: Ticket, { metric, step: key, at }: Sent, rules: ReminderRules): string | null {
  const timer = before.timers.find((each) => each.metric === metric);
  const step =
    timer && reminderSteps(timer, rules.reminders, rules.calendars).find((each) => each.step === key);
  if (timer === undefined || step === undefined) return 'reminder after the answer';
  if (at < step.at) return 'reminder too early';
  const isLate = timer.dueAt !== null && at > timer.dueAt + recordedWithinMs;
  return step.kind === 'before' && isLate ? 'reminder no longer true' : null;
}

/** Steps that were neither posted nor named as passed over, though they stayed true long enough. */
function missing(
  { ticket, events }: TicketRecord,
  readAt: number,
  rules: ReminderRules,
): readonly Violation[] {
  const [opened] = events;
  if (opened === undefined) return [];
  const atFirst = evolve(null, opened, rules.calendars);
  const said = new Set(
    events.flatMap((event) =>
      event.type === 'SlaReminderSent'
        ? [event.step, ...event.passed].map((step) => `${event.metric}:${step}`)
        : [],
    ),
  );
  const answered = events.find(({ type }) => type === 'ReplySent' || type === 'TicketResolved');
  return atFirst.timers.flatMap((timer) =>
    reminderSteps(timer, rules.reminders, rules.calendars)
      .filter(({ step }) => !said.has(`${timer.metric}:${step}`))
      .filter(({ at, kind }) => {
        const overAt = kind === 'before' ? Number(timer.dueAt) : Number.POSITIVE_INFINITY;
        const trueUntil = Math.min(overAt, answered?.at ?? readAt);
        return trueUntil - Math.max(at, opened.at) > (answered === undefined ? 0 : toleranceMs);
      })
      .map(({ step, at }) => ({
        invariant: 'reminder missing',
        subject: ticket.reference,
        what: `${timer.metric}:${step} was due at ${at}`,
      })),
  );
}

/** Posted in the log, but owed to nobody. */
function notTold({ ticket, events }: TicketRecord, record: Indexed): readonly Violation[] {
  const digests = record.rows.deliveries.filter(({ content }) => content.kind === 'digest');
  const agents = (record.conversationsOf.get(ticket.id) ?? []).filter(({ side }) => side === 'agents');
  return events.flatMap((event, index) => {
    if (event.type !== 'SlaReminderSent') return [];
    const isTold = event.inDigest
      ? digests.some(({ content }) => Number(content.more) > 0 || names(content.items, ticket.id, index + 1))
      : agents.every(({ id }) =>
          (record.deliveriesIn.get(id) ?? []).some(
            (delivery) => delivery.content.kind === 'event' && delivery.content.sequence === index + 1,
          ),
        );
    const what = `${event.metric}:${event.step} #${index + 1} is owed to nobody`;
    return isTold ? [] : [{ invariant: 'reminder not told', subject: ticket.reference, what }];
  });
}

const names = (items: unknown, ticketId: string, sequence: number): boolean =>
  Array.isArray(items) && items.some((item) => item.ticketId === ticketId && item.sequence === sequence);
