// Conversations in memory.
import type { Conversation, Conversations, Ids, NewConversation } from '../../../src/app/ports.ts';
import { type ConversationRow, compoundKey, existing, type State } from './state.ts';

export function memoryConversations(state: State, ids: Ids): Conversations {
  const all = (): ConversationRow[] => [...state.conversations.values()];
  const at = (place: string | null): ConversationRow | undefined =>
    place === null ? undefined : all().find((conversation) => conversation.place === place);
  const ofTicket: Conversations['ofTicket'] = async (ticketId) => {
    const joined = [...state.joined].filter(([, tickets]) => tickets.includes(ticketId));
    const ids = joined.map(([id]) => id).sort();
    return ids.map((id) => published(existing(state.conversations, id, 'conversation')));
  };
  const join: Conversations['join'] = async (conversationId, ticketId) => {
    existing(state.conversations, conversationId, 'conversation');
    existing(state.tickets, ticketId, 'ticket');
    const tickets = state.joined.get(conversationId) ?? [];
    if (!tickets.includes(ticketId)) state.joined.set(conversationId, [...tickets, ticketId]);
  };
  return {
    async open(conversation) {
      const place = placeOf(conversation);
      const found = at(place);
      if (found !== undefined) return published(found);
      if (conversation.personId !== null) existing(state.people, conversation.personId, 'person');
      const { side, platform, chat, thread, form, personId } = conversation;
      const made = { id: ids.next(), side, platform, chat, thread, form, personId, cardMessageId: null };
      state.conversations.set(made.id, { ...made, place, lastSequence: 0, lease: null });
      return made;
    },
    join,
    async joinAll(conversationIds, ticketId) {
      for (const id of conversationIds) await join(id, ticketId);
    },
    async get(id) {
      const found = state.conversations.get(id);
      return found === undefined ? null : published(found);
    },
    async at({ platform, chat, thread }) {
      const found = at(compoundKey(platform, chat, thread));
      return found === undefined ? null : published(found);
    },
    ofTicket,
    async ofTickets(ticketIds) {
      const found = new Map<string, readonly Conversation[]>();
      for (const id of ticketIds) found.set(id, await ofTicket(id));
      return found;
    },
    ticketsOf: async (conversationId) => (state.joined.get(conversationId) ?? []).toReversed(),
    async anchor(id, { chat, thread, cardMessageId }) {
      const conversation = existing(state.conversations, id, 'conversation');
      const place = placeOf({ ...conversation, chat, thread });
      const isTaken = (at(place)?.id ?? id) !== id;
      state.conversations.set(id, {
        ...conversation,
        chat,
        thread,
        cardMessageId,
        place: isTaken ? null : place,
      });
    },
  };
}

/** Null while a thread is still to be opened: such a conversation is nowhere yet. */
function placeOf(
  conversation: Pick<NewConversation, 'platform' | 'chat' | 'thread' | 'form'>,
): string | null {
  const { platform, chat, thread, form } = conversation;
  return form === 'thread' && thread === null ? null : compoundKey(platform, chat, thread);
}

export function published(row: ConversationRow): Conversation {
  const { place: _place, lastSequence: _lastSequence, lease: _lease, ...conversation } = row;
  return conversation;
}
