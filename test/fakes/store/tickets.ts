// Tickets and their events in memory.

import { earliestDueAt } from '../../../src/adapters/store/due-at.ts';
import type { TicketFilter, Tickets } from '../../../src/app/ports.ts';
import { isFinished, type Severity, severities, type Ticket } from '../../../src/domain/ticket.ts';
import { existing, type State } from './state.ts';

export function memoryTickets(state: State): Tickets {
  const get = (id: string): Ticket | null => structuredClone(state.tickets.get(id) ?? null);
  const save: Tickets['save'] = async (ticket, events) => {
    const log = state.events.get(ticket.id) ?? [];
    if (log.length + events.length !== ticket.version) {
      throw new Error(`${ticket.reference} was changed meanwhile: it has ${log.length} events`);
    }
    existingForTicket(state, ticket);
    const namesake = [...state.tickets.values()].find(({ reference }) => reference === ticket.reference);
    if (namesake !== undefined && namesake.id !== ticket.id) throw new Error(`${ticket.reference} is taken`);
    state.tickets.set(ticket.id, structuredClone(ticket));
    state.events.set(ticket.id, [...log, ...structuredClone(events)]);
  };
  return {
    async nextReference(prefix) {
      const number = (state.counters.get(prefix) ?? 0) + 1;
      state.counters.set(prefix, number);
      return `${prefix}-${number}`;
    },
    save,
    async saveAll(changes) {
      for (const { ticket, events } of changes) await save(ticket, events);
    },
    // Transactions run one at a time here, so that loading is holding.
    lock: async (id) => get(id),
    async holdDue(now, limit) {
      const due = [...state.jobs.values()].filter(
        ({ queue, id, runAt }) => queue === 'remind' && state.tickets.has(id) && (runAt ?? 0) <= now,
      );
      return due
        .sort((a, b) => (a.runAt ?? 0) - (b.runAt ?? 0))
        .slice(0, limit)
        .map(({ id }) => id);
    },
    load: async (ids) => ids.flatMap((id) => get(id) ?? []),
    async find(key) {
      if ('id' in key) return get(key.id);
      const found = [...state.tickets.values()].find(({ reference }) => reference === key.reference);
      return structuredClone(found ?? null);
    },
    async list(filter) {
      const wanted = [...state.tickets.values()].filter((ticket) => matches(ticket, filter));
      return structuredClone(wanted.sort(byUrgency).slice(0, filter.limit));
    },
    async ofOrganisation(id, { fromAt, toAt }) {
      const wanted = [...state.tickets.values()].filter(
        ({ organisationId, openedAt, updatedAt }) =>
          organisationId === id && openedAt < toAt && updatedAt >= fromAt,
      );
      return structuredClone(wanted.sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)));
    },
    unfinishedAfter: async (id, limit) =>
      [...state.tickets.values()]
        .filter((ticket) => !isFinished(ticket) && (id === null || ticket.id > id))
        .map((ticket) => ticket.id)
        .sort()
        .slice(0, limit),
    event: async (id, sequence) => structuredClone(state.events.get(id)?.[sequence - 1] ?? null),
    events: async (id) => structuredClone(state.events.get(id) ?? []),
  };
}

function existingForTicket(state: State, ticket: Ticket): void {
  const { requesterId, assigneeId, organisationId, contractId, priority, mergedInto } = ticket;
  existing(state.people, requesterId, 'person');
  if (assigneeId !== null) existing(state.people, assigneeId, 'person');
  if (organisationId !== null) existing(state.organisations, organisationId, 'organisation');
  if (contractId !== null) existing(state.contracts, contractId, 'contract');
  if (priority !== null) existing(state.contracts, priority.contractId, 'contract');
  if (mergedInto !== null) existing(state.tickets, mergedInto, 'ticket');
}

/** Whether it is the requester's, the organisations', or of either where both are given. */
function isOf(ticket: Ticket, { requesterId, organisationIds }: TicketFilter): boolean {
  if (requesterId === undefined && organisationIds === undefined) return true;
  const { organisationId } = ticket;
  const isOfOrganisation = organisationId !== null && organisationIds?.includes(organisationId) === true;
  return isOfOrganisation || requesterId === ticket.requesterId;
}

function matches(ticket: Ticket, filter: TicketFilter): boolean {
  return (
    isOf(ticket, filter) &&
    (filter.assigneeId === undefined || filter.assigneeId === ticket.assigneeId) &&
    (filter.queues === undefined || filter.queues.includes(ticket.queue)) &&
    (filter.statuses === undefined || filter.statuses.includes(ticket.status))
  );
}

const level = (severity: Severity): number => severities.indexOf(severity);
const due = (ticket: Ticket): number => earliestDueAt(ticket.timers) ?? Number.POSITIVE_INFINITY;

function byUrgency(a: Ticket, b: Ticket): number {
  if (a.isUrgent !== b.isUrgent) return a.isUrgent ? -1 : 1;
  if (a.rank !== b.rank) return b.rank - a.rank;
  if ((a.priority === null) !== (b.priority === null)) return a.priority === null ? 1 : -1;
  if (a.severity !== b.severity) return level(a.severity) - level(b.severity);
  if (due(a) !== due(b)) return due(a) - due(b);
  if (a.openedAt !== b.openedAt) return a.openedAt - b.openedAt;
  return a.id < b.id ? -1 : 1;
}
