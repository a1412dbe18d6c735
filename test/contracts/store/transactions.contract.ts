// The contract of transactions: all or nothing, and what was locked stays held.
import { describe, expect, test } from 'vitest';
import {
  aDraft,
  aPerson,
  aPlace,
  aTicket,
  aUser,
  claimedBy,
  monday,
  openingOf,
  openTicket,
  unique,
} from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function transactionsContract(underTest: UnderTest): void {
  describe('a transaction', () => {
    test('answers what its work answers', async () => {
      expect(await underTest().store.transaction(async () => 42)).toBe(42);
    });

    test('rethrows what its work throws', async () => {
      const failure = new Error('on purpose');
      const transaction = underTest().store.transaction(() => Promise.reject(failure));
      await expect(transaction).rejects.toBe(failure);
    });

    test('that throws leaves nothing of anything behind', async () => {
      const { store, waitingJobs } = underTest();
      const user = aUser();
      const place = aPlace();
      const prefix = unique('P');
      const eventId = unique('event');
      const made: { ticketId?: string; deliveryId?: string; draftId?: string; conversationId?: string } = {};
      await expect(
        store.transaction(async (tx) => {
          const person = await tx.people.identify(user);
          const ticket = aTicket(person, { reference: await tx.tickets.nextReference(prefix) });
          await tx.tickets.save(ticket, [openingOf(ticket)]);
          const conversation = await tx.conversations.open(place);
          await tx.conversations.join(conversation.id, ticket.id);
          const delivery = await tx.deliveries.enqueue({
            conversationId: conversation.id,
            ticketId: ticket.id,
            content: { kind: 'card' },
            availableAt: monday,
          });
          const draft = aDraft(person, conversation);
          await tx.drafts.save(draft);
          await tx.inbox.complete('slack', eventId, monday);
          await tx.jobs.enqueue('retarget', conversation.id, { key: conversation.id });
          await tx.jobs.enqueue('remind', ticket.id);
          made.ticketId = ticket.id;
          made.deliveryId = delivery.id;
          made.draftId = draft.id;
          made.conversationId = conversation.id;
          throw new Error('at the last moment');
        }),
      ).rejects.toThrow('at the last moment');

      const { ticketId = '', deliveryId = '', draftId = '', conversationId = '' } = made;
      await store.read(async (repositories) => {
        expect(await repositories.people.findUser(user.platform, user.userId)).toBeNull();
        expect(await repositories.tickets.find({ id: ticketId })).toBeNull();
        expect(await repositories.tickets.events(ticketId)).toEqual([]);
        expect(await repositories.conversations.at(place)).toBeNull();
        expect(await repositories.conversations.ofTicket(ticketId)).toEqual([]);
        expect(await repositories.deliveries.get(deliveryId)).toBeNull();
        expect(await repositories.drafts.get(draftId)).toBeNull();
      });
      const jobs = await waitingJobs();
      expect(jobs.filter(({ id }) => id === ticketId || id === conversationId)).toEqual([]);
      expect(await store.transaction((tx) => tx.inbox.complete('slack', eventId, monday))).toBe(true);
      expect(await store.transaction((tx) => tx.tickets.nextReference(prefix))).toBe(`${prefix}-1`);
    });

    test('sees its own changes before they are committed', async () => {
      const { store } = underTest();
      const person = await store.transaction(async (tx) => {
        const made = await tx.people.identify(aUser());
        return tx.people.get(made.id);
      });
      expect(person?.name).toBe('Anna Orlova');
    });

    test('that locks a ticket which another has locked waits for that one, and sees what it did', async () => {
      const { store } = underTest();
      const agent = await aPerson(store);
      const ticket = await openTicket(store, agent);
      const order: string[] = [];
      const start = Promise.withResolvers<void>();
      const second = start.promise.then(() =>
        store.transaction(async (tx) => {
          const seen = await tx.tickets.lock(ticket.id);
          order.push('the second has it');
          return seen?.version;
        }),
      );
      await store.transaction(async (tx) => {
        await tx.tickets.lock(ticket.id);
        start.resolve();
        // Time enough for the second to come by, if nothing held it back.
        for (let round = 0; round < 20; round++) await tx.tickets.events(ticket.id);
        await tx.tickets.save({ ...ticket, assigneeId: agent.id, version: 2 }, [claimedBy(agent)]);
        order.push('the first ends');
      });
      expect(await second).toBe(2);
      expect(order).toEqual(['the first ends', 'the second has it']);
    });

    test('of which a hundred add to one ticket at once, all are kept, one after the other', async () => {
      const { store } = underTest();
      const agent = await aPerson(store);
      const ticket = await openTicket(store, agent);
      const note = () =>
        store.transaction(async (tx) => {
          const current = await tx.tickets.lock(ticket.id);
          if (current === null) throw new Error('the ticket is gone');
          await tx.tickets.save({ ...current, version: current.version + 1 }, [claimedBy(agent)]);
        });
      await Promise.all(Array.from({ length: 100 }, note));
      const kept = await store.read((repositories) => repositories.tickets.find({ id: ticket.id }));
      expect(kept?.version).toBe(101);
    });
  });
}
