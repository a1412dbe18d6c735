// Which of a ticket's events start, pause, meet and end its clocks.
import { describe, expect, it } from 'vitest';
import type { Metric, SlaTimer } from '../../src/domain/sla/timers.ts';
import { timerState } from '../../src/domain/sla/timers.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { isBreachable, isUnanswered } from '../../src/domain/ticket-timers.ts';
import {
  cancelled,
  claimed,
  closed,
  monday10,
  noted,
  opened,
  pended,
  reopened,
  replied,
  requesterId,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
  wrote,
} from '../builders/ticket.ts';
import { hours, minutes } from './sla/given.ts';

const timersOf = (ticket: Ticket, metric: Metric): readonly SlaTimer[] =>
  ticket.timers.filter((timer) => timer.metric === metric);
const timerOf = (ticket: Ticket, metric: Metric): SlaTimer => {
  const timer = timersOf(ticket, metric).at(-1);
  if (timer === undefined) throw new Error(`no ${metric}`);
  return timer;
};
const first = (ticket: Ticket): SlaTimer => timerOf(ticket, 'firstResponse');
const resolution = (ticket: Ticket): SlaTimer => timerOf(ticket, 'resolution');

/** The first response is due at four in the afternoon. */
const due = monday10 + hours(6);

describe('the first response', () => {
  it('runs from the platform’s own time of the first message, however late the desk heard of it', () => {
    const late = ticketAfter(opened({ requestedAt: monday10 - minutes(20) }, monday10));
    expect(first(late)).toMatchObject({ startedAt: monday10 - minutes(20), dueAt: due - minutes(20) });
    expect(resolution(late).startedAt).toBe(monday10);
  });

  it('is met by an agent’s public reply at the time of writing, up to the very deadline', () => {
    expect(first(ticketAfter(replied('Looking', due)))).toMatchObject({ metAt: due, breachedAt: null });
    expect(first(ticketAfter(replied('Looking', due + 1)))).toMatchObject({ metAt: null, breachedAt: due });
  });

  it.each([
    ['a claim', claimed()],
    ['a note', noted('hm')],
    ['waiting for the requester', pended()],
    ['the requester’s own words', wrote('hello?')],
    ['a message of the desk itself', { ...replied('We are closed'), actorId: null }],
    ['the requester’s reply to themselves', replied('Solved it', undefined, requesterId)],
  ])('is not met by %s', (_, event) => {
    expect(first(ticketAfter(event))).toMatchObject({ metAt: null, answers: [], dueAt: due });
  });

  it('is met by resolving with a comment, and left unmet by resolving without', () => {
    expect(timerState(first(ticketAfter(resolved('Fixed'))), due + 1)).toBe('met');
    expect(timerState(first(ticketAfter(resolved(null))), due + 1)).toBe('unmet');
    expect(timerState(first(ticketAfter(closed())), due + 1)).toBe('unmet');
    const ownWords = ticketAfter(resolved('Never mind', undefined, requesterId));
    expect(timerState(first(ownWords), due + 1)).toBe('unmet');
  });

  it('is no longer owed once the ticket is cancelled', () => {
    expect(timerState(first(ticketAfter(cancelled('Spam'))), due + 1)).toBe('cancelled');
  });

  it('runs on as if nobody had answered when the reply does not arrive', () => {
    const withdrawn = ticketAfter(replied('Looking'), undelivered('Looking', monday10 + hours(2)));
    expect(first(withdrawn)).toMatchObject({ metAt: null, answers: [], dueAt: due });
    expect(timerState(first(withdrawn), due + 1)).toBe('breached');
  });

  it('stays answered by the second reply when the first does not arrive', () => {
    const second = monday10 + hours(1);
    const ticket = ticketAfter(
      replied('one'),
      replied('two', second),
      undelivered('one', monday10 + hours(2)),
    );
    expect(first(ticket).metAt).toBe(second);
  });

  it('counts no pause', () => {
    expect(first(ticketAfter(pended(monday10), resumed(monday10 + hours(3)))).dueAt).toBe(due);
  });

  it('goes on after reopening, the closed time left out', () => {
    const ticket = ticketAfter(resolved(null, monday10 + hours(1)), reopened(monday10 + hours(3)));
    expect(first(ticket)).toMatchObject({ dueAt: due + hours(2), closedAt: null });
  });
});

describe('the next response', () => {
  const answered = replied('Looking', monday10 + hours(1));

  it('runs from the oldest message that nobody answered', () => {
    const ticket = ticketAfter(
      answered,
      wrote('And?', monday10 + hours(2)),
      wrote('Hello?', monday10 + hours(3)),
    );
    expect(timersOf(ticket, 'nextResponse')).toHaveLength(1);
    expect(timerOf(ticket, 'nextResponse')).toMatchObject({
      startedAt: monday10 + hours(2),
      dueAt: monday10 + hours(6),
    });
  });

  it('does not run beside a first response that is still awaited', () => {
    expect(timersOf(ticketAfter(wrote('hello?')), 'nextResponse')).toEqual([]);
  });

  it('runs anew after each answer', () => {
    const ticket = ticketAfter(
      answered,
      wrote('And?', monday10 + hours(2)),
      replied('Soon', monday10 + hours(3)),
      wrote('Well?', monday10 + hours(4)),
    );
    const [before, now] = timersOf(ticket, 'nextResponse');
    expect(before?.metAt).toBe(monday10 + hours(3));
    expect(now).toMatchObject({ metAt: null, startedAt: monday10 + hours(4) });
  });

  it('does not run beside a first response that the same words set running again', () => {
    const ticket = ticketAfter(
      resolved(null),
      reopened(monday10 + hours(2)),
      wrote('Not solved', monday10 + hours(2)),
    );
    expect(timersOf(ticket, 'nextResponse')).toEqual([]);
  });

  it('runs only where the plan has a target for it', () => {
    const { firstResponse } = opened().targets;
    const ticket = ticketAfter(opened({ targets: { firstResponse } }), answered, wrote('And?'));
    expect(ticket.timers.map(({ metric }) => metric)).toEqual(['firstResponse']);
  });
});

describe('the resolution', () => {
  it('stands still while the ticket waits for its requester', () => {
    const before = resolution(ticketAfter()).dueAt;
    expect(resolution(ticketAfter(pended())).dueAt).toBeNull();
    const after = resolution(ticketAfter(pended(monday10 + hours(1)), resumed(monday10 + hours(3)))).dueAt;
    expect(Number(after) - Number(before)).toBe(hours(2));
  });

  it.each([
    ['resolving', resolved(null)],
    ['closing', closed()],
  ])('is met by %s', (_, event) => {
    expect(timerState(resolution(ticketAfter(event)), due)).toBe('met');
  });

  it('is not met by a reply', () => {
    expect(resolution(ticketAfter(replied('Looking'))).answers).toEqual([]);
  });

  it('runs on after reopening', () => {
    expect(timerState(resolution(ticketAfter(resolved(null), reopened())), monday10 + hours(1))).toBe(
      'running',
    );
  });
});

describe('a breach on record', () => {
  const breach = {
    type: 'SlaBreached',
    metric: 'firstResponse',
    dueAt: due,
    at: due + 5,
    actorId: null,
  } as const;

  it('is dated at the deadline and touches no other clock', () => {
    const ticket = ticketAfter(breach);
    expect(first(ticket).breachedAt).toBe(due);
    expect(resolution(ticket)).toEqual(resolution(ticketAfter()));
  });

  it('is possible while somebody waits for an answer that is due, and once', () => {
    expect(isBreachable(first(ticketAfter()))).toBe(true);
    expect(isBreachable(first(ticketAfter(breach)))).toBe(false);
    expect(isBreachable(first(ticketAfter(replied('Looking'))))).toBe(false);
    expect(isBreachable(resolution(ticketAfter(pended())))).toBe(false);
  });
});

it('somebody waits until the answer, the end or the cancellation', () => {
  expect(isUnanswered(first(ticketAfter()))).toBe(true);
  for (const end of [replied('Looking'), resolved(null), cancelled(null)]) {
    expect(isUnanswered(first(ticketAfter(end)))).toBe(false);
  }
});
