// Whom the desk tells what of each event.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Effect, effectsOf, type Origin } from '../../src/app/effects.ts';
import type { Conversation, Side } from '../../src/app/ports.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { aPolicy } from '../builders/policy.ts';
import {
  agentId,
  cancelled,
  claimed,
  closed,
  monday10,
  noted,
  opened,
  pended,
  reminded,
  reopened,
  replied,
  requesterId,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
  wrote,
} from '../builders/ticket.ts';

const aConversation = (id: string, side: Side): Conversation => ({
  id,
  side,
  platform: 'slack',
  chat: id,
  thread: null,
  form: 'thread',
  personId: null,
  cardMessageId: null,
});

const conversations = [
  aConversation('customer', 'requester'),
  aConversation('agents', 'agents'),
  aConversation('agents-2', 'agents'),
];

const breached: TicketEvent = {
  type: 'SlaBreached',
  metric: 'firstResponse',
  dueAt: monday10,
  at: monday10,
  actorId: null,
};

const happened = (event: TicketEvent, origin: Origin | null = null): readonly Effect[] =>
  effectsOf({ event, sequence: 7, ticket: ticketAfter(), conversations, origin, policy: aPolicy() });

/** `customer: event`, `agents: card`, `agents: note on m1`, `p-anna and leads: event`. */
const inWords = (effects: readonly Effect[]): readonly string[] =>
  effects.map((effect) => {
    if (effect.kind === 'page') return `page of round ${effect.round}`;
    const { content } = effect;
    const what = content.kind === 'mark' ? `${content.mark} on ${content.messageId}` : content.kind;
    return `${addressee(effect)}: ${what}`;
  });

function addressee(effect: Exclude<Effect, { kind: 'page' }>): string {
  if (effect.kind === 'tell') return effect.conversationId;
  const { personId, leadsToo } = effect;
  return [personId, leadsToo ? 'leads' : null].filter((each) => each !== null).join(' and ');
}

const cards = ['agents: card', 'agents-2: card'];
const agents = ['agents: event', 'agents-2: event'];

describe('an event is told', () => {
  it.each<[string, TicketEvent, readonly string[]]>([
    ['opening: to the customer, and by a card', opened(), [...cards, 'customer: event']],
    ['claiming: among the agents', claimed(), [...cards, ...agents]],
    [
      'assigning: among the agents',
      { type: 'TicketAssigned', assigneeId: 'p-boris', at: monday10, actorId: agentId },
      [...cards, ...agents],
    ],
    [
      'giving back: among the agents',
      { type: 'TicketUnclaimed', at: monday10, actorId: agentId },
      [...cards, ...agents],
    ],
    ['the customer’s words: to the agents', wrote('And?'), agents],
    [
      'a reply: to the customer, and to the agents’ threads',
      replied('Looking'),
      [...cards, 'customer: event', ...agents],
    ],
    ['a note: among the agents', noted('hm'), agents],
    ['a reply that did not arrive: to the agents', undelivered('Looking'), [...cards, ...agents]],
    ['waiting: to all', pended(), [...cards, ...agents, 'customer: event']],
    ['going on: to the agents', resumed(), [...cards, ...agents]],
    ['resolving: to all', resolved('Fixed'), [...cards, ...agents, 'customer: event']],
    ['reopening: to all', reopened(), [...cards, ...agents, 'customer: event']],
    ['closing: to all', closed(), [...cards, ...agents, 'customer: event']],
    ['cancelling: to all', cancelled('Spam'), [...cards, ...agents, 'customer: event']],
    ['a breach: on the card, its reminder says the rest', breached, cards],
    ['the first reminder: to the thread', reminded('50%'), agents],
    [
      'the second: to the leads too, as long as nobody has the ticket',
      reminded('80%'),
      [...agents, 'leads: event'],
    ],
    ['the last before the deadline: to the leads too', reminded('95%'), [...agents, 'leads: event']],
    ['a breach: to the leads too', reminded('+0m'), [...agents, 'leads: event']],
    ['what follows it: to the leads too', reminded('+2h'), [...agents, 'leads: event']],
  ])('%s', (_, event, told) => {
    expect(inWords(happened(event))).toEqual(told);
  });

  it('with the number it has in the log', () => {
    expect(happened(noted('hm'))).toContainEqual({
      kind: 'tell',
      conversationId: 'agents',
      content: { kind: 'event', sequence: 7 },
    });
  });

  it('by no message to a customer who did it and has their answer', () => {
    for (const event of [pended(), resolved(null), reopened(), closed(), cancelled(null)]) {
      const own = { ...event, actorId: requesterId };
      expect(inWords(happened(own))).toEqual([...cards, ...agents]);
    }
  });
});

it('a reminder reaches the owner of the ticket in person, and the leads once it is urgent', () => {
  const told = (step: string) =>
    inWords(
      effectsOf({
        event: reminded(step),
        sequence: 7,
        ticket: ticketAfter(claimed()),
        conversations: [],
        origin: null,
        policy: aPolicy(),
      }),
    );
  expect(told('50%')).toEqual([]);
  expect(told('80%')).toEqual([`${agentId}: event`]);
  expect(told('95%')).toEqual([`${agentId} and leads: event`]);
});

describe('a message that somebody wrote', () => {
  const inThread = { conversationId: 'agents', messageId: 'm1' };

  it('is marked where it stands with what it was, and its words go to the other threads', () => {
    expect(inWords(happened(noted('hm'), inThread))).toEqual(['agents: note on m1', 'agents-2: event']);
    expect(inWords(happened(replied('Looking'), inThread))).toEqual([
      ...cards,
      'customer: event',
      'agents: reply on m1',
      'agents-2: event',
    ]);
  });

  it('is marked as received for its requester, and relayed to every thread', () => {
    const origin = { conversationId: 'customer', messageId: 'm2' };
    expect(inWords(happened(wrote('And?'), origin))).toEqual([...agents, 'customer: received on m2']);
  });
});

it('no requester is ever told what is said among agents or by the clocks', () => {
  const internal = fc.constantFrom(
    noted('secret'),
    claimed(),
    resumed(),
    undelivered('x'),
    breached,
    reminded('95%'),
  );
  const origins = fc.constantFrom(null, { conversationId: 'agents', messageId: 'm1' });
  fc.assert(
    fc.property(internal, origins, (event, origin) => {
      expect(inWords(happened(event, origin)).filter((each) => each.startsWith('customer'))).toEqual([]);
    }),
  );
});
