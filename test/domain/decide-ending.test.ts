// Given a ticket with a priority incident or without, when it ends or its quota is touched, then these events follow.
import { describe, expect, it } from 'vitest';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide, decideOpen } from '../../src/domain/decide.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { severities, type Ticket } from '../../src/domain/ticket.ts';
import {
  agentId,
  aMessage,
  anOpening,
  claimed,
  closed,
  monday10,
  opened,
  pended,
  requesterId,
  resolved,
  ticketAfter,
} from '../builders/ticket.ts';
import { calendars, hours } from './sla/given.ts';

const agent: Actor = { id: agentId, role: 'agent' };
const requester: Actor = { id: requesterId, role: 'requester' };
const now = monday10 + hours(1);
const reference = 'ACME-118';

const when = (ticket: Ticket, command: TicketCommand, actor: Actor = agent) =>
  decide(ticket, command, { now, actor });
const does = (...events: readonly TicketEvent[]) => ({ ok: true, value: events });
const refuses = (error: object) => ({ ok: false, error });
const by = (actor: Actor) => ({ at: now, actorId: actor.id });

const spent: TicketEvent = {
  type: 'PriorityIncidentSpent',
  contractId: 'c1',
  year: 2,
  remaining: 3,
  at: monday10,
  actorId: requesterId,
};
const prioritised = ticketAfter(opened({ contractId: 'c1', organisationId: 'o1' }), spent);
const refunded = (reason: 'downgraded' | 'duplicate' | 'cancelled' | 'spam'): TicketEvent => ({
  type: 'PriorityIncidentRefunded',
  contractId: 'c1',
  year: 2,
  reason,
  ...by(agent),
});
const balance = { contractId: 'c1', year: 2, remaining: 4 };
const over = { resolved: ticketAfter(claimed(), resolved(null)), closed: ticketAfter(closed()) };

describe('opening with a priority incident', () => {
  const open = (remaining: number | null) =>
    decideOpen(anOpening({ priority: remaining === null ? null : { ...balance, remaining } }), {
      now,
      actor: requester,
    });

  it('spends it in the same breath', () => {
    const decision = open(4);
    expect(decision).toMatchObject({
      ok: true,
      value: [
        { type: 'TicketOpened', lacksPriority: false },
        { ...spent, ...by(requester), remaining: 3 },
      ],
    });
  });

  it('with none left opens as a standard one, and keeps that one was asked for', () => {
    expect(open(0)).toMatchObject({ ok: true, value: [{ type: 'TicketOpened', lacksPriority: true }] });
    expect(open(0)).toMatchObject({ value: { length: 1 } });
  });

  it('is never done unasked', () => {
    expect(open(null)).toMatchObject({ value: { length: 1, 0: { lacksPriority: false } } });
  });
});

describe('spending a priority incident', () => {
  const prioritise: TicketCommand = { type: 'prioritise', balance };

  it('is the requester’s to do, and says how many are left after it', () => {
    expect(when(ticketAfter(), prioritise, requester)).toEqual(
      does({ type: 'PriorityIncidentSpent', contractId: 'c1', year: 2, remaining: 3, ...by(requester) }),
    );
  });

  it('marks the ticket', () => {
    expect(prioritised.priority).toEqual({ contractId: 'c1', year: 2 });
  });

  it('is not for an agent to do in the customer’s place', () => {
    expect(when(ticketAfter(), prioritise, agent)).toEqual(refuses({ code: 'priorityNotYours', reference }));
  });

  it('is refused where one is used already, and where none is left', () => {
    expect(when(prioritised, prioritise, requester)).toEqual(refuses({ code: 'alreadyPriority', reference }));
    const none: TicketCommand = { type: 'prioritise', balance: { ...balance, remaining: 0 } };
    expect(when(ticketAfter(), none, requester)).toEqual(refuses({ code: 'quotaUsedUp', reference }));
  });

  it.each(['resolved', 'closed'] as const)('is refused on a %s ticket', (status) => {
    expect(when(over[status], prioritise, requester)).toEqual(
      refuses({ code: 'wrongStatus', reference, status, verb: 'priority' }),
    );
  });

  it('is none of a stranger’s business', () => {
    expect(when(ticketAfter(), prioritise, { id: 'p-eve', role: 'stranger' })).toEqual(
      refuses({ code: 'ticketNotFound', reference }),
    );
  });
});

describe('making a priority incident a standard one', () => {
  const standardise: TicketCommand = { type: 'standardise' };

  it('by an agent gives it back', () => {
    const decision = when(prioritised, standardise);
    expect(decision).toEqual(does(refunded('downgraded')));
    expect(evolve(prioritised, refunded('downgraded'), calendars).priority).toBeNull();
  });

  it('is refused to the requester, and where there is nothing to give back', () => {
    expect(when(prioritised, standardise, requester)).toEqual(
      refuses({ code: 'notAllowed', verb: 'priority off' }),
    );
    expect(when(ticketAfter(), standardise)).toEqual(refuses({ code: 'notPriority', reference }));
  });

  it('is refused once the ticket is over: what it took was used', () => {
    const done = { ...prioritised, status: 'resolved' as const };
    expect(when(done, standardise)).toEqual(
      refuses({ code: 'wrongStatus', reference, status: 'resolved', verb: 'priority' }),
    );
  });
});

describe('changing the severity of a priority incident', () => {
  const { targets } = opened();

  it('gives it back when an agent lowers it', () => {
    expect(when(prioritised, { type: 'severity', severity: 'medium', targets })).toEqual(
      does({ type: 'SeverityChanged', severity: 'medium', targets, ...by(agent) }, refunded('downgraded')),
    );
  });

  it('keeps it when the severity is raised, or stays', () => {
    const medium = { ...prioritised, severity: 'medium' as const };
    expect(when(medium, { type: 'severity', severity: 'high', targets })).toMatchObject({
      value: { length: 1 },
    });
    expect(when(medium, { type: 'severity', severity: 'medium', targets })).toEqual(does());
  });

  it('gives nothing back for a standard one, by however much it is lowered', () => {
    for (const severity of severities.slice(1))
      expect(when(ticketAfter(), { type: 'severity', severity, targets })).toMatchObject({
        value: { length: 1 },
      });
  });
});

describe('cancelling', () => {
  it('by an agent gives the priority incident back', () => {
    expect(when(prioritised, { type: 'cancel', reason: 'twice' })).toEqual(
      does({ type: 'TicketCancelled', reason: 'twice', ...by(agent) }, refunded('cancelled')),
    );
  });

  it('by the requester keeps it used', () => {
    expect(when(prioritised, { type: 'cancel', reason: null }, requester)).toEqual(
      does({ type: 'TicketCancelled', reason: null, ...by(requester) }),
    );
  });

  it('ends the clocks as no longer owed', () => {
    const done = evolve(prioritised, { type: 'TicketCancelled', reason: null, ...by(agent) }, calendars);
    expect(done).toMatchObject({ status: 'closed', outcome: 'cancelled', closedAt: now });
    expect(done.timers.map(({ cancelledAt }) => cancelledAt)).toEqual([now, now]);
  });
});

describe('marking as spam', () => {
  it('gives the priority incident back and ends the clocks as no longer owed', () => {
    expect(when(prioritised, { type: 'spam' })).toEqual(
      does({ type: 'TicketMarkedSpam', ...by(agent) }, refunded('spam')),
    );
    const done = evolve(prioritised, { type: 'TicketMarkedSpam', ...by(agent) }, calendars);
    expect(done).toMatchObject({ status: 'closed', outcome: 'spam' });
    expect(done.timers.every(({ cancelledAt, metAt }) => cancelledAt === now && metAt === null)).toBe(true);
  });

  it('is for agents, on what is not over', () => {
    expect(when(ticketAfter(), { type: 'spam' }, requester)).toEqual(
      refuses({ code: 'notAllowed', verb: 'spam' }),
    );
    expect(when(over.resolved, { type: 'spam' })).toEqual(
      refuses({ code: 'wrongStatus', reference, status: 'resolved', verb: 'spam' }),
    );
  });
});

describe('merging a duplicate', () => {
  const into = {
    id: 't2',
    reference: 'ACME-7',
    status: 'open',
    requesterId,
    organisationId: null,
  } as const;
  const merge = (change: Partial<Extract<TicketCommand, { type: 'merge' }>['into']> = {}): TicketCommand => ({
    type: 'merge',
    into: { ...into, ...change },
  });
  const merged: TicketEvent = { type: 'TicketMerged', intoId: 't2', into: 'ACME-7', ...by(agent) };

  it('ends it, gives its priority incident back, and says where it goes on', () => {
    expect(when(prioritised, merge())).toEqual(does(merged, refunded('duplicate')));
    const done = evolve(prioritised, merged, calendars);
    expect(done).toMatchObject({ status: 'closed', outcome: 'duplicate', mergedInto: 't2' });
    expect(done.timers.every(({ cancelledAt }) => cancelledAt === now)).toBe(true);
  });

  it('is recorded on the ticket that takes it in, which stays as it is', () => {
    const absorbed: TicketEvent = { type: 'DuplicateMerged', fromId: 't2', from: 'ACME-9', ...by(agent) };
    const target = ticketAfter(pended());
    expect(when(target, { type: 'absorb', from: { id: 't2', reference: 'ACME-9' } })).toEqual(does(absorbed));
    const { version: _, updatedAt: _at, ...before } = target;
    expect(evolve(target, absorbed, calendars)).toMatchObject(before);
  });

  it('joins people of one organisation, and nobody else', () => {
    const colleague = { requesterId: 'p-colleague', organisationId: 'o1' };
    expect(when(prioritised, merge(colleague))).toMatchObject({ ok: true });
    const foreign = refuses({ code: 'mergeForeign', reference, into: 'ACME-7' });
    expect(when(prioritised, merge({ ...colleague, organisationId: 'o2' }))).toEqual(foreign);
    expect(when(prioritised, merge({ ...colleague, organisationId: null }))).toEqual(foreign);
    expect(when(ticketAfter(), merge({ requesterId: 'p-stranger' }))).toEqual(foreign);
  });

  it('is refused into itself, and into what is over', () => {
    const itself = merge({ id: ticketAfter().id, reference });
    expect(when(ticketAfter(), itself)).toEqual(refuses({ code: 'mergeIntoItself', reference }));
    expect(when(ticketAfter(), merge({ status: 'closed' }))).toEqual(
      refuses({ code: 'wrongStatus', reference: 'ACME-7', status: 'closed', verb: 'merge' }),
    );
    expect(when(over.closed, merge())).toEqual(
      refuses({ code: 'wrongStatus', reference, status: 'closed', verb: 'merge' }),
    );
  });

  it('is for agents', () => {
    expect(when(ticketAfter(), merge(), requester)).toEqual(refuses({ code: 'notAllowed', verb: 'merge' }));
  });
});

describe('a last word of a colleague of the requester', () => {
  const colleague: Actor = { id: 'p-colleague', role: 'requester' };
  const resolve: TicketCommand = { type: 'resolve', at: now, message: aMessage('Solved') };

  it('is theirs, and none of the desk’s answers', () => {
    const decision = when(ticketAfter(), resolve, colleague);
    expect(decision).toEqual(
      does(
        { type: 'RequesterWrote', message: aMessage('Solved'), ...by(colleague) },
        { type: 'TicketResolved', comment: null, ...by(colleague) },
      ),
    );
    if (!decision.ok) return;
    const done = decision.value.reduce((ticket, event) => evolve(ticket, event, calendars), ticketAfter());
    expect(done).toMatchObject({ status: 'resolved', timers: [{ metAt: null, answers: [] }, {}] });
  });
});
