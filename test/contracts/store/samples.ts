// Rows for the contract's tests, each unlike every other, so that tests can share one database.
import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { PlatformUser } from '../../../src/app/inbound.ts';
import type { Conversation, Draft, NewConversation, Person, Store } from '../../../src/app/ports.ts';
import type { EventOf, TicketEvent } from '../../../src/domain/events.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import type { SlaTimer } from '../../../src/domain/sla/timers.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';

/** Half past eight on a Monday, with milliseconds that a store must not lose. */
export const monday: Instant = Date.UTC(2026, 0, 12, 8, 30, 0, 123);

export const ids = uuidIds(systemClock);
export const unique = (what: string): string => `${what}-${randomBytes(6).toString('hex')}`;

export function aUser(change: Partial<PlatformUser> = {}): PlatformUser {
  return {
    platform: 'slack',
    userId: unique('U'),
    name: 'Anna Orlova',
    handle: unique('anna'),
    languageTag: 'ru-RU',
    timezone: 'Europe/Moscow',
    ...change,
  };
}

export const aPerson = (store: Store, change: Partial<PlatformUser> = {}): Promise<Person> =>
  store.transaction((tx) => tx.people.identify(aUser(change)));

export function aPlace(change: Partial<NewConversation> = {}): NewConversation {
  return {
    side: 'requester',
    platform: 'telegram',
    chat: unique('chat'),
    thread: null,
    form: 'flat',
    personId: null,
    ...change,
  };
}

export const aConversation = (store: Store, change: Partial<NewConversation> = {}): Promise<Conversation> =>
  store.transaction((tx) => tx.conversations.open(aPlace(change)));

export function aTimer(change: Partial<SlaTimer> = {}): SlaTimer {
  const dueAt = change.dueAt ?? null;
  const verdict = { dueAt, breachedAt: null, pastBreaches: [] };
  return {
    ...verdict,
    metric: 'firstResponse',
    startedAt: monday,
    withinMs: 3_600_000,
    promise: null,
    calendar: 'office',
    calls: [],
    pauses: [],
    changedAt: monday,
    clock: verdict,
    answers: [],
    metAt: null,
    closedAt: null,
    cancelledAt: null,
    ...change,
  };
}

export function aTicket(requester: Person, change: Partial<Ticket> = {}): Ticket {
  return {
    id: ids.next(),
    reference: unique('ACME'),
    queue: 'support',
    plan: 'standard',
    severity: 'medium',
    status: 'new',
    requesterId: requester.id,
    assigneeId: null,
    acknowledgements: ['firstResponse:1'],
    description: 'Не открывается отчёт 📄\nсовсем',
    requestedAt: monday - 1,
    openedAt: monday,
    acknowledgedAt: null,
    resolvedAt: null,
    closedAt: null,
    outcome: null,
    updatedAt: monday,
    targets: {},
    timers: [],
    remindersSent: [],
    replyIds: [],
    version: 1,
    ...change,
  };
}

export const openingOf = (ticket: Ticket): EventOf<'TicketOpened'> => ({
  type: 'TicketOpened',
  at: ticket.openedAt,
  actorId: ticket.requesterId,
  ticketId: ticket.id,
  reference: ticket.reference,
  queue: ticket.queue,
  plan: ticket.plan,
  severity: ticket.severity,
  requesterId: ticket.requesterId,
  opening: { messageId: 'm1', text: ticket.description, attachments: [] },
  requestedAt: ticket.requestedAt,
  targets: ticket.targets,
  follows: null,
});

/** Saves a new ticket with its opening event. */
export async function openTicket(
  store: Store,
  requester: Person,
  change: Partial<Ticket> = {},
): Promise<Ticket> {
  const ticket = aTicket(requester, change);
  await store.transaction((tx) => tx.tickets.save(ticket, [openingOf(ticket)]));
  return ticket;
}

export const claimedBy = (agent: Person): TicketEvent => ({
  type: 'TicketClaimed',
  at: monday + 1,
  actorId: agent.id,
});

export function aDraft(person: Person, conversation: Conversation, change: Partial<Draft> = {}): Draft {
  return {
    id: ids.next(),
    personId: person.id,
    conversationId: conversation.id,
    question: 'severity',
    messages: [{ messageId: 'm1', text: 'It is down', attachments: [], at: monday }],
    state: 'open',
    follows: null,
    ticketId: null,
    expiresAt: monday + 600_000,
    promptMessageId: null,
    ...change,
  };
}
