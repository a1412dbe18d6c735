// Priority incidents and ends without an answer, as agents and requesters read them.
import { describe, expect, it } from 'vitest';
import { type EventOf, refundReasons, type TicketEvent } from '../../../src/domain/events.ts';
import { languages } from '../../../src/domain/language.ts';
import { format } from '../../../src/messages/format.ts';
import { facts, presenter, reference, say, told } from '../../builders/facts.ts';
import { anna } from '../../builders/people.ts';
import { agentId, monday10, ticketAfter } from '../../builders/ticket.ts';
import { textOf } from '../../support/views.ts';

const stamp = { at: monday10, actorId: agentId };
const name = anna.name;
const spent = (remaining: number): EventOf<'PriorityIncidentSpent'> => ({
  type: 'PriorityIncidentSpent',
  contractId: 'c1',
  year: 1,
  remaining,
  ...stamp,
});
const refunded = (reason: (typeof refundReasons)[number]): EventOf<'PriorityIncidentRefunded'> => ({
  type: 'PriorityIncidentRefunded',
  contractId: 'c1',
  year: 1,
  reason,
  ...stamp,
});
const spam: TicketEvent = { type: 'TicketMarkedSpam', ...stamp };
const merged: TicketEvent = { type: 'TicketMerged', intoId: 't7', into: 'ACME-7', ...stamp };
const absorbed: TicketEvent = { type: 'DuplicateMerged', fromId: 't9', from: 'ACME-9', ...stamp };

describe('agents read', () => {
  it.each<[string, TicketEvent, string]>([
    ['spam', spam, format('en', 'spam.agents', { name, reference })],
    ['where it goes on', merged, format('en', 'merged.agents', { name, reference, into: 'ACME-7' })],
    ['what came in', absorbed, format('en', 'absorbed.agents', { name, reference, from: 'ACME-9' })],
    ['what was used', spent(2), format('en', 'spent.agents', { name, reference, remaining: 2 })],
    ['what was given back', refunded('spam'), format('en', 'refunded.agents', { reference, reason: 'spam' })],
  ])('of %s, with who did it', (_, event, text) => {
    expect(say('agents', event)).toBe(text);
  });
});

describe('a requester reads', () => {
  it('nothing of spam, of what it gave back, nor of what came into their ticket', () => {
    for (const event of [spam, refunded('spam'), absorbed]) expect(say('requester', event)).toBeNull();
  });

  it('where their ticket goes on', () => {
    expect(say('requester', merged)).toBe(format('en', 'merged.requester', { reference, into: 'ACME-7' }));
  });

  it.each(languages)('in %s how many are left until when', (language) => {
    const read = (remaining: number, renewsOn: string | null) => {
      const known = facts('requester', ticketAfter(), spent(remaining), { renewsOn });
      const view = presenter.present(told, { ...known, reader: { ...known.reader, language } });
      return view && textOf(view);
    };
    expect(read(3, '2027-03-01')).toContain('3');
    expect(read(3, '2027-03-01')).toContain('2027');
    expect(read(0, '2027-03-01')).not.toContain('0 ');
    expect(read(3, null)).toBe(format(language, 'spent.requesterPlain', { reference, remaining: 3 }));
  });

  it('why one was given back, another word for each reason', () => {
    const reasons = refundReasons.filter((reason) => reason !== 'spam');
    const texts = reasons.map((reason) => say('requester', refunded(reason)));
    expect(new Set(texts).size).toBe(reasons.length);
    for (const text of texts) expect(text).toContain(reference);
  });
});
