// What each event leaves of a ticket.
import { describe, expect, it } from 'vitest';
import { evolve, replay } from '../../src/domain/evolve.ts';
import {
  agentId,
  aMessage,
  cancelled,
  claimed,
  closed,
  monday10,
  noted,
  opened,
  otherAgentId,
  pended,
  reminded,
  reopened,
  replied,
  requesterId,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
  wrote,
} from '../builders/ticket.ts';
import { calendars, hours, minutes } from './sla/given.ts';

const idOf = (text: string): string => aMessage(text).messageId;

describe('an opened ticket', () => {
  it('is new, nobody’s, and carries the opening words whole', () => {
    const opening = aMessage('It is down.\n\nSince noon.');
    expect(ticketAfter(opened({ opening, requestedAt: monday10 - 5_000 }))).toMatchObject({
      id: 't1',
      reference: 'ACME-118',
      status: 'new',
      assigneeId: null,
      requesterId,
      description: 'It is down.\n\nSince noon.',
      requestedAt: monday10 - 5_000,
      openedAt: monday10,
      updatedAt: monday10,
      acknowledgedAt: null,
      resolvedAt: null,
      closedAt: null,
      outcome: null,
      remindersSent: [],
      replyIds: [],
      version: 1,
    });
  });

  it('comes first in every log', () => {
    expect(() => evolve(null, claimed(), calendars)).toThrow('TicketClaimed');
    expect(replay([], calendars)).toBeNull();
  });
});

describe('an owner', () => {
  it('takes a new ticket up by claiming it', () => {
    expect(ticketAfter(claimed(monday10 + 5))).toMatchObject({
      assigneeId: agentId,
      status: 'open',
      acknowledgedAt: monday10 + 5,
    });
  });

  it('is whoever it was assigned to, not who assigned it', () => {
    const assigned = {
      type: 'TicketAssigned',
      assigneeId: otherAgentId,
      at: monday10 + 7,
      actorId: agentId,
    } as const;
    expect(ticketAfter(assigned)).toMatchObject({
      assigneeId: otherAgentId,
      status: 'open',
      acknowledgedAt: monday10 + 7,
    });
  });

  it('gives the ticket back without undoing that it was taken up', () => {
    const given = { type: 'TicketUnclaimed', at: monday10 + 9, actorId: agentId } as const;
    expect(ticketAfter(claimed(monday10 + 5), given, claimed(monday10 + 20, otherAgentId))).toMatchObject({
      assigneeId: otherAgentId,
      acknowledgedAt: monday10 + 5,
    });
    expect(ticketAfter(claimed(), given)).toMatchObject({ assigneeId: null, status: 'open' });
  });

  it('leaves a waiting ticket waiting by taking it', () => {
    expect(ticketAfter(pended(), claimed())).toMatchObject({ status: 'pending', assigneeId: agentId });
  });
});

describe('a message', () => {
  it('of an agent to the other side takes a new ticket up and is kept until it fails', () => {
    const answered = ticketAfter(replied('one'), replied('two'));
    expect(answered).toMatchObject({ status: 'open', replyIds: [idOf('one'), idOf('two')] });
    expect(ticketAfter(replied('one'), replied('two'), undelivered('one')).replyIds).toEqual([idOf('two')]);
  });

  it('among agents changes nothing but the time of the last change', () => {
    const before = ticketAfter();
    const after = evolve(before, noted('hm', monday10 + 90), calendars);
    expect(after).toEqual({ ...before, updatedAt: monday10 + 90, version: 2 });
  });

  it('of the requester takes nothing up by itself', () => {
    expect(ticketAfter(wrote('hello?'))).toMatchObject({ status: 'new', replyIds: [] });
  });

  it('that was written before the last change leaves the time of that change', () => {
    expect(ticketAfter(claimed(monday10 + minutes(5)), noted('late', monday10 + 1)).updatedAt).toBe(
      monday10 + minutes(5),
    );
  });
});

describe('an end', () => {
  it('by resolving can be taken back', () => {
    expect(ticketAfter(resolved(null, monday10 + 50))).toMatchObject({
      status: 'resolved',
      resolvedAt: monday10 + 50,
      outcome: 'resolved',
      closedAt: null,
    });
    expect(ticketAfter(resolved(null), reopened())).toMatchObject({
      status: 'open',
      resolvedAt: null,
      outcome: null,
    });
  });

  it('with an agent’s comment is a reply, with the requester’s own is none', () => {
    expect(ticketAfter(resolved('Fixed')).replyIds).toEqual([idOf('Fixed')]);
    expect(ticketAfter(resolved('Never mind', monday10, requesterId)).replyIds).toEqual([]);
    expect(ticketAfter(resolved(null)).replyIds).toEqual([]);
  });

  it('for good keeps how it ended', () => {
    expect(ticketAfter(closed(monday10 + 60))).toMatchObject({
      status: 'closed',
      closedAt: monday10 + 60,
      outcome: 'resolved',
    });
    expect(ticketAfter(resolved(null, monday10 + 50), closed(monday10 + 60))).toMatchObject({
      resolvedAt: monday10 + 50,
      closedAt: monday10 + 60,
    });
    expect(ticketAfter(cancelled('Spam', monday10 + 70))).toMatchObject({
      status: 'closed',
      closedAt: monday10 + 70,
      outcome: 'cancelled',
    });
  });
});

describe('waiting', () => {
  it('for the requester ends by resuming', () => {
    expect(ticketAfter(pended()).status).toBe('pending');
    expect(ticketAfter(pended(), resumed()).status).toBe('open');
  });
});

describe('reminders', () => {
  it('are remembered by metric and step', () => {
    expect(ticketAfter(reminded('50%'), reminded('80%')).remindersSent).toEqual([
      'firstResponse:50%',
      'firstResponse:80%',
    ]);
  });

  it('of one next response say nothing about the one after it', () => {
    const reminder = { ...reminded('50%', monday10 + hours(3)), metric: 'nextResponse' } as const;
    const answeredTwice = ticketAfter(
      reminded('50%'),
      replied('Looking'),
      wrote('And?', monday10 + hours(1)),
      reminder,
      wrote('Hello?', monday10 + hours(3) + 1),
    );
    expect(answeredTwice.remindersSent).toEqual(['firstResponse:50%', 'nextResponse:50%']);
    const again = [replied('Soon', monday10 + hours(4)), wrote('Well?', monday10 + hours(5))].reduce(
      (ticket, event) => evolve(ticket, event, calendars),
      answeredTwice,
    );
    expect(again.remindersSent).toEqual(['firstResponse:50%']);
  });
});

it('every event counts one version', () => {
  expect(ticketAfter(claimed(), noted('a'), replied('b'), wrote('c'), resolved(null)).version).toBe(6);
});
