// Deadlines under a changed severity, plan or calendar, and promised ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { SlaTargets } from '../../src/domain/sla/targets.ts';
import type { Metric, SlaTimer } from '../../src/domain/sla/timers.ts';
import type { Severity, Ticket } from '../../src/domain/ticket.ts';
import { owesPromise, sameTargets } from '../../src/domain/ticket-timers.ts';
import {
  agentId,
  monday10,
  opened,
  pended,
  reminded,
  replied,
  requesterId,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
} from '../builders/ticket.ts';
import { calendars, hours, minutes } from './sla/given.ts';

const office = (inHours: number | null) => ({
  withinMs: inHours === null ? null : hours(inHours),
  calendar: 'office',
});
const targetsOf = (first: number, resolution: number): SlaTargets => ({
  firstResponse: office(first),
  nextResponse: office(4),
  resolution: office(resolution),
});

const original = targetsOf(6, 24);
const tighter = targetsOf(1, 8);

const changed = (severity: Severity, targets: SlaTargets, at: number): TicketEvent => ({
  type: 'SeverityChanged',
  severity,
  targets,
  at,
  actorId: agentId,
});
const retarget = (targets: SlaTargets) => ({
  type: 'retarget' as const,
  targets,
  rank: 0,
  isUrgent: false,
});
const retargeted = (targets: SlaTargets, at: number): TicketEvent => ({
  type: 'TargetsChanged',
  rank: 0,
  isUrgent: false,
  targets,
  at,
  actorId: null,
});
const promised = (withinMs: number, at: number): TicketEvent => ({
  type: 'PromiseMade',
  metric: 'firstResponse',
  withinMs,
  at,
  actorId: agentId,
});

const timerOf = (ticket: Ticket, metric: Metric): SlaTimer => {
  const timer = ticket.timers.findLast((each) => each.metric === metric);
  if (timer === undefined) throw new Error(`no ${metric}`);
  return timer;
};
const first = (ticket: Ticket): SlaTimer => timerOf(ticket, 'firstResponse');
const dueAts = ({ timers }: Ticket) => timers.map(({ metric, dueAt }) => [metric, dueAt]);

describe('a changed severity', () => {
  it('recomputes every running deadline from its start', () => {
    const ticket = ticketAfter(changed('high', targetsOf(8, 40), monday10 + hours(2)));
    expect(ticket).toMatchObject({ severity: 'high', targets: targetsOf(8, 40) });
    expect(first(ticket).dueAt).toBe(monday10 + hours(8));
  });

  it('whose new deadline is past shows it honestly, and dates the breach to the change', () => {
    const at = monday10 + hours(3);
    const ticket = ticketAfter(changed('critical', tighter, at));
    const judged = evolve(
      ticket,
      { type: 'SlaBreached', metric: 'firstResponse', dueAt: monday10 + hours(1), at: at + 1, actorId: null },
      calendars,
    );
    expect(first(judged)).toMatchObject({ dueAt: monday10 + hours(1), breachedAt: at });
  });

  it('keeps the pauses that were before it', () => {
    const before = ticketAfter(
      pended(monday10 + hours(1)),
      resumed(monday10 + hours(2)),
      changed('high', targetsOf(8, 5), monday10 + hours(3)),
    );
    expect(timerOf(before, 'resolution').dueAt).toBe(monday10 + hours(6));
  });

  it('leaves an answered clock as it was judged', () => {
    const ticket = ticketAfter(
      replied('Looking', monday10 + hours(2)),
      changed('critical', tighter, monday10 + hours(3)),
    );
    expect(first(ticket)).toMatchObject({ metAt: monday10 + hours(2), breachedAt: null });
  });

  it('and back again restores every deadline', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 300 }),
        (firstHours, resolutionHours, afterMinutes) => {
          const at = monday10 + minutes(afterMinutes);
          const other = targetsOf(firstHours, resolutionHours);
          const there = ticketAfter(changed('high', other, at), changed('critical', original, at + 1));
          expect(dueAts(there)).toEqual(dueAts(ticketAfter()));
        },
      ),
    );
  });

  it('to one without a target ends that clock, and a new promise of the plan runs from the beginning', () => {
    const { resolution: _, ...withoutResolution } = original;
    const without = ticketAfter(changed('low', withoutResolution, monday10 + hours(1)));
    expect(timerOf(without, 'resolution').cancelledAt).toBe(monday10 + hours(1));
    const again = evolve(without, changed('critical', original, monday10 + hours(2)), calendars);
    expect(timerOf(again, 'resolution')).toMatchObject({
      cancelledAt: null,
      dueAt: timerOf(ticketAfter(), 'resolution').dueAt,
    });
  });

  it('starts no first response anew once somebody has answered', () => {
    const { firstResponse: _, ...withoutFirst } = original;
    const answered = ticketAfter(
      opened({ targets: withoutFirst }),
      replied('Looking', monday10 + hours(1)),
      changed('high', original, monday10 + hours(2)),
    );
    expect(answered.timers.map(({ metric }) => metric)).not.toContain('firstResponse');
  });
});

describe('reminders of a deadline that moved', () => {
  const at = monday10 + hours(5);
  const after50 = [reminded('50%', monday10 + hours(3)), reminded('80%', at - 1)];

  it('are posted anew when it moved later', () => {
    expect(ticketAfter(...after50, retargeted(targetsOf(20, 24), at)).remindersSent).toEqual([]);
  });

  it('are not repeated after a pause, which moves it later too', () => {
    const fifty = { ...reminded('50%', monday10 + hours(1)), metric: 'resolution' as const };
    const ticket = ticketAfter(fifty, pended(monday10 + hours(2)), resumed(monday10 + hours(3)));
    expect(ticket.remindersSent).toEqual(['resolution:50%']);
  });

  it('are not repeated when it moved nearer', () => {
    expect(ticketAfter(...after50, retargeted(targetsOf(5, 24), at)).remindersSent).toEqual([
      'firstResponse:50%',
      'firstResponse:80%',
    ]);
  });
});

describe('a changed configuration', () => {
  const desk = { now: monday10 + hours(1), actor: { id: null, role: 'desk' as const } };

  it('is written down only where it changes what the ticket was promised', () => {
    const ticket = ticketAfter();
    expect(decide(ticket, retarget({ ...original }), desk)).toEqual({
      ok: true,
      value: [],
    });
    expect(decide(ticket, retarget(tighter), desk)).toMatchObject({
      value: [{ type: 'TargetsChanged', targets: tighter }],
    });
  });

  it('leaves finished tickets alone', () => {
    const done = ticketAfter(resolved(null, monday10 + hours(1)));
    expect(decide(done, retarget(tighter), desk)).toEqual({ ok: true, value: [] });
  });

  it('is nobody’s to bring about but the desk’s', () => {
    const agent = { now: monday10, actor: { id: agentId, role: 'agent' as const } };
    expect(decide(ticketAfter(), retarget(tighter), agent)).toMatchObject({
      error: { code: 'notAllowed' },
    });
  });

  it.each([
    ['another time', { firstResponse: office(7) }],
    ['another calendar', { firstResponse: { ...office(6), calendar: 'always' } }],
    ['a phone line', { firstResponse: { ...office(6), afterHours: 'phone' as const } }],
    ['one promise less', {}],
  ])('is noticed where it is %s', (_, targets) => {
    expect(sameTargets({ firstResponse: office(6) }, targets)).toBe(false);
    expect(sameTargets(targets, { ...targets })).toBe(true);
  });
});

describe('a promise', () => {
  const owed = opened({ severity: 'high', targets: { firstResponse: office(null) } });
  const agent = (at: number) => ({ now: at, actor: { id: agentId, role: 'agent' as const } });

  it('is owed where the plan leaves the time to the agent, until it is made or the answer given', () => {
    expect(owesPromise(ticketAfter(owed))).toBe(true);
    expect(first(ticketAfter(owed)).dueAt).toBeNull();
    expect(owesPromise(ticketAfter(owed, promised(hours(4), monday10 + hours(1))))).toBe(false);
    expect(owesPromise(ticketAfter(owed, replied('Looking', monday10 + hours(1))))).toBe(false);
  });

  it('counts from when it was made, and a later one replaces it', () => {
    const at = monday10 + hours(1);
    const once = ticketAfter(owed, promised(hours(2), at));
    expect(first(once).dueAt).toBe(at + hours(2));
    const twice = evolve(once, promised(hours(4), at + minutes(30)), calendars);
    expect(first(twice).dueAt).toBe(at + minutes(30) + hours(4));
  });

  it('is made for the clock that waits for it', () => {
    expect(decide(ticketAfter(owed), { type: 'promise', withinMs: hours(4) }, agent(monday10))).toMatchObject(
      {
        value: [{ type: 'PromiseMade', metric: 'firstResponse', withinMs: hours(4) }],
      },
    );
  });

  it.each([
    ['its plan fixes the time', ticketAfter()],
    ['it has been answered', ticketAfter(owed, replied('Looking'))],
  ])('cannot be made where %s', (_, ticket) => {
    expect(decide(ticket, { type: 'promise', withinMs: hours(4) }, agent(monday10))).toMatchObject({
      error: { code: 'promiseNotOwed', reference: 'ACME-118' },
    });
  });

  it('is held again when the answer that met it did not arrive', () => {
    const ticket = ticketAfter(
      owed,
      promised(hours(2), monday10),
      replied('Looking', monday10 + hours(1)),
      undelivered('Looking', monday10 + hours(1) + 1),
    );
    expect(first(ticket)).toMatchObject({ metAt: null, dueAt: monday10 + hours(2) });
  });
});

describe('the new acts', () => {
  const requester = { now: monday10, actor: { id: requesterId, role: 'requester' as const } };

  it.each([
    { type: 'severity', severity: 'low', targets: {} },
    { type: 'promise', withinMs: 1 },
    { type: 'hold' },
  ] as const)('$type is for agents', (command) => {
    expect(decide(ticketAfter(), command, requester)).toMatchObject({ error: { code: 'notAllowed' } });
  });

  it('holding pauses the resolution until work goes on', () => {
    const held: TicketEvent = { type: 'TicketHeld', at: monday10 + hours(1), actorId: agentId };
    const ticket = ticketAfter(held);
    expect(ticket.status).toBe('on_hold');
    const again = evolve(ticket, resumed(monday10 + hours(2)), calendars);
    const undisturbed = timerOf(ticketAfter(), 'resolution').dueAt ?? 0;
    expect(timerOf(again, 'resolution').dueAt).toBe(undisturbed + hours(1));
  });
});
