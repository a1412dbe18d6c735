// What holds for a ticket's priority incident, whoever takes it and gives it back in whatever order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { severities } from '../../src/domain/ticket.ts';
import { agentId, monday10, opened, requesterId, ticketAfter } from '../builders/ticket.ts';
import { calendars } from './sla/given.ts';

const { targets } = opened();
const commands: fc.Arbitrary<TicketCommand> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('prioritise' as const),
      balance: fc.record({
        contractId: fc.constant('c1'),
        year: fc.integer({ min: 1, max: 3 }),
        remaining: fc.integer({ min: 0, max: 3 }),
      }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'standardise' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('severity' as const),
      severity: fc.constantFrom(...severities),
      targets: fc.constant(targets),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<TicketCommand>(
      { type: 'cancel', reason: null },
      { type: 'spam' },
      { type: 'resolve', message: null, at: monday10 },
      { type: 'reopen' },
      {
        type: 'merge',
        into: { id: 't2', reference: 'ACME-7', status: 'open', requesterId, organisationId: null },
      },
    ),
  },
);
const actors: fc.Arbitrary<Actor> = fc.constantFrom(
  { id: agentId, role: 'agent' },
  { id: requesterId, role: 'requester' },
);

/** What a ticket took from its quota and gave back, and whether it uses one in the end. */
function played(sequence: readonly (readonly [Actor, TicketCommand])[]) {
  let ticket = ticketAfter();
  const log: TicketEvent[] = [];
  for (const [actor, command] of sequence) {
    const decision = decide(ticket, command, { now: monday10, actor });
    if (!decision.ok) continue;
    for (const event of decision.value) ticket = evolve(ticket, event, calendars);
    log.push(...decision.value);
  }
  const entries = log.filter(
    (event) => event.type === 'PriorityIncidentSpent' || event.type === 'PriorityIncidentRefunded',
  );
  return { ticket, entries };
}

const sequences = fc.array(fc.tuple(actors, commands), { minLength: 5, maxLength: 30 });

describe('the priority incident of a ticket', () => {
  it('is taken and given back in turns, each to the year that it came from', () => {
    let refunds = 0;
    fc.assert(
      fc.property(sequences, (sequence) => {
        const { ticket, entries } = played(sequence);
        entries.forEach((entry, index) => {
          const isSpent = index % 2 === 0;
          expect(entry.type).toBe(isSpent ? 'PriorityIncidentSpent' : 'PriorityIncidentRefunded');
          if (isSpent) return;
          refunds += 1;
          expect(entry.year).toBe(entries[index - 1]?.year);
        });
        expect(ticket.priority === null).toBe(entries.length % 2 === 0);
      }),
      { numRuns: 500 },
    );
    expect(refunds, 'the property is about something').toBeGreaterThan(100);
  });

  it('is taken by the requester alone and given back by agents alone, and never below none', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        for (const entry of played(sequence).entries) {
          const isSpent = entry.type === 'PriorityIncidentSpent';
          expect(entry.actorId).toBe(isSpent ? requesterId : agentId);
          if (isSpent) expect(entry.remaining).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
