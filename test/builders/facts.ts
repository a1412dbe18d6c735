// What the views' tests are told: one ticket, the people it names, and whoever reads.
import type { Content } from '../../src/app/content.ts';
import type { Facts, Reader } from '../../src/app/ports.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { createPresenter } from '../../src/messages/views/presenter.ts';
import { textOf } from '../support/views.ts';
import { anna, aPerson, boris, ivan } from './people.ts';
import { aPolicy } from './policy.ts';
import { agentId, monday10, otherAgentId, requesterId, ticketAfter } from './ticket.ts';

export const policy = aPolicy();
export const people = new Map([
  [requesterId, aPerson(requesterId, ivan)],
  [agentId, aPerson(agentId, anna)],
  [otherAgentId, aPerson(otherAgentId, boris)],
]);
export const reference = 'ACME-118';

export const reader = (side: Reader['side'], change: Partial<Reader> = {}): Reader => ({
  side,
  language: 'en',
  timezone: 'Europe/Moscow',
  now: monday10,
  ...change,
});

export const facts = (
  side: Reader['side'],
  ticket: Ticket,
  event: TicketEvent | null,
  change = {},
): Facts => ({
  reader: reader(side),
  ticket,
  event,
  draft: null,
  choices: [],
  offer: { organisations: [], priorityLeft: null },
  reminders: [],
  people,
  failure: null,
  failedSequence: null,
  renewsOn: null,
  statement: null,
  organisation: null,
  duplicateOf: null,
  ...change,
});

export const presenter = createPresenter(policy);
export const told: Content = { kind: 'event', sequence: 1 };

/** The first line that this side reads of an event; null where it is not told. */
export const say = (side: Reader['side'], event: TicketEvent, ticket = ticketAfter()): string | null => {
  const view = presenter.present(told, facts(side, ticket, event));
  return view === null ? null : textOf(view);
};
