// Which ticket comes first, rule by rule: each decides only where those before it do not.
import { expect, it } from 'vitest';
import { byPrecedence } from '../../src/domain/precedence.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { monday10, opened, replied, ticketAfter } from '../builders/ticket.ts';
import { hours, minutes } from './sla/given.ts';

const aTicket = (change: Partial<Ticket> = {}): Ticket => ({ ...ticketAfter(), ...change });
const late = ticketAfter(
  opened({ targets: { firstResponse: { withinMs: hours(20), calendar: 'office' } } }),
).timers;
const priority = { contractId: 'c1', year: 1 };

it.each<[string, Ticket, Ticket]>([
  ['an urgent one before a higher plan', aTicket({ isUrgent: true }), aTicket({ rank: 99 })],
  ['a higher plan before a priority incident', aTicket({ rank: 10 }), aTicket({ priority })],
  [
    'a priority incident before a severer one',
    aTicket({ priority, severity: 'low' }),
    aTicket({ severity: 'critical' }),
  ],
  [
    'a severer one before an earlier deadline',
    aTicket({ severity: 'critical', timers: late }),
    aTicket({ severity: 'high' }),
  ],
  [
    'an earlier deadline before an older one',
    aTicket({ openedAt: monday10 + minutes(5) }),
    aTicket({ timers: late, openedAt: monday10 }),
  ],
  ['a deadline before none', aTicket({ timers: late }), aTicket({ timers: [] })],
  ['one that waits before one that was answered', aTicket(), answered()],
  [
    'of two without deadline the older',
    aTicket({ timers: [], openedAt: 1 }),
    aTicket({ timers: [], openedAt: 2 }),
  ],
  ['of equals the one made first', aTicket({ id: 'a' }), aTicket({ id: 'b' })],
])('%s', (_, first, second) => {
  expect([second, first].sort(byPrecedence)).toEqual([first, second]);
  expect([first, second].sort(byPrecedence)).toEqual([first, second]);
});

/** Answered, and without a target for the solution. */
function answered(): Ticket {
  const only = opened({ targets: { firstResponse: { withinMs: hours(1), calendar: 'office' } } });
  return ticketAfter(only, replied('On it'));
}
