// Phone calls on a ticket: what they do to its clocks, and the search for whoever is on call.
import { describe, expect, it } from 'vitest';
import type { TicketCommand } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { EventOf, TicketEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Account, Ticket } from '../../src/domain/ticket.ts';
import {
  agentId,
  claimed,
  closed,
  opened,
  replied,
  requesterId,
  resolved,
  ticketAfter,
  undelivered,
} from '../builders/ticket.ts';
import { calendars, hours, minutes, moscow } from './sla/given.ts';

/** Opened on a Friday at 17:40: twenty minutes count before the weekend, and the rest is due on Monday at 14:40. */
const friday = moscow('2026-02-06 17:40');
const saturday = moscow('2026-02-07 21:40');
const critical = { withinMs: hours(6), calendar: 'office', afterHours: 'phone' } as const;
const resolution = { withinMs: hours(24), calendar: 'office' } as const;
const onFriday = opened({ requestedAt: friday, targets: { firstResponse: critical, resolution } }, friday);

const called = (change: Partial<EventOf<'CallLogged'>> = {}): EventOf<'CallLogged'> => ({
  type: 'CallLogged',
  caller: 'Anna',
  phone: '+74950000000',
  calledAt: saturday,
  calendar: 'always',
  needsPaging: true,
  at: saturday,
  actorId: agentId,
  ...change,
});
const paged = (...accounts: Account[]): TicketEvent => ({
  type: 'OnCallPaged',
  accounts,
  at: saturday + 1,
  actorId: null,
});
const answered: TicketEvent = { type: 'PageAcknowledged', at: saturday + minutes(5), actorId: agentId };
const one: Account = { platform: 'slack', userId: 'U1' };
const two: Account = { platform: 'telegram', userId: '2' };
const first = ({ timers }: Ticket) => timers.find(({ metric }) => metric === 'firstResponse');

const agent = (now: number) => ({ now, actor: { id: agentId, role: 'agent' as const } });
const desk = { now: saturday + minutes(10), actor: { id: null, role: 'desk' as const } };
const { type: _type, at: _at, actorId: _by, ...facts } = called();
const call: TicketCommand = { type: 'call', ...facts };

describe('a call', () => {
  it('counts what was worked before it on the old hours, and the rest around the clock', () => {
    expect(first(ticketAfter(onFriday))?.dueAt).toBe(moscow('2026-02-09 14:40'));
    expect(first(ticketAfter(onFriday, called()))?.dueAt).toBe(saturday + hours(6) - minutes(20));
  });

  it('counts from when it came, not from when it was logged', () => {
    const late = called({ at: moscow('2026-02-08 00:00') });
    expect(first(ticketAfter(onFriday, late))?.dueAt).toBe(saturday + hours(6) - minutes(20));
  });

  it('moves no clock of what is not handled by phone, nor any without that calendar', () => {
    const before = ticketAfter(onFriday);
    const after = ticketAfter(onFriday, called());
    const due = ({ timers }: Ticket) => timers.find(({ metric }) => metric === 'resolution')?.dueAt;
    expect(due(after)).toBe(due(before));
    expect(first(ticketAfter(onFriday, called({ calendar: null })))?.dueAt).toBe(first(before)?.dueAt);
  });

  it('keeps both pieces when the target is changed afterwards', () => {
    const changed: TicketEvent = {
      type: 'TargetsChanged',
      targets: { firstResponse: { ...critical, withinMs: hours(8) }, resolution },
      rank: 10,
      isUrgent: false,
      at: saturday + minutes(30),
      actorId: null,
    };
    expect(first(ticketAfter(onFriday, called(), changed))?.dueAt).toBe(saturday + hours(8) - minutes(20));
  });

  it('still counts where the clock was done away with for a while', () => {
    const to = (severity: 'low' | 'critical', minute: number, targets: Ticket['targets']): TicketEvent => ({
      type: 'SeverityChanged',
      severity,
      targets,
      at: saturday + minutes(minute),
      actorId: agentId,
    });
    const by = [to('low', 10, { resolution }), to('critical', 20, { firstResponse: critical, resolution })];
    const { timers } = ticketAfter(onFriday, called(), ...by);
    expect(timers.findLast(({ metric }) => metric === 'firstResponse')?.dueAt).toBe(
      saturday + hours(6) - minutes(20),
    );
  });

  it('is no answer', () => {
    expect(first(ticketAfter(onFriday, called()))?.answers).toEqual([]);
  });

  it('is logged by an agent, of the past, on a ticket that is not finished', () => {
    expect(decide(ticketAfter(onFriday), call, agent(saturday))).toMatchObject({
      ok: true,
      value: [{ type: 'CallLogged', phone: '+74950000000', actorId: agentId }],
    });
    expect(decide(ticketAfter(onFriday), call, agent(saturday - 1))).toMatchObject({
      error: { code: 'callInFuture' },
    });
    expect(decide(ticketAfter(onFriday, closed(saturday)), call, agent(saturday))).toMatchObject({
      error: { code: 'wrongStatus' },
    });
    const requester = { now: saturday, actor: { id: requesterId, role: 'requester' as const } };
    expect(decide(ticketAfter(onFriday), call, requester)).toMatchObject({ error: { code: 'notAllowed' } });
  });
});

describe('the search for whoever is on call', () => {
  const page = (ticket: Ticket, ...accounts: Account[]) => decide(ticket, { type: 'page', accounts }, desk);
  const searching = ticketAfter(onFriday, called());

  it('begins with a call out of hours, and with none in hours', () => {
    expect(searching.paging).toEqual({ since: saturday, rounds: [], acknowledgedAt: null });
    expect(ticketAfter(onFriday, called({ needsPaging: false })).paging).toBeNull();
  });

  it('remembers its rounds in their order', () => {
    expect(ticketAfter(onFriday, called(), paged(one), paged(one, two)).paging?.rounds).toEqual([
      [one],
      [one, two],
    ]);
  });

  it('is joined by a second call, and begun anew by one after its end', () => {
    const again = called({ at: saturday + minutes(20) });
    expect(ticketAfter(onFriday, called(), paged(one), again).paging?.rounds).toEqual([[one]]);
    const anew = { since: again.at, rounds: [], acknowledgedAt: null };
    expect(ticketAfter(onFriday, called(), paged(one), answered, again).paging).toEqual(anew);
    expect(ticketAfter(onFriday, called(), paged(one), paged(), again).paging).toEqual(anew);
  });

  it.each<[string, TicketEvent]>([
    ['an acknowledgement', answered],
    ['a claim', claimed(saturday + minutes(5))],
    ['an answer', replied('On it', saturday + minutes(5))],
  ])('ends with %s', (_, event) => {
    const ticket = ticketAfter(onFriday, called(), paged(one), event);
    expect(ticket.paging?.acknowledgedAt).toBe(saturday + minutes(5));
    expect(page(ticket, two)).toEqual({ ok: true, value: [] });
  });

  it('goes on after an answer that was written before the call', () => {
    const ticket = ticketAfter(onFriday, called(), replied('Looking', saturday - 1));
    expect(ticket.paging?.acknowledgedAt).toBeNull();
  });

  it('stays ended when that answer is not delivered', () => {
    const ticket = ticketAfter(
      onFriday,
      called(),
      replied('On it', saturday + 2),
      undelivered('On it', saturday + 3),
    );
    expect(ticket.paging?.acknowledgedAt).toBe(saturday + 2);
  });

  it('records nothing once it is over, was never begun, or the ticket is finished', () => {
    for (const ticket of [
      ticketAfter(onFriday),
      ticketAfter(onFriday, called(), paged()),
      ticketAfter(onFriday, called(), resolved(null, saturday)),
    ])
      expect(page(ticket, one)).toEqual({ ok: true, value: [] });
    expect(page(searching, one)).toMatchObject({ value: [{ type: 'OnCallPaged', accounts: [one] }] });
  });

  it('is not led by people: only the desk pages', () => {
    expect(decide(searching, { type: 'page', accounts: [one] }, agent(desk.now))).toMatchObject({
      error: { code: 'notAllowed' },
    });
  });

  it('is acknowledged once', () => {
    const acknowledge: TicketCommand = { type: 'acknowledgePage' };
    const decision = decide(searching, acknowledge, agent(desk.now));
    if (!decision.ok) throw new Error(decision.error.code);
    expect(decision.value).toMatchObject([{ type: 'PageAcknowledged', actorId: agentId }]);
    const after = decision.value.reduce((ticket, event) => evolve(ticket, event, calendars), searching);
    expect(decide(after, acknowledge, agent(desk.now))).toEqual({ ok: true, value: [] });
    expect(decide(ticketAfter(onFriday), acknowledge, agent(desk.now))).toEqual({ ok: true, value: [] });
  });
});

describe('two promises that are owed', () => {
  const owed = { withinMs: null, calendar: 'office' } as const;
  const both = opened({ requestedAt: friday, targets: { firstResponse: owed, resolution: owed } }, friday);
  const promise = (withinMs: number): TicketCommand => ({ type: 'promise', withinMs });
  const made = (ticket: Ticket, withinMs: number): Ticket => {
    const decision = decide(ticket, promise(withinMs), agent(friday + minutes(1)));
    if (!decision.ok) throw new Error(decision.error.code);
    return decision.value.reduce((now, event) => evolve(now, event, calendars), ticket);
  };

  it('are made one after the other, and then the first is replaced', () => {
    const once = made(ticketAfter(both), hours(1));
    const promisesOf = ({ timers }: Ticket) => timers.map((timer) => timer.promise?.withinMs ?? null);
    expect(promisesOf(once)).toEqual([hours(1), null]);
    expect(promisesOf(made(once, hours(9)))).toEqual([hours(1), hours(9)]);
    expect(promisesOf(made(made(once, hours(9)), hours(2)))).toEqual([hours(2), hours(9)]);
  });

  it('leave behind no acknowledgement that would silence the deadline', () => {
    const seen: TicketEvent = {
      type: 'ReminderAcknowledged',
      metric: 'firstResponse',
      level: 2,
      at: friday,
      actorId: agentId,
    };
    const silent = ticketAfter(both, seen);
    expect(silent.acknowledgements).toEqual(['firstResponse:2']);
    expect(made(silent, hours(1)).acknowledgements).toEqual([]);
  });
});
