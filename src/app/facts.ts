// Gathers what must be known to word a delivery.
import type { LocalDate } from '../domain/contract/contract.ts';
import { yearsLater } from '../domain/contract/local-date.ts';
import type { EventOf, TicketEvent } from '../domain/events.ts';
import type { Account, PersonId, Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import { offerFor } from './draft-choices.ts';
import type { DeskPolicy } from './policy.ts';
import type { Conversation, Delivery, Draft, Facts, Person, Reader, Repositories } from './ports.ts';
import { type LanguageOf, readerOf } from './reader.ts';
import { monthlyStatement } from './statement.ts';
import { backgroundOf } from './ticket-background.ts';

export interface FactsParts {
  readonly policy: DeskPolicy;
  readonly languageOf: LanguageOf;
}

/** How many of a person's tickets are offered to choose from. */
const choiceLimit = 8;

/** The facts for wording `delivery` to the people of `conversation` at `now`. */
export async function gatherFacts(
  repositories: Repositories,
  { policy, languageOf }: FactsParts,
  { conversation, delivery, now }: { conversation: Conversation; delivery: Delivery; now: number },
): Promise<Facts> {
  const { content, ticketId } = delivery;
  const ticket = ticketId === null ? null : await repositories.tickets.find({ id: ticketId });
  const event =
    'sequence' in content && ticket !== null
      ? await repositories.tickets.event(ticket.id, content.sequence)
      : null;
  const draft = content.kind === 'draft' ? await repositories.drafts.get(content.draftId) : null;
  const failed =
    content.kind === 'undelivered' ? await repositories.deliveries.get(content.deliveryId) : null;
  const reminders = content.kind === 'digest' ? await remindersIn(repositories, content) : [];
  const side = await sideFor(repositories, conversation, ticket);
  const people = await peopleOf(repositories, {
    tickets: [ticket, ...reminders.map((each) => each.ticket)].filter((each) => each !== null),
    event,
    draft,
    accounts: accountsIn(content, event, ticket, policy),
    readerId: side === 'agents' ? null : conversation.personId,
  });
  // Agents' threads are read by many, whoever is known by the chat's id.
  const person = side === 'agents' ? null : await personIn(repositories, conversation, people);
  return {
    reader: readerOf(side, person, { policy, languageOf, now }),
    ticket,
    event,
    original: await originalOf(repositories, ticket, event),
    draft,
    choices: draft === null ? [] : await choicesOf(repositories, draft),
    offer: await offerFor(repositories, policy, draft, now),
    reminders,
    people,
    failure: failed?.error ?? null,
    failedSequence: failed?.content.kind === 'event' ? failed.content.sequence : null,
    call: event?.type === 'OnCallPaged' ? await callBefore(repositories, ticket, event) : null,
    statement:
      content.kind === 'statement' ? await monthlyStatement(repositories, policy, { ...content, now }) : null,
    renewsOn: await renewalAfter(repositories, event),
    ...(await backgroundOf(repositories, ticket)),
  };
}

async function originalOf(
  { tickets }: Repositories,
  ticket: Ticket | null,
  event: TicketEvent | null,
): Promise<TicketEvent | null> {
  return ticket === null || event?.type !== 'MessageEdited' ? null : tickets.event(ticket.id, event.original);
}

/** When the contract year ends that a priority incident was taken from. */
async function renewalAfter(
  { organisations }: Repositories,
  event: TicketEvent | null,
): Promise<LocalDate | null> {
  if (event?.type !== 'PriorityIncidentSpent') return null;
  const contract = await organisations.contract(event.contractId);
  return contract === null ? null : yearsLater(contract.startsOn, event.year);
}

/** A conversation that is none of the ticket's hears of it for another reason: it is a lead's. */
async function sideFor(
  repositories: Repositories,
  conversation: Conversation,
  ticket: Ticket | null,
): Promise<Reader['side']> {
  if (ticket === null || conversation.side === 'agents') return conversation.side;
  const own = await repositories.conversations.ofTicket(ticket.id);
  return own.some(({ id }) => id === conversation.id) ? 'requester' : 'personal';
}

/** Whose direct conversation it is; null for a shared one, and for somebody who was never seen. */
async function personIn(
  { people }: Repositories,
  { personId, platform, chat }: Conversation,
  known: ReadonlyMap<PersonId, Person>,
): Promise<Person | null> {
  return personId === null ? people.findUser(platform, chat) : (known.get(personId) ?? null);
}

async function choicesOf(repositories: Repositories, draft: Draft): Promise<readonly Ticket[]> {
  if (draft.ticketId !== null) {
    const ticket = await repositories.tickets.find({ id: draft.ticketId });
    return ticket === null ? [] : [ticket];
  }
  if (draft.question !== 'ticket') return [];
  return repositories.tickets.list({
    requesterId: draft.personId,
    statuses: ['new', 'open', 'pending', 'on_hold'],
    limit: choiceLimit,
  });
}

/** The phone call that a page is about: the last one before it. */
async function callBefore(
  { tickets }: Repositories,
  ticket: Ticket | null,
  page: EventOf<'OnCallPaged'>,
): Promise<EventOf<'CallLogged'> | null> {
  const events = ticket === null ? [] : await tickets.events(ticket.id);
  const calls = events.filter((event) => event.type === 'CallLogged');
  return calls.findLast(({ at }) => at <= page.at) ?? null;
}

/** A reminder, or a digest of them, names the queue's leads; a page whoever was paged, and in the end the leads. */
function accountsIn(
  content: Content,
  event: TicketEvent | null,
  ticket: Ticket | null,
  policy: DeskPolicy,
): readonly Account[] {
  if (event?.type === 'OnCallPaged' && event.accounts.length > 0) return event.accounts;
  const namesLeads = event?.type === 'SlaReminderSent' || event?.type === 'OnCallPaged';
  const queue = content.kind === 'digest' ? content.queue : namesLeads ? ticket?.queue : null;
  return queue === null || queue === undefined ? [] : (policy.queues.get(queue)?.leads ?? []);
}

async function remindersIn(
  repositories: Repositories,
  { items }: Extract<Content, { kind: 'digest' }>,
): Promise<Facts['reminders']> {
  const found: { readonly ticket: Ticket; readonly event: TicketEvent }[] = [];
  for (const { ticketId, sequence } of items) {
    const ticket = await repositories.tickets.find({ id: ticketId });
    const event = ticket === null ? null : await repositories.tickets.event(ticketId, sequence);
    if (ticket !== null && event !== null) found.push({ ticket, event });
  }
  return found;
}

async function peopleOf(
  repositories: Repositories,
  {
    tickets,
    event,
    draft,
    accounts,
    readerId,
  }: {
    readonly tickets: readonly Ticket[];
    readonly event: TicketEvent | null;
    readonly draft: Draft | null;
    readonly accounts: readonly Account[];
    readonly readerId: PersonId | null;
  },
): Promise<ReadonlyMap<PersonId, Person>> {
  const ids = [
    ...tickets.flatMap(({ requesterId, assigneeId }) => [requesterId, assigneeId]),
    event?.actorId,
    event?.type === 'TicketAssigned' ? event.assigneeId : null,
    draft?.personId,
    readerId,
  ];
  const people = new Map<PersonId, Person>();
  const known = new Set(ids.filter((each) => each !== null && each !== undefined));
  for (const person of await repositories.people.load([...known])) people.set(person.id, person);
  for (const { platform, userId } of accounts) {
    const person = await repositories.people.findUser(platform, userId);
    if (person !== null) people.set(person.id, person);
  }
  return people;
}
