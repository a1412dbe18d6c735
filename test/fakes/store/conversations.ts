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
    async moveChat(platform, from, to) {
      for (const moved of all().filter((each) => each.platform === platform && each.chat === from)) {
        const place = moved.place === null ? null : compoundKey(platform, to, moved.thread);
        const isTaken = at(place) !== undefined;
        state.conversations.set(moved.id, {
          ...moved,
          chat: to,
          cardMessageId: null,
          place: isTaken ? null : place,
        });
        forgetMessages(state, moved.id);
      }
    },
  };
}

/** Nothing that was said in the conversation can be named any more. */
function forgetMessages(state: State, conversationId: string): void {
  for (const delivery of [...state.deliveries.values()].filter(
    (each) => each.conversationId === conversationId,
  )) {
    const isMark = delivery.content.kind === 'mark' && ['queued', 'retrying'].includes(delivery.state);
    const moved = { ...delivery, messageId: null, fileId: null };
    state.deliveries.set(delivery.id, isMark ? { ...moved, state: 'sent' } : moved);
  }
  for (const draft of [...state.drafts.values()].filter((each) => each.conversationId === conversationId)) {
    state.drafts.set(draft.id, { ...draft, promptMessageId: null });
  }
  for (const removal of [...state.removals.values()]) {
    if (removal.conversationId !== conversationId || removal.refusal !== null) continue;
    state.removals.set(removal.id, { ...removal, refusal: 'the chat was moved' });
  }
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
