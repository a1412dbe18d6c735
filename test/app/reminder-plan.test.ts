// Which reminders are due, and when to look again.
import { describe, expect, it } from 'vitest';
import type { DeskPolicy } from '../../src/app/policy.ts';
import { breachesDue, nextReminderAt, remindersDue } from '../../src/app/reminder-plan.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { aPolicy } from '../builders/policy.ts';
import {
  cancelled,
  closed,
  monday10,
  opened,
  pended,
  reminded,
  replied,
  resolved,
  ticketAfter,
  undelivered,
} from '../builders/ticket.ts';
import { hours, minutes, moscow } from '../domain/sla/given.ts';

const policy = aPolicy();
const due = monday10 + hours(6);

/** A ticket with a first response alone, due in six working hours. */
const opening = opened({ targets: { firstResponse: { withinMs: hours(6), calendar: 'office' } } });
const given = (...events: readonly TicketEvent[]): Ticket => ticketAfter(opening, ...events);
const stepsAt = (ticket: Ticket, at: number, by: DeskPolicy = policy) =>
  remindersDue(ticket, by, at).map(({ metric, step }) => `${metric}:${step}`);

describe('a reminder is due', () => {
  it.each([
    ['half of the time is used', hours(3), '50%'],
    ['four fifths are', hours(6) * 0.8, '80%'],
    ['nearly all is', hours(6) * 0.95, '95%'],
    ['the deadline has passed', hours(6), '+0m'],
    ['half an hour has passed since', hours(6) + minutes(30), '+30m'],
  ])('once %s, and not at that very instant', (_, after, step) => {
    expect(stepsAt(given(), monday10 + after)).not.toContain(`firstResponse:${step}`);
    expect(stepsAt(given(), monday10 + after + 1)).toEqual([`firstResponse:${step}`]);
  });

  it('once: what was sent, and what lies before it, is not', () => {
    expect(stepsAt(given(reminded('80%')), monday10 + hours(5))).toEqual([]);
    expect(stepsAt(given(reminded('50%')), monday10 + hours(5))).toEqual(['firstResponse:80%']);
  });

  it.each([
    ['answered', replied('Looking')],
    ['resolved', resolved(null)],
    ['closed', closed()],
    ['cancelled', cancelled(null)],
  ])('never on a ticket that is %s', (_, event) => {
    for (const at of [monday10 + hours(4), due + 1, due + hours(50)])
      expect(stepsAt(given(event), at)).toEqual([]);
    expect(nextReminderAt(given(event), policy, monday10 + hours(1))).toBeNull();
  });

  it('held outside working hours until the opening, the closing instant counting as inside', () => {
    // Two hours of work: half is used an hour before closing, all of it at closing.
    const four = moscow('2026-02-02 16:00');
    const target = { targets: { firstResponse: { withinMs: hours(2), calendar: 'office' } } };
    const ticket = ticketAfter(opened({ ...target, requestedAt: four }, four));
    const closing = moscow('2026-02-02 18:00');
    const opensAgain = moscow('2026-02-03 09:00');
    expect(stepsAt(ticket, closing + 1)).toEqual(['firstResponse:+0m']);
    const late = moscow('2026-02-02 23:00');
    expect(stepsAt(ticket, late)).toEqual([]);
    expect(stepsAt(ticket, opensAgain)).toEqual([]);
    expect(stepsAt(ticket, opensAgain + 1)).toEqual(['firstResponse:+0m']);
    expect(stepsAt(ticket, late, aPolicy({}, { outsideHours: 'send' }))).toEqual(['firstResponse:+0m']);
  });

  it('the morning after, once the breach was told of at closing', () => {
    const breach: TicketEvent = {
      type: 'SlaBreached',
      metric: 'firstResponse',
      dueAt: due,
      at: due + 1,
      actorId: null,
    };
    const told = given(breach, reminded('+0m', due + 1));
    expect(nextReminderAt(told, policy, due + 2)).toBe(due + minutes(30) + 1);
    expect(nextReminderAt(given(breach, reminded('+30m')), policy, due + hours(1))).toBe(
      moscow('2026-02-02 18:00') + 1,
    );
  });

  it('and asks for no further look once nothing more will come of it', () => {
    const silentAfter = aPolicy({ reminders: { before: ['50%'], after: [] } });
    const breach: TicketEvent = {
      type: 'SlaBreached',
      metric: 'firstResponse',
      dueAt: due,
      at: due + 1,
      actorId: null,
    };
    expect(nextReminderAt(given(breach), silentAfter, due + hours(1))).toBeNull();
  });
});

describe('a breach is due', () => {
  it('once the deadline has passed unanswered, and not before', () => {
    expect(breachesDue(given(), due)).toEqual([]);
    expect(breachesDue(given(), due + 1)).toEqual(['firstResponse']);
  });

  it('once only, and on nothing that is over or stands still', () => {
    const recorded: TicketEvent = {
      type: 'SlaBreached',
      metric: 'firstResponse',
      dueAt: due,
      at: due + 1,
      actorId: null,
    };
    const still = ticketAfter(
      opened({ targets: { resolution: { withinMs: hours(6), calendar: 'office' } } }),
      pended(),
    );
    for (const ticket of [
      given(recorded),
      given(replied('x')),
      given(resolved(null)),
      given(cancelled(null)),
      still,
    ])
      expect(breachesDue(ticket, due + hours(99))).toEqual([]);
  });
});

describe('the next look', () => {
  it('is at the next step, a millisecond after it', () => {
    expect(nextReminderAt(given(), policy, monday10)).toBe(monday10 + hours(3) + 1);
    expect(nextReminderAt(given(reminded('50%')), policy, monday10 + hours(3) + 1)).toBe(
      monday10 + hours(6) * 0.8 + 1,
    );
  });

  it('comes at the deadline where no step falls there', () => {
    const silent = aPolicy({ reminders: { before: [], after: [] } });
    expect(nextReminderAt(given(), silent, monday10)).toBe(due + 1);
  });

  it('is at once for a ticket that was late when the desk heard of it', () => {
    const now = due + hours(24);
    const late = ticketAfter({ ...opening, at: now });
    expect(nextReminderAt(late, policy, now)).toBe(now);
  });

  it('is at once when the answer turns out after the deadline not to have arrived', () => {
    const now = due + minutes(5);
    expect(nextReminderAt(given(replied('Looking'), undelivered('Looking', now)), policy, now)).toBe(now);
  });

  it('never comes for a ticket without targets', () => {
    expect(nextReminderAt(ticketAfter(opened({ targets: {} })), policy, monday10)).toBeNull();
  });
});
