// The stages that a request passes, and what is recorded of its samples.
import { describe, expect, it } from 'vitest';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { EventOf, MessageBody } from '../../src/domain/events.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import {
  agentId,
  aMessage,
  claimed,
  closed,
  monday10,
  opened,
  reopened,
  requesterId,
  resolved,
  ticketAfter,
} from '../builders/ticket.ts';
import { hours, minutes } from './sla/given.ts';

const agent: Actor = { id: agentId, role: 'agent' };
const desk: Actor = { id: null, role: 'desk' };
const now = monday10 + hours(2);
const at = now - minutes(1);

const request = opened({ stage: 'received', requestType: 'signature-change' });

const reaches = (
  stage: string,
  change: Partial<Extract<TicketCommand, { type: 'stage' }>> = {},
): TicketCommand => ({
  type: 'stage',
  stage,
  isFinal: false,
  comment: null,
  databaseVersion: null,
  at,
  ...change,
});

const reached = (stage: string, change: Partial<EventOf<'StageReached'>> = {}): EventOf<'StageReached'> => ({
  type: 'StageReached',
  stage,
  isFinal: false,
  comment: null,
  databaseVersion: null,
  at,
  actorId: agentId,
  ...change,
});

const finished = (comment: MessageBody | null = null) => [
  reached('released', { isFinal: true, comment, databaseVersion: '2026.2' }),
  resolved(null, at),
];

const when = (ticket: Ticket, command: TicketCommand, actor: Actor = agent) =>
  decide(ticket, command, { now, actor });

describe('reaching a stage', () => {
  it('is told as it was said', () => {
    const comment = aMessage('The analysts look at it');
    expect(when(ticketAfter(request), reaches('analysing', { comment }))).toEqual({
      ok: true,
      value: [reached('analysing', { comment })],
    });
  });

  it('goes in any order, as when an analysis was wrong', () => {
    const ticket = ticketAfter(request, reached('update-prepared'));
    expect(when(ticket, reaches('analysing'))).toMatchObject({ ok: true, value: [{ stage: 'analysing' }] });
  });

  it('at that stage already changes nothing', () => {
    const ticket = ticketAfter(request, reached('analysing'));
    expect(when(ticket, reaches('analysing'))).toEqual({ ok: true, value: [] });
  });

  it('at that stage already relays words, which must not be lost', () => {
    const ticket = ticketAfter(request, reached('analysing'));
    const comment = aMessage('It takes until tomorrow');
    expect(when(ticket, reaches('analysing', { comment }))).toMatchObject({ ok: true, value: [{ comment }] });
  });

  it('by a final one resolves the ticket', () => {
    const command = reaches('released', { isFinal: true, databaseVersion: '2026.2' });
    expect(when(ticketAfter(request), command)).toEqual({ ok: true, value: finished() });
  });

  it('is refused once the ticket is resolved', () => {
    const ticket = ticketAfter(request, ...finished());
    expect(when(ticket, reaches('analysing'))).toMatchObject({ ok: false, error: { code: 'wrongStatus' } });
  });

  it('by the final one again ends a ticket that was taken up once more', () => {
    const ticket = ticketAfter(request, ...finished(), reopened());
    const command = reaches('released', { isFinal: true, databaseVersion: '2026.3' });
    expect(when(ticket, command)).toMatchObject({
      ok: true,
      value: [{ type: 'StageReached', databaseVersion: '2026.3' }, { type: 'TicketResolved' }],
    });
  });

  it('takes no words that are too long', () => {
    const comment = aMessage('x'.repeat(20_001));
    expect(when(ticketAfter(request), reaches('analysing', { comment }))).toMatchObject({
      ok: false,
      error: { code: 'textTooLong' },
    });
  });

  it.each(['requester', 'follower'] as const)('is refused to a %s', (role: Role) => {
    const command = reaches('analysing');
    expect(when(ticketAfter(request), command, { id: requesterId, role })).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    });
  });

  it('is refused on a closed ticket', () => {
    const ticket = ticketAfter(request, claimed(), closed());
    expect(when(ticket, reaches('analysing'))).toMatchObject({ ok: false, error: { code: 'wrongStatus' } });
  });
});

describe('a ticket after a stage', () => {
  it('is at it, and being worked on', () => {
    const ticket = ticketAfter(request, reached('analysing'));
    expect(ticket).toMatchObject({ stage: 'analysing', status: 'open' });
  });

  it('has no answer by words on the way, since they are not yet one', () => {
    const ticket = ticketAfter(request, reached('analysing', { comment: aMessage('We look at it') }));
    expect(ticket.timers[0]?.answers).toEqual([]);
    expect(ticket.replyIds).toEqual([]);
  });

  it('is answered by the words of the last stage, and its work is done', () => {
    const ticket = ticketAfter(request, ...finished(aMessage('2026.2')));
    expect(ticket).toMatchObject({ status: 'resolved', stage: 'released', replyIds: ['m-2026.2'] });
    expect(ticket.timers.map(({ metric, metAt }) => [metric, metAt])).toEqual([
      ['firstResponse', at],
      ['resolution', at],
    ]);
  });

  it('is not answered where nothing was said with the last stage', () => {
    const [first] = ticketAfter(request, ...finished()).timers;
    expect(first?.metAt).toBeNull();
  });
});

describe('a sample', () => {
  const command: TicketCommand = {
    type: 'identifySample',
    messageId: 'm1',
    index: 0,
    sha256: 'ab'.repeat(32),
    sizeBytes: 68,
  };

  it('is identified by the desk alone', () => {
    expect(when(ticketAfter(request), command, agent)).toMatchObject({ ok: false });
    expect(when(ticketAfter(request), command, desk)).toEqual({
      ok: true,
      value: [{ ...command, type: 'SampleIdentified', at: now, actorId: null }],
    });
  });

  it('leaves the ticket as it is', () => {
    const before = ticketAfter(request);
    const { type: _, ...identity } = command;
    const event = { type: 'SampleIdentified' as const, ...identity, at: now, actorId: null };
    expect(ticketAfter(request, event)).toEqual({ ...before, updatedAt: now, version: 2 });
  });
});
