// Gathers what must be known to word a delivery.
import type { TicketEvent } from '../domain/events.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import type { DeskPolicy, QueuePolicy } from './policy.ts';
import type { Conversation, Delivery, Draft, Facts, Person, Reader, Repositories } from './ports.ts';
import { type LanguageOf, readerOf } from './reader.ts';

export interface FactsParts {
  readonly policy: DeskPolicy;
  readonly languageOf: LanguageOf;
}

type Lead = QueuePolicy['leads'][number];

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
    content.kind === 'event' && ticket !== null
      ? await eventAt(repositories, ticket, content.sequence)
      : null;
  const draft = content.kind === 'draft' ? await repositories.drafts.get(content.draftId) : null;
  const failed =
    content.kind === 'undelivered' ? await repositories.deliveries.get(content.deliveryId) : null;
  const side = await sideFor(repositories, conversation, ticket);
  const person = await personIn(repositories, conversation);
  return {
    reader: readerOf(side, person, { policy, languageOf, now }),
    ticket,
    event,
    draft,
    choices: draft === null ? [] : await choicesOf(repositories, draft),
    people: await peopleOf(repositories, { ticket, event, draft, leads: leadsFor(event, ticket, policy) }),
    failure: failed?.error ?? null,
  };
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
function personIn(repositories: Repositories, conversation: Conversation): Promise<Person | null> {
  const { personId, platform, chat } = conversation;
  return personId === null ? repositories.people.findUser(platform, chat) : repositories.people.get(personId);
}

async function eventAt(
  repositories: Repositories,
  ticket: Ticket,
  sequence: number,
): Promise<TicketEvent | null> {
  const events = await repositories.tickets.events(ticket.id);
  return events[sequence - 1] ?? null;
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

/** A reminder names the queue's leads. */
function leadsFor(event: TicketEvent | null, ticket: Ticket | null, policy: DeskPolicy): readonly Lead[] {
  if (event?.type !== 'SlaReminderSent' || ticket === null) return [];
  return policy.queues.get(ticket.queue)?.leads ?? [];
}

async function peopleOf(
  repositories: Repositories,
  {
    ticket,
    event,
    draft,
    leads,
  }: {
    readonly ticket: Ticket | null;
    readonly event: TicketEvent | null;
    readonly draft: Draft | null;
    readonly leads: readonly Lead[];
  },
): Promise<ReadonlyMap<PersonId, Person>> {
  const ids = [
    ticket?.requesterId,
    ticket?.assigneeId,
    event?.actorId,
    event?.type === 'TicketAssigned' ? event.assigneeId : null,
    draft?.personId,
  ];
  const people = new Map<PersonId, Person>();
  for (const id of new Set(ids.filter((each) => each !== null && each !== undefined))) {
    const person = await repositories.people.get(id);
    if (person !== null) people.set(id, person);
  }
  for (const { platform, userId } of leads) {
    const person = await repositories.people.findUser(platform, userId);
    if (person !== null) people.set(person.id, person);
  }
  return people;
}
