// A ticket's events in words, for agents and for the requester; what concerns agents alone has none for others.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/app/content.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import { format } from '../../../src/messages/format.ts';
import { facts, presenter, reference, say, told } from '../../builders/facts.ts';
import { anna, boris, ivan } from '../../builders/people.ts';
import {
  agentId,
  cancelled,
  claimed,
  closed,
  deleted,
  edited,
  monday10,
  noted,
  opened,
  otherAgentId,
  pended,
  reminded,
  reopened,
  replied,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
  wrote,
} from '../../builders/ticket.ts';
import { textOf } from '../../support/views.ts';

const assigned: TicketEvent = {
  type: 'TicketAssigned',
  assigneeId: otherAgentId,
  at: monday10,
  actorId: agentId,
};
const breached: TicketEvent = {
  type: 'SlaBreached',
  metric: 'firstResponse',
  dueAt: monday10,
  at: monday10,
  actorId: null,
};
const name = anna.name;

describe('an event', () => {
  it.each<[string, TicketEvent, string | null]>([
    ['opened', opened(), null],
    ['claimed', claimed(), format('en', 'claimed.agents', { name, reference })],
    ['assigned', assigned, format('en', 'assigned.agents', { name, reference, owner: boris.name })],
    ['written', wrote('And?'), `${format('en', 'written.heading', { name: ivan.name, reference })}: And?`],
    ['sent', replied('On it'), `${format('en', 'sent.heading', { name, reference })}: On it`],
    ['noted', noted('hm'), `${format('en', 'noted.heading', { name, reference })}: hm`],
    [
      'edited',
      edited('now', { saidAs: 'note' }),
      `${format('en', 'edited.heading', { name, reference })}: now`,
    ],
    [
      'its opening edited',
      edited('now', { saidAs: 'opening' }),
      `${format('en', 'edited.opening', { name, reference })}: now`,
    ],
    ['deleted', deleted(), format('en', 'deleted.words', { name, reference, at: 'today 10:00 Moscow time' })],
    ['pended', pended(), format('en', 'pended.agents', { name, reference })],
    ['resumed', resumed(), format('en', 'resumed.agents', { reference })],
    ['resolved', resolved(null), format('en', 'resolved.agents', { name, reference })],
    [
      'resolved with words',
      resolved('Fixed'),
      `${format('en', 'resolved.agents', { name, reference })}: Fixed`,
    ],
    ['reopened', reopened(), format('en', 'reopened.agents', { name, reference })],
    ['closed', closed(), format('en', 'closed.agents', { name, reference })],
    ['cancelled', cancelled('Spam'), format('en', 'cancelled.agents', { name, reference })],
    [
      'undelivered',
      undelivered('x'),
      format('en', 'undelivered.reply', { reference, reason: 'blocked by the user' }),
    ],
    ['breached', breached, null],
  ])('%s is told to agents with who did it', (_, event, text) => {
    expect(say('agents', event)).toBe(text);
  });

  it.each<[string, TicketEvent, string]>([
    [
      'a reply',
      replied('On it'),
      `${format('en', 'replied.heading', { name: 'Anna from Acme', reference })}: On it`,
    ],
    [
      'an edit that needs a message of its own',
      edited('now'),
      `${format('en', 'edited.heading', { name: 'Anna from Acme', reference })}: now`,
    ],
    ['waiting', pended(), format('en', 'pended.requester', { reference })],
    ['resolving', resolved(null), format('en', 'resolved.plain', { reference })],
    [
      'a last word',
      resolved('Fixed'),
      `${format('en', 'resolved.heading', { name: 'Anna from Acme', reference })}: Fixed`,
    ],
    ['reopening', reopened(), format('en', 'reopened.requester', { reference })],
    ['closing', closed(), format('en', 'closed.requester', { reference })],
    ['cancelling', cancelled('Spam'), format('en', 'cancelled.requester', { reference })],
  ])('such as %s is told to the requester under the name that agents have for them', (_, event, text) => {
    expect(say('requester', event)).toBe(text);
  });

  it('that concerns agents alone is never worded for a requester', () => {
    const secret = fc.string({ minLength: 1 });
    const internal = fc.oneof(
      secret.map((text) => noted(text)),
      secret.map((text) => undelivered(text)),
      secret.map((text) => edited(text, { saidAs: 'note' })),
      fc.constant(deleted({ saidAs: 'note' })),
      fc.constantFrom(claimed(), assigned, resumed(), breached, reminded('50%')),
    );
    fc.assert(
      fc.property(internal, (event) => {
        expect(say('requester', event)).toBeNull();
      }),
    );
  });

  it('of the desk itself carries the desk’s name', () => {
    expect(say('agents', { ...closed(), actorId: null })).toContain(format('en', 'people.desk'));
    expect(say('agents', { ...closed(), actorId: 'p-unknown' })).toContain(format('en', 'people.somebody'));
  });

  it('without its ticket says nothing', () => {
    expect(
      presenter.present(told, { ...facts('agents', ticketAfter(), claimed()), ticket: null }),
    ).toBeNull();
    expect(presenter.present(told, facts('agents', ticketAfter(), null))).toBeNull();
  });
});

describe('a message that did not arrive', () => {
  it('is told to the agents with the reason', () => {
    const content: Content = { kind: 'undelivered', deliveryId: 'd1' };
    const view = presenter.present(content, facts('agents', ticketAfter(), null, { failure: 'blocked' }));
    expect(view && textOf(view)).toBe(format('en', 'undelivered.other', { reference, reason: 'blocked' }));
  });
});

describe('words that were edited', () => {
  const short = wrote('the lamp is gren');
  const event = edited('the lamp is green', { saidAs: 'request' });
  const inPlace = (original: TicketEvent | null, changed = event, side: 'agents' | 'requester' = 'agents') =>
    presenter.edited(facts(side, ticketAfter(), changed, { original }));

  it('stand in the message that told them, with a sign, where that is long enough', () => {
    const view = inPlace(short);
    expect(view).toMatchObject({ kind: 'relay', text: 'the lamp is green' });
    expect(view?.kind === 'relay' && view.footer).toContain('Edited');
  });

  it('need a message of their own where they are or were too long for one, or have none to stand in', () => {
    const long = 'x'.repeat(5_000);
    expect(inPlace(wrote(long))).toBeNull();
    expect(inPlace(short, edited(long, { saidAs: 'request' }))).toBeNull();
    expect(inPlace(opened())).toBeNull();
    expect(inPlace(null)).toBeNull();
  });

  it('of a note are put into no message of the requester’s', () => {
    expect(inPlace(noted('secret'), edited('secret', { saidAs: 'note' }), 'requester')).toBeNull();
  });
});
