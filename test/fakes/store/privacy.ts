// Forgetting people, and what has grown too old, in memory.
import { forgottenChat, namedBy } from '../../../src/adapters/store/erase-person.ts';
import { isNamedAs } from '../../../src/app/forget.ts';
import { type Ids, laneLease, type Person, type Privacy, type RowCounts } from '../../../src/app/ports.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import { DAY_MS, type Instant } from '../../../src/domain/instant.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { compoundKey, existing, type State } from './state.ts';

export function memoryPrivacy(state: State, ids: Ids): Privacy {
  return {
    async ticketsWith(person) {
      const found = [...state.tickets.values()].filter((ticket) => isWith(state, ticket, person));
      return found.map(({ id }) => id).sort();
    },
    async rewrite(ticket, events) {
      const { description, answers, paging } = structuredClone(ticket);
      state.tickets.set(ticket.id, {
        ...existing(state.tickets, ticket.id, 'ticket'),
        description,
        answers,
        paging,
      });
      const log = [...(state.events.get(ticket.id) ?? [])];
      for (const { sequence, event } of events) log[sequence - 1] = structuredClone(event);
      state.events.set(ticket.id, log);
    },
    erasePerson: async (person, pseudonym) => erasePerson(state, person, pseudonym),
    async copiesOf(ticketId) {
      const sent = [...state.deliveries.values()].filter(
        (each) =>
          each.ticketId === ticketId &&
          each.state === 'sent' &&
          state.conversations.get(each.conversationId)?.side === 'agents',
      );
      const inOrder = sent.sort((a, b) =>
        a.conversationId === b.conversationId
          ? a.sequence - b.sequence
          : a.conversationId < b.conversationId
            ? -1
            : 1,
      );
      return inOrder.map(({ conversationId, content, messageId, fileId }) =>
        structuredClone({ conversationId, content, messageId, fileId }),
      );
    },
    async endedBefore(before, part, limit) {
      const ended = [...state.tickets.values()].filter(({ id, closedAt, resolvedAt, status }) => {
        const endedAt = closedAt ?? (status === 'resolved' ? resolvedAt : null);
        return endedAt !== null && endedAt < before && state.erasures.get(id)?.[part] === undefined;
      });
      return ended
        .map(({ id }) => id)
        .sort()
        .slice(0, limit);
    },
    async markErased(ticketId, part, at) {
      existing(state.tickets, ticketId, 'ticket');
      state.erasures.set(ticketId, { ...state.erasures.get(ticketId), [part]: at });
    },
    async oweRemovals(removals) {
      for (const removal of removals) {
        existing(state.conversations, removal.conversationId, 'conversation');
        const id = ids.next();
        state.removals.set(id, { ...removal, id, attempts: 0, refusal: null });
      }
    },
    async dueRemovals(now, limit) {
      const due = [...state.removals.values()].filter(
        ({ availableAt, refusal }) => availableAt <= now && refusal === null,
      );
      return due
        .sort((a, b) => a.availableAt - b.availableAt || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ availableAt: _availableAt, refusal: _refusal, conversationId, ...removal }) => {
          const {
            place: _,
            lastSequence: __,
            lease: ___,
            ...conversation
          } = existing(state.conversations, conversationId, 'conversation');
          return structuredClone({ ...removal, conversation });
        });
    },
    finishRemoval: async (id) => void state.removals.delete(id),
    async postponeRemoval(id, outcome) {
      const removal = state.removals.get(id);
      if (removal !== undefined)
        state.removals.set(id, { ...removal, ...outcome, attempts: removal.attempts + 1 });
    },
    trim: async (before) => trim(state, before),
  };
}

function isWith(state: State, ticket: Ticket, person: Person): boolean {
  const { id, identities } = person;
  const isTheirs = (event: TicketEvent): boolean => {
    switch (event.type) {
      case 'RequesterWrote':
      case 'TicketCancelled':
        return event.actorId === id;
      case 'CallLogged':
        return isNamedAs(person, event.caller);
      case 'OnCallPaged':
        return event.accounts.some((account) =>
          identities.some(
            ({ platform, userId }) => platform === account.platform && userId === account.userId,
          ),
        );
      default:
        return false;
    }
  };
  return ticket.requesterId === id || (state.events.get(ticket.id) ?? []).some(isTheirs);
}

/** Removes the rows that match, and says how many. */
function remove<Row>(rows: Map<unknown, Row>, isMatch: (row: Row) => boolean): number {
  const matches = [...rows].filter(([, row]) => isMatch(row));
  for (const [key] of matches) rows.delete(key);
  return matches.length;
}

/** Changes the rows for which there is a change, and says how many. */
function change<Key, Row>(rows: Map<Key, Row>, changed: (row: Row) => Row | null): number {
  let count = 0;
  for (const [key, row] of rows) {
    const next = changed(row);
    if (next === null) continue;
    rows.set(key, next);
    count += 1;
  }
  return count;
}

function erasePerson(state: State, person: Person, pseudonym: string): RowCounts {
  const { id, identities } = person;
  const isOfPerson = (row: { readonly personId: string | null }): boolean => row.personId === id;
  const inbound = change(state.inbox, (row) => {
    if (row.event === null || (row.handledAt === null && row.error === null)) return null;
    const { platform, lane } = row.event;
    const text = `${JSON.stringify(row.event.payload)} ${lane}`;
    const isNamed = identities.some(
      (identity) => identity.platform === platform && new RegExp(namedBy(identity.userId)).test(text),
    );
    return isNamed ? { ...row, event: null, error: null } : null;
  });
  const counts = {
    inbound_events: inbound,
    drafts: remove(state.drafts, isOfPerson),
    ...eraseDirectConversations(state, person),
    memberships: remove(state.memberships, isOfPerson),
    contracts: change(state.contracts, (contract) => {
      const contacts = contract.contacts.filter(({ name }) => !isNamedAs(person, name));
      return contacts.length === contract.contacts.length ? null : { ...contract, contacts };
    }),
    codes: remove(
      state.codes,
      ({ issuedBy, purpose, subjectId }) => issuedBy === id || (purpose === 'link' && subjectId === id),
    ),
    identities: remove(state.identities, isOfPerson),
  };
  const { name, chosenLanguage } = existing(state.people, id, 'person');
  state.people.set(id, { id, name: pseudonym, chosenLanguage: null });
  return { ...counts, people: name !== pseudonym || chosenLanguage !== null ? 1 : 0 };
}

function eraseDirectConversations(state: State, { id, identities }: Person): RowCounts {
  const all = [...state.conversations.values()].filter(({ side }) => side === 'requester');
  const chats = new Set([
    ...all.filter(({ personId }) => personId === id).map(({ platform, chat }) => compoundKey(platform, chat)),
    ...identities.map(({ platform, userId }) => compoundKey(platform, userId)),
  ]);
  const theirs = new Set(
    all
      .filter(({ platform, chat, personId }) => personId === id || chats.has(compoundKey(platform, chat)))
      .map((conversation) => conversation.id),
  );
  const deliveries = remove(state.deliveries, ({ conversationId }) => theirs.has(conversationId));
  for (const conversationId of theirs) state.joined.delete(conversationId);
  const conversations = change(state.conversations, (row) => {
    const chat = forgottenChat(row.id);
    if (!theirs.has(row.id) || row.chat === chat) return null;
    return { ...row, chat, thread: null, cardMessageId: null, place: null };
  });
  const inTheirs = remove(state.messages, ({ platform, chat }) => chats.has(compoundKey(platform, chat)));
  const elsewhere = change(state.messages, (message) =>
    message.personId === id ? { ...message, personId: null, command: null } : null,
  );
  return { conversations, deliveries, chat_messages: inTheirs + elsewhere };
}

function trim(state: State, { inboundBefore, now }: Parameters<Privacy['trim']>[0]): RowCounts {
  const isErased = ({ ticketId }: { readonly ticketId: string | null }): boolean =>
    ticketId !== null && state.erasures.get(ticketId)?.texts !== undefined;
  return {
    inbound_events: change(state.inbox, (row) =>
      row.event !== null && row.handledAt !== null && row.handledAt < inboundBefore
        ? { ...row, event: null }
        : null,
    ),
    codes: remove(state.codes, ({ expiresAt }) => expiresAt <= now),
    drafts: remove(
      state.drafts,
      (draft) => isErased(draft) || (draft.state !== 'open' && draft.expiresAt < inboundBefore),
    ),
    deliveries: remove(
      state.deliveries,
      (delivery) => isErased(delivery) && ['sent', 'blocked', 'failed'].includes(delivery.state),
    ),
    chat_messages: remove(state.messages, isErased),
    send_budgets: remove(
      state.budgets,
      ({ givenAt, blockedUntil }) => Math.max(0, ...givenAt, blockedUntil ?? 0) < now - DAY_MS,
    ),
    leases: removeLeases(state, now - DAY_MS),
  };
}

function removeLeases(state: State, before: Instant): number {
  const awaited = new Set(
    [...state.inbox.values()].flatMap(({ event, handledAt, failedAt }) =>
      event === null || handledAt !== null || failedAt !== null ? [] : [laneLease(event)],
    ),
  );
  const old = [...state.leases].filter(([name, { until }]) => until < before && !awaited.has(name));
  for (const [name] of old) state.leases.delete(name);
  return old.length;
}
