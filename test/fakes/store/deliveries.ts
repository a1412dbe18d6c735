// The delivery ledger in memory.
import type { Deliveries, Delivery, Ids } from '../../../src/app/ports.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { published } from './conversations.ts';
import { compoundKey, existing, type State } from './state.ts';

/** The deliveries that still have to go out, in the order of their conversations. */
const owedIn = (state: State): Delivery[] =>
  [...state.deliveries.values()]
    .filter(({ state: now }) => now === 'queued' || now === 'sending' || now === 'retrying')
    .sort((a, b) => a.sequence - b.sequence);

export function nextDeliveryAt(state: State): Instant {
  const heads = new Map(
    owedIn(state)
      .toReversed()
      .map((each) => [each.conversationId, each]),
  );
  const times = [...heads.values()].map(({ conversationId, availableAt }) =>
    Math.max(availableAt, state.conversations.get(conversationId)?.lease?.until ?? availableAt),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

const isGivenUp = ({ state }: Delivery): boolean => state === 'failed' || state === 'blocked';

export function memoryDeliveries(
  state: State,
  ids: Ids,
  onOwed: (conversationId: string) => void,
): Deliveries {
  const owed = (): Delivery[] => owedIn(state);
  const enqueue: Deliveries['enqueue'] = async (delivery) => {
    const conversation = existing(state.conversations, delivery.conversationId, 'conversation');
    if (delivery.ticketId !== null) existing(state.tickets, delivery.ticketId, 'ticket');
    const sequence = conversation.lastSequence + 1;
    state.conversations.set(conversation.id, { ...conversation, lastSequence: sequence });
    const made: Delivery = {
      ...structuredClone(delivery),
      id: ids.next(),
      sequence,
      state: 'queued',
      attempts: 0,
      messageId: null,
      fileId: null,
      doubtSince: null,
      error: null,
    };
    state.deliveries.set(made.id, made);
    onOwed(conversation.id);
    return structuredClone(made);
  };
  const release: Deliveries['release'] = async (conversationId, owner) => {
    const conversation = state.conversations.get(conversationId);
    if (conversation?.lease?.owner !== owner) return;
    state.conversations.set(conversationId, { ...conversation, lease: null });
  };
  const next: Deliveries['next'] = async (conversationId) =>
    structuredClone(owed().find((delivery) => delivery.conversationId === conversationId) ?? null);
  return {
    enqueue,
    async enqueueAll(deliveries) {
      for (const delivery of deliveries) await enqueue(delivery);
    },
    get: async (id) => structuredClone(state.deliveries.get(id) ?? null),
    async lease(conversationId, owner, now, until) {
      const conversation = state.conversations.get(conversationId);
      if (conversation === undefined) return null;
      const { lease } = conversation;
      if (lease !== null && lease.owner !== owner && lease.until > now) return null;
      state.conversations.set(conversationId, { ...conversation, lease: { owner, until } });
      return published(conversation);
    },
    async prolong(conversationId, owner, until) {
      const conversation = state.conversations.get(conversationId);
      if (conversation?.lease?.owner !== owner) return false;
      state.conversations.set(conversationId, { ...conversation, lease: { owner, until } });
      return true;
    },
    release,
    next,
    async nextOrRelease(conversationId, owner, now) {
      const head = await next(conversationId);
      if (head !== null && head.availableAt <= now) return head;
      await release(conversationId, owner);
      return null;
    },
    async settle(id, outcome) {
      const delivery = existing(state.deliveries, id, 'delivery');
      state.deliveries.set(id, {
        ...delivery,
        state: outcome.state,
        availableAt: outcome.availableAt,
        attempts: delivery.attempts + (outcome.state === 'sending' ? 1 : 0),
        messageId: outcome.messageId ?? delivery.messageId,
        fileId: outcome.fileId ?? delivery.fileId,
        doubtSince: outcome.doubtSince ?? null,
        error: outcome.error ?? null,
      });
    },
    async postpone(id, availableAt) {
      state.deliveries.set(id, { ...existing(state.deliveries, id, 'delivery'), availableAt });
    },
    inStates: async ({ states, ticketId, limit }) =>
      [...state.deliveries.values()]
        .filter((each) => states.includes(each.state) && (ticketId === null || each.ticketId === ticketId))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async requeue(id, at) {
      const delivery = state.deliveries.get(id);
      if (delivery === undefined || !isGivenUp(delivery)) return false;
      const conversation = existing(state.conversations, delivery.conversationId, 'conversation');
      const sequence = conversation.lastSequence + 1;
      state.conversations.set(conversation.id, { ...conversation, lastSequence: sequence });
      const anew = { state: 'queued', attempts: 0, error: null, doubtSince: null } as const;
      state.deliveries.set(id, { ...delivery, ...anew, sequence, availableAt: at });
      onOwed(conversation.id);
      return true;
    },
    async keepFileId(id, fileId) {
      state.deliveries.set(id, { ...existing(state.deliveries, id, 'delivery'), fileId });
    },
    async conversationsDue(now, limit) {
      const firsts = new Map(
        owed()
          .toReversed()
          .map((each) => [each.conversationId, each]),
      );
      return [...firsts.values()]
        .filter(({ conversationId, availableAt }) => {
          const lease = state.conversations.get(conversationId)?.lease ?? null;
          return availableAt <= now && (lease === null || lease.until <= now);
        })
        .sort((a, b) => a.availableAt - b.availableAt)
        .slice(0, limit)
        .map(({ conversationId }) => conversationId);
    },
    conversationsOwing: async () => [...new Set(owed().map(({ conversationId }) => conversationId))].sort(),
    isOpeningThread: async ({ platform, chat, personId }) =>
      owed().some(({ conversationId, state: now, doubtSince }) => {
        if (now === 'queued' || doubtSince === null) return false;
        const { form, thread, ...at } = existing(state.conversations, conversationId, 'conversation');
        const isThere =
          at.platform === platform && (at.chat === chat || (personId !== null && at.personId === personId));
        return isThere && form === 'thread' && thread === null;
      }),
    copyOf: async (conversationId, { ticketId, sequence }) =>
      [...state.deliveries.values()].find(
        ({ content, ...each }) =>
          each.conversationId === conversationId &&
          each.ticketId === ticketId &&
          each.state === 'sent' &&
          content.kind === 'event' &&
          content.sequence === sequence,
      )?.messageId ?? null,
    async remember(message) {
      if (message.ticketId !== null) existing(state.tickets, message.ticketId, 'ticket');
      if (message.personId !== null) existing(state.people, message.personId, 'person');
      const key = compoundKey(message.platform, message.chat, message.messageId);
      if (!state.messages.has(key)) state.messages.set(key, structuredClone(message));
    },
    messageAt: async (platform, chat, messageId) =>
      structuredClone(state.messages.get(compoundKey(platform, chat, messageId)) ?? null),
  };
}
