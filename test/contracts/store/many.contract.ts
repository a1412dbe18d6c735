// The contract of what is done to many rows at once: the same as one by one.
import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  aConversation,
  aPerson,
  aTimer,
  claimedBy,
  ids,
  keptContract,
  monday,
  openingOf,
  openTicket,
  unique,
} from './samples.ts';
import type { UnderTest } from './under-test.ts';

const HOUR_MS = 3_600_000;
/** Before every other test's, so that tests can share one database. */
const longAgo = monday - 1_000_000 * HOUR_MS;

export function manyContract(underTest: UnderTest): void {
  const load = (wanted: readonly string[]) =>
    underTest().store.read((repositories) => repositories.tickets.load(wanted));

  describe('several tickets', () => {
    test('are saved together, each with all that can change and its own timers and events', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const [first, second] = [await openTicket(store, person), await openTicket(store, person)];
      const contract = await keptContract(store);
      const changed: Ticket = {
        ...first,
        queue: 'virus-lab',
        plan: 'msa-start',
        rank: 10,
        isUrgent: true,
        organisationId: contract.organisationId,
        contractId: contract.id,
        requestType: 'signature-change',
        answers: [{ field: 'kind', value: 'a "quoted", {braced} one' }],
        stage: 'released',
        priority: { contractId: contract.id, year: 3 },
        paging: { since: monday, rounds: [[{ platform: 'slack', userId: 'U1' }]], acknowledgedAt: null },
        mergedInto: second.id,
        severity: 'critical',
        status: 'closed',
        assigneeId: person.id,
        acknowledgedAt: monday + 1,
        resolvedAt: monday + 2,
        closedAt: monday + 3,
        outcome: 'cancelled',
        updatedAt: monday + 4,
        targets: { firstResponse: { withinMs: HOUR_MS, calendar: 'office' } },
        timers: [aTimer(), aTimer({ metric: 'resolution', dueAt: 8.64e15 })],
        remindersSent: ['firstResponse:50%', 'a "quoted", {braced} one'],
        replyIds: ['slack:C1:17.1'],
        version: 2,
      };
      const other = { ...second, version: 3, timers: [aTimer()] };
      await store.transaction((tx) =>
        tx.tickets.saveAll([
          { ticket: changed, events: [claimedBy(person)] },
          { ticket: other, events: [claimedBy(person), claimedBy(person)] },
        ]),
      );
      const found = await load([second.id, ids.next(), first.id, 'nonsense']);
      expect(new Map(found.map((ticket) => [ticket.id, ticket]))).toEqual(
        new Map([changed, other].map((ticket) => [ticket.id, ticket])),
      );
      const events = await store.read(({ tickets }) => tickets.events(second.id));
      expect(events).toEqual([openingOf(second), claimedBy(person), claimedBy(person)]);
      const timers = [aTimer({ metric: 'resolution' })];
      const plainAgain = { ...changed, timers, priority: null, paging: null, mergedInto: null, version: 3 };
      await store.transaction((tx) =>
        tx.tickets.saveAll([{ ticket: plainAgain, events: [claimedBy(person)] }]),
      );
      expect(await load([first.id])).toEqual([plainAgain]);
    });

    test('are saved not at all when one of them was changed meanwhile', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const [first, second] = [await openTicket(store, person), await openTicket(store, person)];
      const saving = store.transaction((tx) =>
        tx.tickets.saveAll([
          { ticket: { ...first, version: 2 }, events: [claimedBy(person)] },
          { ticket: { ...second, version: 7 }, events: [claimedBy(person)] },
        ]),
      );
      await expect(saving).rejects.toThrow(`${second.reference} was changed meanwhile`);
      expect(await load([first.id])).toEqual([first]);
    });

    test('have their conversations each by itself', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const [first, second] = [await openTicket(store, person), await openTicket(store, person)];
      const [shared, own] = [await aConversation(store), await aConversation(store)];
      await store.transaction(async (tx) => {
        await tx.conversations.join(own.id, first.id);
        await tx.conversations.join(shared.id, first.id);
        await tx.conversations.join(shared.id, second.id);
      });
      await store.read(async ({ conversations }) => {
        const found = await conversations.ofTickets([first.id, second.id]);
        expect(found.get(first.id)).toEqual(await conversations.ofTicket(first.id));
        expect(found.get(second.id)).toEqual([shared]);
        expect([...(await conversations.ofTickets([])).keys()]).toEqual([]);
      });
    });
  });

  describe('several deliveries', () => {
    test('go to the end of their conversations in the order in which they are given', async () => {
      const { store } = underTest();
      const [first, second] = [await aConversation(store), await aConversation(store)];
      const owed = (conversationId: string, sequence: number) => ({
        conversationId,
        ticketId: null,
        content: { kind: 'event' as const, sequence },
        availableAt: monday,
      });
      await store.transaction(async (tx) => {
        await tx.deliveries.enqueue(owed(first.id, 1));
        await tx.deliveries.enqueueAll([owed(first.id, 2), owed(second.id, 7), owed(first.id, 3)]);
        await tx.deliveries.enqueueAll([]);
        await tx.deliveries.enqueue(owed(first.id, 4));
      });
      expect(await drained(first.id)).toEqual([1, 2, 3, 4].map((each) => [each, each]));
      expect(await drained(second.id)).toEqual([[1, 7]]);
    });

    test('cannot go to a conversation that there is not', async () => {
      const delivery = {
        conversationId: ids.next(),
        ticketId: null,
        content: { kind: 'card' as const },
        availableAt: monday,
      };
      const owing = underTest().store.transaction((tx) => tx.deliveries.enqueueAll([delivery]));
      await expect(owing).rejects.toThrow('there is no conversation');
    });

    /** Each delivery's own number and that of the event which it tells, in the order of delivery. */
    async function drained(conversationId: string): Promise<(readonly [number, number])[]> {
      const seen: (readonly [number, number])[] = [];
      await underTest().store.transaction(async ({ deliveries }) => {
        for (;;) {
          const next = await deliveries.next(conversationId);
          if (next === null || next.content.kind !== 'event') return;
          seen.push([next.sequence, next.content.sequence]);
          await deliveries.settle(next.id, { state: 'sent', availableAt: monday, at: monday });
        }
      });
      return seen;
    }
  });

  describe('several jobs', () => {
    test('wait each under its own id once their transaction has committed', async () => {
      const { store, waitingJobs } = underTest();
      const [now, later] = [ids.next(), ids.next()];
      const runAt = monday + 1_000_000 * HOUR_MS;
      await store.transaction(async (tx) => {
        await tx.jobs.enqueueAll('retarget', [{ id: now }, { id: later, runAt }]);
        await tx.jobs.enqueueAll('retarget', []);
      });
      const waiting = (await waitingJobs()).filter(({ id }) => id === now || id === later);
      expect(waiting).toHaveLength(2);
      expect(waiting).toContainEqual({ queue: 'retarget', id: now, key: now, runAt: null });
      expect(waiting).toContainEqual({ queue: 'retarget', id: later, key: later, runAt });
      await store.transaction((tx) => tx.jobs.cancelAll('retarget', [now, later]));
      expect((await waitingJobs()).filter(({ id }) => id === now || id === later)).toEqual([]);
    });
  });

  describe('tickets to be reminded of', () => {
    const hold = (now: number, limit = 100) =>
      underTest().store.transaction((tx) => tx.tickets.holdDue(now, limit));
    const open = async () => {
      const { store } = underTest();
      return (await openTicket(store, await aPerson(store, { userId: unique('U') }))).id;
    };

    test('are held from their time on, the longest due first, no more than wanted', async () => {
      const { store } = underTest();
      const [first, second, third] = [await open(), await open(), await open()];
      await store.transaction((tx) =>
        tx.jobs.enqueueAll('remind', [
          { id: third, runAt: longAgo + 3 },
          { id: first, runAt: longAgo + 1 },
          { id: second, runAt: longAgo + 2 },
        ]),
      );
      expect(await hold(longAgo)).toEqual([]);
      expect(await hold(longAgo + 2)).toEqual([first, second]);
      expect(await hold(longAgo + 3, 1)).toEqual([first]);
      await store.transaction((tx) => tx.jobs.cancelAll('remind', [first, second, third]));
      expect(await hold(longAgo + 3)).toEqual([]);
    });

    test('have one time each, which moves and is dropped with the transaction that says so', async () => {
      const { store } = underTest();
      const id = await open();
      await store.transaction((tx) => tx.jobs.enqueue('remind', id, { key: id, runAt: longAgo }));
      await store.transaction((tx) => tx.jobs.enqueueAll('remind', [{ id, runAt: longAgo + 9 }]));
      expect(await hold(longAgo + 8)).toEqual([]);
      const failed = store.transaction(async (tx) => {
        await tx.jobs.cancel('remind', id);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await hold(longAgo + 9)).toEqual([id]);
      await store.transaction((tx) => tx.jobs.cancel('remind', id));
      expect(await hold(longAgo + 9)).toEqual([]);
    });
  });
}
