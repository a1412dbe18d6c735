// The contract of the delivery ledger: order, the right to deliver, and what messages are.
import { describe, expect, test } from 'vitest';
import type { ChatMessage, DeliveryState } from '../../../src/app/ports.ts';
import { aConversation, aPerson, ids, monday, openTicket, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function deliveriesContract(underTest: UnderTest): void {
  const enqueue = (conversationId: string, sequence = 1) =>
    underTest().store.transaction((tx) =>
      tx.deliveries.enqueue({
        conversationId,
        ticketId: null,
        content: { kind: 'event', sequence },
        availableAt: monday,
      }),
    );
  const settle = (id: string, state: DeliveryState, more: { messageId?: string; error?: string } = {}) =>
    underTest().store.transaction((tx) =>
      tx.deliveries.settle(id, { state, availableAt: monday + 5, at: monday, ...more }),
    );
  const get = (id: string) => underTest().store.read((repositories) => repositories.deliveries.get(id));
  const next = (id: string) => underTest().store.read((repositories) => repositories.deliveries.next(id));

  describe('a delivery', () => {
    test('is queued at the end of its conversation and comes back as it was put there', async () => {
      const { store } = underTest();
      const conversation = await aConversation(store);
      const ticket = await openTicket(store, await aPerson(store));
      const content = { kind: 'mark', messageId: '17.2', mark: 'reply' } as const;
      const owed = { conversationId: conversation.id, ticketId: ticket.id, content, availableAt: monday };
      const first = await enqueue(conversation.id);
      const second = await store.transaction((tx) => tx.deliveries.enqueue(owed));
      expect(first.sequence).toBe(1);
      expect(second).toEqual({
        ...owed,
        id: second.id,
        sequence: 2,
        state: 'queued',
        attempts: 0,
        messageId: null,
        fileId: null,
        doubtSince: null,
        error: null,
      });
      expect(await get(second.id)).toEqual(second);
    });

    test('has a place of its own when thirty are put at once, and no place stays empty', async () => {
      const { id } = await aConversation(underTest().store);
      const made = await Promise.all(Array.from({ length: 30 }, () => enqueue(id)));
      const places = made.map(({ sequence }) => sequence).sort((a, b) => a - b);
      expect(places).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });

    test('to a conversation that is not there is refused', async () => {
      await expect(enqueue(ids.next())).rejects.toThrow();
    });

    test('that is not there is null, and cannot be settled', async () => {
      expect(await get(ids.next())).toBeNull();
      expect(await get('17')).toBeNull();
      await expect(settle(ids.next(), 'sent')).rejects.toThrow();
    });

    test('that may have arrived is in doubt until its next outcome says otherwise', async () => {
      const { store } = underTest();
      const { id } = await enqueue((await aConversation(store)).id);
      const sending = { state: 'sending', availableAt: monday, at: monday, doubtSince: monday + 3 } as const;
      await store.transaction((tx) => tx.deliveries.settle(id, sending));
      expect(await get(id)).toMatchObject({ doubtSince: monday + 3 });
      await store.transaction((tx) => tx.deliveries.keepFileId(id, 'F1'));
      expect(await get(id)).toMatchObject({ state: 'sending', doubtSince: monday + 3, fileId: 'F1' });
      await settle(id, 'retrying');
      expect(await get(id)).toMatchObject({ doubtSince: null, fileId: 'F1' });
    });

    test('that is put off is left as it is, but for its time', async () => {
      const { store } = underTest();
      const made = await enqueue((await aConversation(store)).id);
      await settle(made.id, 'retrying', { error: 'busy' });
      await store.transaction((tx) => tx.deliveries.postpone(made.id, monday + 77));
      expect(await get(made.id)).toEqual({
        ...made,
        state: 'retrying',
        error: 'busy',
        availableAt: monday + 77,
      });
    });

    test('counts its attempts, keeps its message, and tells only of its last error', async () => {
      const { id } = await enqueue((await aConversation(underTest().store)).id);
      await settle(id, 'sending');
      expect(await get(id)).toMatchObject({ state: 'sending', attempts: 1, availableAt: monday + 5 });
      await settle(id, 'retrying', { error: 'HTTP 500\u0000' });
      expect(await get(id)).toMatchObject({
        state: 'retrying',
        attempts: 1,
        error: expect.stringContaining('HTTP 500'),
      });
      await settle(id, 'sending');
      await settle(id, 'sent', { messageId: '17.3' });
      expect(await get(id)).toMatchObject({ state: 'sent', attempts: 2, messageId: '17.3', error: null });
      await settle(id, 'queued');
      expect(await get(id)).toMatchObject({ state: 'queued', attempts: 2, messageId: '17.3' });
    });
  });

  describe('the next delivery of a conversation', () => {
    test('is the first that still has to go out', async () => {
      const { id } = await aConversation(underTest().store);
      expect(await next(id)).toBeNull();
      const [first, second] = [await enqueue(id), await enqueue(id)];
      expect(await next(id)).toEqual(first);
      await settle(first.id, 'sent');
      expect(await next(id)).toEqual(second);
      await settle(second.id, 'sent');
      expect(await next(id)).toBeNull();
    });

    test.each(['failed', 'blocked'] as const)('is the one behind a %s one', async (state) => {
      const { id } = await aConversation(underTest().store);
      const [first, second] = [await enqueue(id), await enqueue(id)];
      await settle(first.id, state);
      expect((await next(id))?.id).toBe(second.id);
    });

    test.each(['retrying', 'sending'] as const)('is a %s one before those behind it', async (state) => {
      const { id } = await aConversation(underTest().store);
      const [first] = [await enqueue(id), await enqueue(id)];
      await settle(first.id, state);
      expect((await next(id))?.id).toBe(first.id);
    });

    test('is behind all others where it was given up and is owed again', async () => {
      const { store } = underTest();
      const ticket = await openTicket(store, await aPerson(store));
      const { id } = await aConversation(store);
      const owed = { conversationId: id, ticketId: ticket.id, availableAt: monday };
      const made = await store.transaction(async (tx) => [
        await tx.deliveries.enqueue({ ...owed, content: { kind: 'event', sequence: 1 } }),
        await tx.deliveries.enqueue({ ...owed, content: { kind: 'card' } }),
        await tx.deliveries.enqueue({ ...owed, content: { kind: 'card' } }),
      ]);
      const [first, second, third] = made.map((each) => each.id);
      await settle(first ?? '', 'blocked', { error: 'blocked by the user' });
      await settle(second ?? '', 'failed');
      const states = ['failed', 'blocked'] as const;
      const given = (limit = 9) =>
        store.read(({ deliveries }) => deliveries.inStates({ states, ticketId: ticket.id, limit }));
      expect((await given()).map((each) => each.id)).toEqual([first, second]);
      expect((await given(1)).map((each) => each.id)).toEqual([first]);
      const all = await store.read(({ deliveries }) =>
        deliveries.inStates({ states, ticketId: null, limit: 10_000 }),
      );
      expect(all.map((each) => each.id)).toEqual(expect.arrayContaining([first, second]));
      const requeue = (which = '') => store.transaction((tx) => tx.deliveries.requeue(which, monday + 9));
      expect(await requeue(first)).toBe(true);
      expect(await requeue(first)).toBe(false);
      expect(await requeue(third)).toBe(false);
      expect(await requeue(ids.next())).toBe(false);
      const again = { state: 'queued', attempts: 0, error: null, sequence: 4, availableAt: monday + 9 };
      expect(await get(first ?? '')).toMatchObject(again);
      expect((await given()).map((each) => each.id)).toEqual([second]);
      expect((await next(id))?.id).toBe(third);
      expect((await enqueue(id)).sequence).toBe(5);
    });

    test('is one that was queued again, at its old place', async () => {
      const { id } = await aConversation(underTest().store);
      const [first] = [await enqueue(id), await enqueue(id)];
      await settle(first.id, 'blocked');
      await settle(first.id, 'queued');
      expect((await next(id))?.id).toBe(first.id);
    });
  });

  describe('whoever wants to know what is owed', () => {
    test('is told of each conversation once, when the transaction has committed', async () => {
      const { store } = underTest();
      const [first, second] = [await aConversation(store), await aConversation(store)];
      const told: string[] = [];
      store.onOwed((id) => {
        if (id === first.id || id === second.id) told.push(id);
      });
      const owed = ({ id }: { id: string }) => ({
        conversationId: id,
        ticketId: null,
        content: { kind: 'card' } as const,
        availableAt: monday,
      });
      await store.transaction(async (tx) => {
        await tx.deliveries.enqueue(owed(first));
        await tx.deliveries.enqueueAll([owed(first), owed(second)]);
        expect(told).toEqual([]);
      });
      expect(told.sort()).toEqual([first.id, second.id].sort());
    });

    test('is told nothing of a transaction that failed', async () => {
      const { store } = underTest();
      const { id } = await aConversation(store);
      const told: string[] = [];
      store.onOwed((owed) => void told.push(owed));
      const failing = store.transaction(async (tx) => {
        await tx.deliveries.enqueue({
          conversationId: id,
          ticketId: null,
          content: { kind: 'card' },
          availableAt: monday,
        });
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(told).not.toContain(id);
    });

    test('is told of what is to be sent again', async () => {
      const { store } = underTest();
      const { id } = await aConversation(store);
      const delivery = await enqueue(id);
      await settle(delivery.id, 'failed');
      const told: string[] = [];
      store.onOwed((owed) => void told.push(owed));
      await store.transaction((tx) => tx.deliveries.requeue(delivery.id, monday));
      expect(told).toContain(id);
    });
  });

  describe('conversations that owe something', () => {
    test('are those with a delivery that still has to go out, each once', async () => {
      const { store } = underTest();
      const [owing, retrying, done, failed] = [
        await aConversation(store),
        await aConversation(store),
        await aConversation(store),
        await aConversation(store),
      ];
      await enqueue(owing.id);
      await enqueue(owing.id);
      await settle((await enqueue(retrying.id)).id, 'retrying');
      await settle((await enqueue(done.id)).id, 'sent');
      await settle((await enqueue(failed.id)).id, 'failed');
      const all = await store.read((repositories) => repositories.deliveries.conversationsOwing());
      const mine = all.filter((id) => [owing, retrying, done, failed].some((made) => made.id === id));
      expect(mine).toEqual([owing.id, retrying.id].sort());
    });
  });

  describe('conversations that somebody should deliver to', () => {
    const due = async (now: number, mine: readonly string[]) => {
      const all = await underTest().store.read(({ deliveries }) => deliveries.conversationsDue(now, 10_000));
      return all.filter((id) => mine.includes(id));
    };

    test('are those whose first delivery can go out, and that nobody has', async () => {
      const { store } = underTest();
      const [ready, waiting, done, held] = [
        await aConversation(store),
        await aConversation(store),
        await aConversation(store),
        await aConversation(store),
      ];
      await enqueue(ready.id);
      const [first] = [await enqueue(waiting.id), await enqueue(waiting.id)];
      await settle(first.id, 'retrying');
      await settle((await enqueue(done.id)).id, 'sent');
      await enqueue(held.id);
      await store.transaction((tx) => tx.deliveries.lease(held.id, 'a', monday, monday + 9));
      const mine = [ready.id, waiting.id, done.id, held.id];
      expect(await due(monday + 4, mine)).toEqual([ready.id]);
      expect((await due(monday + 5, mine)).sort()).toEqual([ready.id, waiting.id].sort());
      expect((await due(monday + 9, mine)).sort()).toEqual([ready.id, waiting.id, held.id].sort());
    });

    test('are named up to a limit', async () => {
      const { store } = underTest();
      await enqueue((await aConversation(store)).id);
      await enqueue((await aConversation(store)).id);
      const named = await store.read(({ deliveries }) => deliveries.conversationsDue(monday, 1));
      expect(named).toHaveLength(1);
    });
  });

  describe('a thread is being opened', () => {
    const isOpening = (
      { platform, chat }: { readonly platform: string; readonly chat: string },
      personId: string | null = null,
    ) => underTest().store.read(({ deliveries }) => deliveries.isOpeningThread({ platform, chat, personId }));
    const inDoubt = (id: string, state: DeliveryState) =>
      underTest().store.transaction((tx) =>
        tx.deliveries.settle(id, { state, availableAt: monday + 5, at: monday, doubtSince: monday }),
      );

    test('in a chat while its first words are being sent, or may have arrived, until it is known', async () => {
      const { store } = underTest();
      const conversation = await aConversation(store, { form: 'thread' });
      const { id } = await enqueue(conversation.id);
      expect(await isOpening(conversation)).toBe(false);
      await inDoubt(id, 'sending');
      expect(await isOpening(conversation)).toBe(true);
      expect(await isOpening({ ...conversation, chat: unique('chat') })).toBe(false);
      expect(await isOpening({ ...conversation, platform: 'slack' })).toBe(false);
      await inDoubt(id, 'retrying');
      expect(await isOpening(conversation)).toBe(true);
      await store.transaction((tx) =>
        tx.conversations.anchor(conversation.id, { ...conversation, thread: '7', cardMessageId: null }),
      );
      expect(await isOpening(conversation)).toBe(false);
    });

    test('no more once it is certain that nothing arrived, or nothing is tried any more', async () => {
      const conversation = await aConversation(underTest().store, { form: 'thread' });
      const { id } = await enqueue(conversation.id);
      await settle(id, 'retrying');
      expect(await isOpening(conversation)).toBe(false);
      await inDoubt(id, 'failed');
      expect(await isOpening(conversation)).toBe(false);
    });

    test('never in a chat where all is said in the chat itself', async () => {
      const conversation = await aConversation(underTest().store);
      await inDoubt((await enqueue(conversation.id)).id, 'sending');
      expect(await isOpening(conversation)).toBe(false);
    });

    test('for a person also where their chat is known by another name', async () => {
      const { store } = underTest();
      const [person, other] = [await aPerson(store), await aPerson(store)];
      const conversation = await aConversation(store, { form: 'thread', personId: person.id });
      await inDoubt((await enqueue(conversation.id)).id, 'sending');
      const elsewhere = { ...conversation, chat: unique('D') };
      expect(await isOpening(elsewhere, person.id)).toBe(true);
      expect(await isOpening(elsewhere, other.id)).toBe(false);
      expect(await isOpening(elsewhere)).toBe(false);
    });
  });

  describe('the right to deliver to a conversation', () => {
    const lease = async (id: string, owner: string, now: number, until: number): Promise<boolean> => {
      const taken = await underTest().store.transaction((tx) => tx.deliveries.lease(id, owner, now, until));
      return taken !== null;
    };
    const prolong = (id: string, owner: string, until: number) =>
      underTest().store.transaction((tx) => tx.deliveries.prolong(id, owner, until));
    const release = (id: string, owner: string) =>
      underTest().store.transaction((tx) => tx.deliveries.release(id, owner));

    test('comes with the conversation as it stands', async () => {
      const { store } = underTest();
      const made = await aConversation(store, { side: 'agents', thread: null, form: 'thread' });
      const anchor = { chat: 'C1', thread: unique('17'), cardMessageId: '17.1' };
      await store.transaction((tx) => tx.conversations.anchor(made.id, anchor));
      const taken = await store.transaction((tx) => tx.deliveries.lease(made.id, 'a', monday, monday + 10));
      expect(taken).toEqual({ ...made, ...anchor });
    });

    test('is had by one, until it ends', async () => {
      const { id } = await aConversation(underTest().store);
      expect(await lease(id, 'a', monday, monday + 10)).toBe(true);
      expect(await lease(id, 'b', monday + 9, monday + 20)).toBe(false);
      expect(await lease(id, 'b', monday + 10, monday + 20)).toBe(true);
      expect(await lease(id, 'a', monday + 11, monday + 30)).toBe(false);
    });

    test('is prolonged by whoever has it, also when it ran out, and by nobody else', async () => {
      const { id } = await aConversation(underTest().store);
      await lease(id, 'a', monday, monday + 10);
      expect(await lease(id, 'a', monday + 5, monday + 50)).toBe(true);
      expect(await prolong(id, 'b', monday + 90)).toBe(false);
      expect(await prolong(id, 'a', monday + 60)).toBe(true);
      expect(await lease(id, 'b', monday + 59, monday + 70)).toBe(false);
      expect(await lease(id, 'b', monday + 60, monday + 70)).toBe(true);
      expect(await prolong(id, 'a', monday + 90)).toBe(false);
      await release(id, 'b');
      expect(await prolong(id, 'a', monday + 90)).toBe(false);
      expect(await lease(id, 'c', monday + 61, monday + 70)).toBe(true);
    });

    test('is kept with the first delivery while that can go out, and given back when none can', async () => {
      const { id } = await aConversation(underTest().store);
      const claim = (owner: string, now: number) =>
        underTest().store.transaction((tx) => tx.deliveries.nextOrRelease(id, owner, now));
      const [first, second] = [await enqueue(id), await enqueue(id, 2)];
      await lease(id, 'a', monday, monday + 100);
      expect(await claim('a', monday)).toEqual(first);
      expect(await lease(id, 'b', monday + 1, monday + 10)).toBe(false);
      await settle(first.id, 'sent');
      await settle(second.id, 'retrying');
      // It may be tried again from five later on.
      expect(await claim('b', monday + 4)).toBeNull();
      expect(await lease(id, 'b', monday + 1, monday + 10)).toBe(false);
      expect(await claim('a', monday + 4)).toBeNull();
      expect(await lease(id, 'b', monday + 4, monday + 10)).toBe(true);
      expect((await claim('b', monday + 5))?.id).toBe(second.id);
      await settle(second.id, 'failed');
      expect(await claim('b', monday + 6)).toBeNull();
      expect(await lease(id, 'c', monday + 6, monday + 10)).toBe(true);
    });

    test('is given back by whoever has it, and by nobody else', async () => {
      const { id } = await aConversation(underTest().store);
      await lease(id, 'a', monday, monday + 10);
      await release(id, 'b');
      expect(await lease(id, 'b', monday + 1, monday + 10)).toBe(false);
      await release(id, 'a');
      expect(await lease(id, 'b', monday + 1, monday + 10)).toBe(true);
    });

    test('goes to exactly one of ten who want it at once', async () => {
      const { id } = await aConversation(underTest().store);
      const owners = Array.from({ length: 10 }, (_, index) => `owner-${index}`);
      const taken = await Promise.all(owners.map((owner) => lease(id, owner, monday, monday + 10)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    test('is nobody’s where there is no conversation', async () => {
      expect(await lease(ids.next(), 'a', monday, monday + 10)).toBe(false);
    });
  });

  describe('a message in a chat', () => {
    const remember = (message: ChatMessage) =>
      underTest().store.transaction((tx) => tx.deliveries.remember(message));
    const messageAt = (chat: string, messageId: string, platform = 'slack') =>
      underTest().store.read((repositories) => repositories.deliveries.messageAt(platform, chat, messageId));

    test('is remembered with what it is, and keeps its first meaning', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const ticket = await openTicket(store, person);
      const message: ChatMessage = {
        platform: 'slack',
        chat: unique('C'),
        messageId: '17.1',
        ticketId: ticket.id,
        role: 'prompt',
        command: `reply ${ticket.reference}`,
        personId: person.id,
      };
      await remember(message);
      await remember({ ...message, role: 'desk', ticketId: null, command: null, personId: null });
      expect(await messageAt(message.chat, '17.1')).toEqual(message);
      expect(await messageAt(message.chat, '17.2')).toBeNull();
      expect(await messageAt(message.chat, '17.1', 'telegram')).toBeNull();
    });

    test('that a person wrote is remembered with the words that it became', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const ticket = await openTicket(store, person);
      const message: ChatMessage = {
        platform: 'slack',
        chat: unique('C'),
        messageId: '17.3',
        ticketId: ticket.id,
        role: 'written',
        command: null,
        personId: person.id,
        bodyId: `${ids.next()}/17.3`,
      };
      await remember(message);
      expect(await messageAt(message.chat, '17.3')).toEqual(message);
    });

    test('that told an event is found by it, in its own conversation and once it was sent', async () => {
      const { store } = underTest();
      const ticket = await openTicket(store, await aPerson(store));
      const [here, elsewhere] = [await aConversation(store), await aConversation(store)];
      const content = { kind: 'event', sequence: 2 } as const;
      const owed = { conversationId: here.id, ticketId: ticket.id, availableAt: monday };
      const copyOf = (conversationId: string, sequence: number) =>
        store.read(({ deliveries }) => deliveries.copyOf(conversationId, { ticketId: ticket.id, sequence }));
      const { id } = await store.transaction(async (tx) => {
        await tx.deliveries.enqueue({ ...owed, content: { kind: 'file', sequence: 2, index: 0 } });
        await tx.deliveries.enqueue({ ...owed, content: { kind: 'event', sequence: 22 } });
        return tx.deliveries.enqueue({ ...owed, content });
      });
      expect(await copyOf(here.id, 2)).toBeNull();
      const sent = { state: 'sent', messageId: '9', availableAt: monday, at: monday } as const;
      await store.transaction((tx) => tx.deliveries.settle(id, sent));
      expect(await copyOf(here.id, 2)).toBe('9');
      expect(await copyOf(here.id, 22)).toBeNull();
      expect(await copyOf(elsewhere.id, 2)).toBeNull();
    });
  });
}
