// Which of a ticket's reminders are due, and when to look again.
import type { Instant } from '../domain/instant.ts';
import {
  pendingSteps,
  placeStep,
  type ReminderStep,
  reminderLevel,
  reminderSteps,
  stepsStillTrue,
} from '../domain/sla/reminders.ts';
import type { Metric, SlaTimer } from '../domain/sla/timers.ts';
import { acknowledgedLevel, type Ticket } from '../domain/ticket.ts';
import { isBreachable } from '../domain/ticket-timers.ts';
import type { DeskPolicy } from './policy.ts';

/** An answer at the very deadline is in time, so a step is only judged once its instant has passed. */
const graceMs = 1;

/** A worker may come this much after a step; one that comes later disturbs people when it comes, not when it was due. */
const punctualMs = 60_000;

export interface DueReminder {
  readonly metric: Metric;
  readonly step: string;
  /** Steps that fell due before it and are out of date. */
  readonly passed: readonly string[];
  readonly toOnCall: boolean;
}

/** From the deadline on a reminder stands above every level before it. */
const overdueLevel = 3;

/** How loud a step is; acknowledging one silences the others up to its level. */
export const loudnessOf = (policy: DeskPolicy, step: string): number =>
  step.startsWith('+') ? overdueLevel : reminderLevel(policy.reminders, step);

/** At most one reminder a timer: what is still true at `now`. What passed meanwhile is not sent. */
export function remindersDue(ticket: Ticket, policy: DeskPolicy, now: Instant): readonly DueReminder[] {
  return ticket.timers.flatMap((timer) => {
    const steps = stepsOf(ticket, timer, { policy, now });
    const { send, passed } = stepsStillTrue(timer, steps, now - graceMs, sentOn(ticket, timer));
    if (send === null) return [];
    const outOfDate = passed.map(({ step }) => step);
    return [{ metric: timer.metric, step: send.step, passed: outOfDate, toOnCall: send.toOnCall }];
  });
}

/** Metrics whose deadline has passed unmet and is not yet on record as breached. */
export function breachesDue(ticket: Ticket, now: Instant): readonly Metric[] {
  return ticket.timers
    .filter((timer) => isBreachable(timer) && Number(timer.dueAt) < now)
    .map(({ metric }) => metric);
}

/**
 * When the ticket is next to be looked at; null when no timer of it will ever have anything to say. At once where
 * something is due already: a ticket opened after an outage, or a late answer that did not arrive.
 */
export function nextReminderAt(ticket: Ticket, policy: DeskPolicy, now: Instant): Instant | null {
  if (breachesDue(ticket, now).length > 0 || remindersDue(ticket, policy, now).length > 0) return now;
  const instants = ticket.timers.flatMap((timer) => {
    const steps = pendingSteps(stepsOf(ticket, timer, { policy, now }), sentOn(ticket, timer));
    const breachAt = isBreachable(timer) && timer.dueAt !== null ? [timer.dueAt] : [];
    return [...steps.map(({ at }) => at), ...breachAt];
  });
  const ahead = instants.map((at) => at + graceMs).filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

interface PlacedStep extends ReminderStep {
  readonly toOnCall: boolean;
}

/** The timer's steps that nobody has silenced, each when it may go out: one that is late is placed as if it had come up just now. */
function stepsOf(
  ticket: Ticket,
  timer: SlaTimer,
  { policy, now }: { readonly policy: DeskPolicy; readonly now: Instant },
): readonly PlacedStep[] {
  const outsideHours = policy.queues.get(ticket.queue)?.outsideHours ?? 'hold';
  const silentUpTo = acknowledgedLevel(ticket, timer.metric);
  return reminderSteps(timer, policy.reminders, policy.calendars)
    .filter(({ step }) => loudnessOf(policy, step) > silentUpTo)
    .map((step) => {
      const at = step.at < now - punctualMs ? now - graceMs : step.at;
      return { ...step, ...placeStep({ ...step, at }, timer, outsideHours, policy.calendars) };
    });
}

const sentOn = (ticket: Ticket, { metric }: SlaTimer): ReadonlySet<string> =>
  new Set(
    ticket.remindersSent
      .filter((sent) => sent.startsWith(`${metric}:`))
      .map((sent) => sent.slice(metric.length + 1)),
  );
