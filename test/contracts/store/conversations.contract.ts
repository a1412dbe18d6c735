// The contract of conversations: one at each place, joined to tickets.
import { describe, expect, test } from 'vitest';
import type { NewConversation } from '../../../src/app/ports.ts';
import { aConversation, aPerson, aPlace, ids, monday, openTicket, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function conversationsContract(underTest: UnderTest): void {
  const open = (conversation: NewConversation) =>
    underTest().store.transaction((tx) => tx.conversations.open(conversation));
  const get = (id: string) => underTest().store.read((repositories) => repositories.conversations.get(id));
  const at = (place: NewConversation) =>
    underTest().store.read((repositories) => repositories.conversations.at(place));

  describe('a conversation', () => {
    test('is made where there is none, and found there from then on', async () => {
      const person = await aPerson(underTest().store);
      const place = aPlace({ personId: person.id });
      const made = await open(place);
      expect(made).toEqual({ ...place, id: made.id, cardMessageId: null });
      expect(await open(place)).toEqual(made);
      expect(await get(made.id)).toEqual(made);
      expect(await at(place)).toEqual(made);
    });

    test('in a thread is another one than that of its chat, and than that of another thread', async () => {
      const flat = aPlace();
      const first = { ...flat, form: 'thread', thread: '1.1' } as const;
      const second = { ...first, thread: '1.2' };
      const made = [await open(flat), await open(first), await open(second)].map(({ id }) => id);
      expect(new Set(made).size).toBe(3);
      expect([await at(flat), await at(first), await at(second)].map((found) => found?.id)).toEqual(made);
    });

    test('whose thread is still to be opened is made anew every time, and is nowhere yet', async () => {
      const place = aPlace({ form: 'thread' });
      const [one, other] = [await open(place), await open(place)];
      expect(other.id).not.toBe(one.id);
      expect(await at(place)).toBeNull();
    });

    test('opened ten times at once at one place is one conversation', async () => {
      const place = aPlace({ form: 'thread', thread: '7' });
      const opened = await Promise.all(Array.from({ length: 10 }, () => open(place)));
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    });

    test('is found where it ended up once its thread was opened, with its card', async () => {
      const { store } = underTest();
      const made = await aConversation(store, { form: 'thread', side: 'agents' });
      const anchor = { chat: unique('D'), thread: '12.5', cardMessageId: '12.5' };
      await store.transaction((tx) => tx.conversations.anchor(made.id, anchor));
      const anchored = { ...made, ...anchor };
      expect(await get(made.id)).toEqual(anchored);
      expect(await at(anchored)).toEqual(anchored);
      expect((await open(anchored)).id).toBe(made.id);
    });

    test('whose thread was lost is no longer found there, nor anywhere until it has another', async () => {
      const { store } = underTest();
      const made = await aConversation(store, { form: 'thread', thread: '3' });
      const { chat } = made;
      await store.transaction((tx) =>
        tx.conversations.anchor(made.id, { chat, thread: null, cardMessageId: null }),
      );
      expect(await at(made)).toBeNull();
      expect(await at({ ...made, thread: null })).toBeNull();
    });

    test('that ends up where another is keeps its address and leaves that one to be found there', async () => {
      const { store } = underTest();
      const settled = await aConversation(store);
      const guest = await aConversation(store);
      const anchor = { chat: settled.chat, thread: null, cardMessageId: null };
      await store.transaction((tx) => tx.conversations.anchor(guest.id, anchor));
      expect(await at(settled)).toEqual(settled);
      expect((await get(guest.id))?.chat).toBe(settled.chat);
    });

    test('goes on in a chat that got another id, where nothing said before has a name any more', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const ticket = await openTicket(store, person);
      const from = unique('"old"');
      const to = unique('new');
      const flat = await aConversation(store, { chat: from });
      const thread = await aConversation(store, { chat: from, form: 'thread', thread: '1"2' });
      const other = await aConversation(store);
      const owed = { conversationId: flat.id, ticketId: ticket.id, availableAt: monday };
      const marked = { kind: 'mark', messageId: '5', mark: 'received' } as const;
      const { told, mark } = await store.transaction(async (tx) => {
        const told = await tx.deliveries.enqueue({ ...owed, content: { kind: 'event', sequence: 1 } });
        const mark = await tx.deliveries.enqueue({ ...owed, content: marked });
        await tx.deliveries.settle(told.id, {
          state: 'sent',
          messageId: '4',
          availableAt: monday,
          at: monday,
        });
        await tx.conversations.anchor(thread.id, { chat: from, thread: '1"2', cardMessageId: '3' });
        await tx.conversations.moveChat(flat.platform, from, to);
        await tx.conversations.moveChat(flat.platform, from, to);
        return { told, mark };
      });
      expect(await at(flat)).toBeNull();
      expect(await at({ ...flat, chat: to })).toEqual({ ...flat, chat: to });
      expect(await at({ ...thread, chat: to })).toEqual({ ...thread, chat: to });
      expect(await get(other.id)).toEqual(other);
      await store.read(async ({ deliveries }) => {
        expect(await deliveries.get(told.id)).toMatchObject({ state: 'sent', messageId: null });
        expect(await deliveries.get(mark.id), 'its message stayed behind').toMatchObject({ state: 'sent' });
      });
    });

    test('moved to where another one is leaves that one to be found there', async () => {
      const { store } = underTest();
      const there = await aConversation(store);
      const moved = await aConversation(store, { platform: there.platform });
      await store.transaction((tx) => tx.conversations.moveChat(moved.platform, moved.chat, there.chat));
      expect(await at(there)).toEqual(there);
      expect(await get(moved.id)).toEqual({ ...moved, chat: there.chat });
    });

    test('that is not there is null, and cannot be anchored or joined', async () => {
      const { store } = underTest();
      expect(await get(ids.next())).toBeNull();
      expect(await get('C0SUPPORT')).toBeNull();
      const anchor = { chat: 'C1', thread: null, cardMessageId: null };
      await expect(store.transaction((tx) => tx.conversations.anchor(ids.next(), anchor))).rejects.toThrow();
      const ticket = await openTicket(store, await aPerson(store));
      await expect(store.transaction((tx) => tx.conversations.join(ids.next(), ticket.id))).rejects.toThrow();
    });
  });

  describe('a joined conversation', () => {
    test("is among its ticket's, and its tickets come the latest first, each once", async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const [agents, direct] = [await aConversation(store, { side: 'agents' }), await aConversation(store)];
      const tickets = [await openTicket(store, requester), await openTicket(store, requester)];
      const [first, second] = tickets.map(({ id }) => id) as [string, string];
      await store.transaction(async (tx) => {
        await tx.conversations.join(direct.id, second);
        await tx.conversations.joinAll([agents.id, direct.id], first);
        await tx.conversations.join(direct.id, second);
      });
      await store.read(async ({ conversations }) => {
        expect(await conversations.ofTicket(first)).toEqual([agents, direct]);
        expect(await conversations.ofTicket(second)).toEqual([direct]);
        expect(await conversations.ticketsOf(direct.id)).toEqual([first, second]);
        expect(await conversations.ticketsOf(agents.id)).toEqual([first]);
      });
    });
  });
}
