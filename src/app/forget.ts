// Forgets a person: erases what is kept about them, and leaves a pseudonym where the contract obliges to keep the rest.
import { createHash } from 'node:crypto';
import type { Erasure } from '../domain/erasure.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { type Account, isFinished, type PersonId, type Ticket } from '../domain/ticket.ts';
import { eraseTicket } from './erase-ticket.ts';
import type { Person, Repositories } from './ports.ts';
import type { RowCounts } from './privacy-ports.ts';

export interface Forgotten {
  readonly kind: 'forgotten';
  readonly personId: PersonId;
  readonly pseudonym: string;
  /** How many tickets they asked, wrote to, called about, or were paged for. */
  readonly tickets: number;
  /** By table. */
  readonly rows: RowCounts;
  /** Messages of the desk's that are to go from the agents' chats. */
  readonly copies: number;
}

export type Forgetting =
  | Forgotten
  /** They have tickets that are not over, by their references. */
  | { readonly kind: 'open'; readonly references: readonly string[] };

/** What stands for the person: always the same one, and nothing of their name is in it. */
export const pseudonymOf = (id: PersonId): string =>
  `#${createHash('sha256').update(id).digest('hex').slice(0, 8).toUpperCase()}`;

/** Forgets the person inside `tx`, their unfinished tickets too if `alsoOpen`. Doing it again changes nothing more. */
export async function forget(
  tx: Pick<Repositories, 'tickets' | 'privacy'>,
  person: Person,
  { alsoOpen, now }: { readonly alsoOpen: boolean; readonly now: Instant },
): Promise<Forgetting> {
  const ids = await tx.privacy.ticketsWith(person);
  const tickets = await tx.tickets.load(ids);
  const unfinished = tickets.filter((ticket) => ticket.requesterId === person.id && !isFinished(ticket));
  if (unfinished.length > 0 && !alsoOpen)
    return { kind: 'open', references: unfinished.map(({ reference }) => reference) };

  const pseudonym = pseudonymOf(person.id);
  let [rewritten, events, copies] = [0, 0, 0];
  for (const ticket of tickets) {
    const erased = await eraseTicket(tx, ticket.id, erasureOf(person, ticket, pseudonym), now);
    rewritten += erased.events > 0 ? 1 : 0;
    events += erased.events;
    copies += erased.copies;
  }
  const rows = await tx.privacy.erasePerson(person, pseudonym);
  return {
    kind: 'forgotten',
    personId: person.id,
    pseudonym,
    tickets: tickets.length,
    rows: { tickets: rewritten, ticket_events: events, ...rows },
    copies,
  };
}

/** What they wrote as a customer goes; what they answered others as an agent is the desk's word, and stays. */
function erasureOf(person: Person, ticket: Ticket, pseudonym: string): Erasure {
  const isTheirs = ticket.requesterId === person.id;
  const words = (event: TicketEvent): boolean => {
    switch (event.type) {
      case 'TicketOpened':
        return isTheirs;
      case 'MessageEdited':
        if (event.saidAs === 'opening') return isTheirs || event.actorId === person.id;
        return event.actorId === person.id && (isTheirs || event.saidAs === 'request');
      case 'RequesterWrote':
      case 'TicketCancelled':
        return event.actorId === person.id;
      case 'CallLogged':
        return isTheirs || isNamedAs(person, event.caller);
      default:
        return isTheirs && event.actorId === person.id;
    }
  };
  const isOwn = (account: Account): boolean =>
    person.identities.some(
      ({ platform, userId }) => platform === account.platform && userId === account.userId,
    );
  return {
    words,
    file: (_, event) => words(event),
    account: (account) => (isOwn(account) ? { ...account, userId: pseudonym } : account),
  };
}

const plain = (name: string): string => name.trim().toLowerCase();

/** Whether the name is one of the person's, letter case apart. */
export const isNamedAs = (person: Person, name: string): boolean =>
  [person, ...person.identities].some((known) => plain(known.name) === plain(name));
