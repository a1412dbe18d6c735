// Rows for the contract's tests, each unlike every other, so that tests can share one database.
import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { PlatformUser } from '../../../src/app/inbound.ts';
import type { Conversation, Draft, NewConversation, Person, Store } from '../../../src/app/ports.ts';
import type { Contract, Organisation } from '../../../src/domain/contract/contract.ts';
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
    rank: 0,
    isUrgent: false,
    organisationId: null,
    contractId: null,
    requestType: 'incident',
    answers: [],
    stage: null,
    priority: null,
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
    paging: null,
    mergedInto: null,
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
  rank: ticket.rank,
  isUrgent: ticket.isUrgent,
  organisationId: ticket.organisationId,
  contractId: ticket.contractId,
  expiredOn: null,
  requestType: ticket.requestType,
  answers: ticket.answers,
  stage: ticket.stage,
  lacksPriority: false,
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

export function anOrganisation(change: Partial<Organisation> = {}): Organisation {
  return { id: ids.next(), key: unique('globex'), name: 'Globex «Восток» & Co', ...change };
}

/** Saves an organisation. */
export async function keptOrganisation(
  store: Store,
  change: Partial<Organisation> = {},
): Promise<Organisation> {
  const organisation = anOrganisation(change);
  await store.transaction((tx) => tx.organisations.save(organisation));
  return organisation;
}

export function aContract(organisation: Organisation, change: Partial<Contract> = {}): Contract {
  return {
    id: ids.next(),
    organisationId: organisation.id,
    plan: 'msa-start',
    startsOn: '2025-03-01',
    endsOn: '2028-02-29',
    contacts: [],
    ...change,
  };
}

/** Saves a contract, of an organisation of its own where none is given. */
export async function keptContract(store: Store, change: Partial<Contract> = {}): Promise<Contract> {
  const contract = aContract(await keptOrganisation(store), change);
  await store.transaction((tx) => tx.organisations.saveContract(contract));
  return contract;
}

export function aDraft(person: Person, conversation: Conversation, change: Partial<Draft> = {}): Draft {
  return {
    id: ids.next(),
    personId: person.id,
    conversationId: conversation.id,
    question: 'severity',
    choices: {
      requestType: 'incident',
      organisationId: null,
      severity: null,
      wantsPriority: null,
      answers: [],
      step: null,
    },
    messages: [{ messageId: 'm1', text: 'It is down', attachments: [], at: monday }],
    state: 'open',
    follows: null,
    ticketId: null,
    expiresAt: monday + 600_000,
    promptMessageId: null,
    ...change,
  };
}
