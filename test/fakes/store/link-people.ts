// Makes one person of two in memory.

import { joinedDrafts } from '../../../src/adapters/store/link-people.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { PersonId } from '../../../src/domain/ticket.ts';
import { compoundKey, existing, type State } from './state.ts';

export function linkPeople(state: State, id: PersonId, other: PersonId): void {
  const [mine, theirs] = [existing(state.people, id, 'person'), existing(state.people, other, 'person')];
  if (id === other) return;
  const now = (personId: PersonId): PersonId => (personId === other ? id : personId);
  const nowOrNobody = (personId: PersonId | null): PersonId | null => personId && now(personId);
  state.people.set(id, { ...mine, chosenLanguage: mine.chosenLanguage ?? theirs.chosenLanguage });
  change(state.identities, (row) => ({ ...row, personId: now(row.personId) }));
  linkMemberships(state, id, other);
  linkDrafts(state, id, other);
  change(state.conversations, (row) => ({ ...row, personId: nowOrNobody(row.personId) }));
  change(state.messages, (row) => ({ ...row, personId: nowOrNobody(row.personId) }));
  change(state.tickets, (row) => ({
    ...row,
    requesterId: now(row.requesterId),
    assigneeId: nowOrNobody(row.assigneeId),
  }));
  change(state.events, (log) => log.map((event) => linkedEvent(event, now)));
  change(state.quotaEntries, (row) => ({ ...row, actorId: nowOrNobody(row.actorId) }));
  change(state.codes, (row) => ({
    ...row,
    issuedBy: nowOrNobody(row.issuedBy),
    subjectId: row.purpose === 'link' ? now(row.subjectId) : row.subjectId,
  }));
  state.people.delete(other);
}

function change<Key, Row>(rows: Map<Key, Row>, changed: (row: Row) => Row): void {
  for (const [key, row] of rows) rows.set(key, changed(row));
}

/** In their places, since a membership's place is when it began. */
function linkMemberships({ memberships }: State, id: PersonId, other: PersonId): void {
  const rows = [...memberships.values()];
  memberships.clear();
  for (const row of rows) {
    const isTwice = rows.some(
      ({ personId, organisationId }) => personId === id && organisationId === row.organisationId,
    );
    if (row.personId === other && isTwice) continue;
    const personId = row.personId === other ? id : row.personId;
    memberships.set(compoundKey(personId, row.organisationId), { ...row, personId });
  }
}

function linkDrafts({ drafts }: State, id: PersonId, other: PersonId): void {
  const openOf = (personId: PersonId) =>
    [...drafts.values()].filter((draft) => draft.state === 'open' && draft.personId === personId);
  for (const draft of joinedDrafts(openOf(id), openOf(other))) drafts.set(draft.id, draft);
  change(drafts, (draft) => (draft.personId === other ? { ...draft, personId: id } : draft));
}

function linkedEvent(event: TicketEvent, now: (personId: PersonId) => PersonId): TicketEvent {
  const actorId = event.actorId && now(event.actorId);
  if (event.type === 'TicketOpened') return { ...event, actorId, requesterId: now(event.requesterId) };
  if (event.type === 'TicketAssigned') return { ...event, actorId, assigneeId: now(event.assigneeId) };
  return { ...event, actorId };
}
