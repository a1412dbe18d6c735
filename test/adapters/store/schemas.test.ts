// The schemas of stored events, timers and targets say exactly what the domain's types say.
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { type slaTargets, slaTimer } from '../../../src/adapters/store/sla-schema.ts';
import { ticketEvent } from '../../../src/adapters/store/ticket-event-schema.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { SlaTargets } from '../../../src/domain/sla/targets.ts';
import type { SlaTimer } from '../../../src/domain/sla/timers.ts';
import { aTimer, monday } from '../../contracts/store/samples.ts';

/** The same type with nothing readonly and intersections merged, so that only what it holds is compared. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T;

test('the schemas and the domain’s types are equal, optional members included', () => {
  expectTypeOf<Plain<z.infer<typeof ticketEvent>>>().toEqualTypeOf<Plain<TicketEvent>>();
  expectTypeOf<Plain<z.infer<typeof slaTimer>>>().toEqualTypeOf<Plain<SlaTimer>>();
  expectTypeOf<Plain<z.infer<typeof slaTargets>>>().toEqualTypeOf<Plain<SlaTargets>>();
});

describe('a stored event', () => {
  const note = {
    type: 'NoteAdded',
    at: monday,
    actorId: null,
    message: { messageId: 'm', text: 'x', attachments: [] },
  } satisfies TicketEvent;

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

describe('a stored timer', () => {
  test('that says more than is known is refused, since saving it again would lose that', () => {
    expect(slaTimer.safeParse(aTimer()).success).toBe(true);
    expect(slaTimer.safeParse({ ...aTimer(), snoozedAt: monday }).success).toBe(false);
  });
});
