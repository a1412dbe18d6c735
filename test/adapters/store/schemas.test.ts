// The schemas of stored events, timers and targets say exactly what the domain's types say.
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { slaTargets, slaTimer } from '../../../src/adapters/store/sla-schema.ts';
import { ticketEvent } from '../../../src/adapters/store/ticket-event-schema.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { SlaTargets } from '../../../src/domain/sla/targets.ts';
import type { SlaTimer } from '../../../src/domain/sla/timers.ts';
import { aTimer, monday } from '../../contracts/store/samples.ts';
import { asked, played } from '../../domain/anything-asked.ts';

/** The same type with nothing readonly and intersections merged, so that only what it holds is compared. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T;

test('the schemas and the domain’s types are equal, optional members included', () => {
  expectTypeOf<Plain<z.infer<typeof ticketEvent>>>().toEqualTypeOf<Plain<TicketEvent>>();
  expectTypeOf<Plain<z.infer<typeof slaTimer>>>().toEqualTypeOf<Plain<SlaTimer>>();
  expectTypeOf<Plain<z.infer<typeof slaTargets>>>().toEqualTypeOf<Plain<SlaTargets>>();
});

const note = {
  type: 'NoteAdded',
  at: monday,
  actorId: null,
  message: { messageId: 'm', text: 'x', attachments: [] },
} satisfies TicketEvent;

describe('a stored event', () => {
  test('is read as it is', () => {
    expect(ticketEvent.parse(note)).toEqual(note);
  });

  test.each([
    ['of an unknown type', { ...note, type: 'NoteRemoved' }],
    ['that says more than is known, since it would be lost', { ...note, urgent: true }],
    ['whose message says more than is known', { ...note, message: { ...note.message, html: '<b>' } }],
    ['that says less', { type: 'NoteAdded', at: monday, actorId: null }],
    ['with a time that is none', { ...note, at: '2026-01-12' }],
  ])('%s is refused', (_title, stored) => {
    expect(ticketEvent.safeParse(stored).success).toBe(false);
  });
});

test('whatever is asked of a ticket, its log, clocks and targets are read as they were stored', () => {
  const stored = <T>(plain: T): unknown => JSON.parse(JSON.stringify(plain));
  const property = fc.property(asked, (sequence) => {
    const { ticket, log } = played(sequence);
    for (const event of log) expect(ticketEvent.parse(stored(event))).toEqual(event);
    for (const timer of ticket.timers) expect(slaTimer.parse(stored(timer))).toEqual(timer);
    expect(slaTargets.parse(stored(ticket.targets))).toEqual(ticket.targets);
  });
  fc.assert(property, { numRuns: 200 });
});

describe('an event from before there were contracts', () => {
  const old = { at: monday, actorId: null, targets: {} };

  test('that opened a ticket reads as an incident of nobody’s organisation', () => {
    const opened = {
      ...old,
      type: 'TicketOpened',
      ticketId: 't1',
      reference: 'ACME-1',
      queue: 'support',
      plan: 'standard',
      severity: 'high',
      requesterId: 'p1',
      opening: note.message,
      requestedAt: monday,
      follows: null,
    };
    expect(ticketEvent.parse(opened)).toEqual({
      ...opened,
      rank: 0,
      isUrgent: false,
      organisationId: null,
      contractId: null,
      expiredOn: null,
      requestType: 'incident',
      answers: [],
      stage: null,
      lacksPriority: false,
    });
  });

  test('that changed targets reads as one of a plan without a rank', () => {
    const changed = { ...old, type: 'TargetsChanged' };
    expect(ticketEvent.parse(changed)).toEqual({ ...changed, rank: 0, isUrgent: false });
  });
});

describe('a stored timer', () => {
  test('that says more than is known is refused, since saving it again would lose that', () => {
    expect(slaTimer.safeParse(aTimer()).success).toBe(true);
    expect(slaTimer.safeParse({ ...aTimer(), snoozedAt: monday }).success).toBe(false);
  });
});
