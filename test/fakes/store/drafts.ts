// Drafts in memory.
import type { Draft, Drafts } from '../../../src/app/ports.ts';
import { existing, type State } from './state.ts';

export function memoryDrafts(state: State): Drafts {
  const get = (id: string): Draft | null => structuredClone(state.drafts.get(id) ?? null);
  const openIn = (conversationId: string, personId: string): Draft | undefined =>
    [...state.drafts.values()].find(
      (draft) =>
        draft.state === 'open' && draft.conversationId === conversationId && draft.personId === personId,
    );
  return {
    async save(draft) {
      existing(state.people, draft.personId, 'person');
      existing(state.conversations, draft.conversationId, 'conversation');
      if (draft.ticketId !== null) existing(state.tickets, draft.ticketId, 'ticket');
      const other = openIn(draft.conversationId, draft.personId);
      if (draft.state === 'open' && other !== undefined && other.id !== draft.id) {
        throw new Error(`draft ${other.id} of that person is open in that conversation`);
      }
      state.drafts.set(draft.id, structuredClone(draft));
    },
    lock: async (id) => get(id),
    get: async (id) => get(id),
    openOf: async (personId) =>
      [...state.drafts.values()]
        .filter((draft) => draft.state === 'open' && draft.personId === personId)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((draft) => structuredClone(draft)),
  };
}
