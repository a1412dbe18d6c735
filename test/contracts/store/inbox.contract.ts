// The contract of the durable inbox: every event once, none lost.
import { describe, expect, test } from 'vitest';
import type { StoredInbound } from '../../../src/app/ports.ts';
import { monday, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function inboxContract(underTest: UnderTest): void {
  const anEvent = (change: Partial<StoredInbound> = {}): StoredInbound => ({
    platform: 'slack',
    eventId: unique('Ev'),
    lane: 'C1',
    payload: { type: 'message', text: 'Привет', blocks: [{ n: 1.5 }, null, true] },
    receivedAt: monday,
    ...change,
  });
  const put = (event: StoredInbound) => underTest().store.transaction((tx) => tx.inbox.put(event));
  const complete = ({ platform, eventId }: StoredInbound) =>
    underTest().store.transaction((tx) => tx.inbox.complete(platform, eventId, monday));
  const fail = ({ platform, eventId }: StoredInbound) =>
    underTest().store.transaction((tx) => tx.inbox.fail(platform, eventId, 'Error: \u0000 inside', monday));
  const waiting = async (...mine: StoredInbound[]) => {
    const all = await underTest().store.read((repositories) => repositories.inbox.waiting());
    return all.filter(({ eventId }) => mine.some((event) => event.eventId === eventId));
  };

  describe('an event in the inbox', () => {
    test('waits until it is handled, and comes only once', async () => {
      const event = anEvent();
      expect(await put(event)).toBe(true);
      expect(await put({ ...event, payload: 'another' })).toBe(false);
      expect(await waiting(event)).toEqual([event]);
      expect(await complete(event)).toBe(true);
      expect(await waiting(event)).toEqual([]);
      expect(await complete(event)).toBe(false);
      expect(await put(event)).toBe(false);
      expect(await waiting(event)).toEqual([]);
    });

    test('waits in the order of its coming, whatever the clock said', async () => {
      const events = [anEvent({ receivedAt: monday + 9 }), anEvent(), anEvent({ lane: 'C2' })];
      for (const event of events) await put(event);
      expect(await waiting(...events)).toEqual(events);
    });

    test('is another one on another platform', async () => {
      const slack = anEvent();
      const telegram = { ...slack, platform: 'telegram' };
      expect(await complete(slack)).toBe(true);
      expect(await complete(telegram)).toBe(true);
    });

    test('that was never kept is handled once, and is not kept afterwards', async () => {
      const event = anEvent();
      expect(await complete(event)).toBe(true);
      expect(await complete(event)).toBe(false);
      expect(await put(event)).toBe(false);
      expect(await waiting(event)).toEqual([]);
    });

    test('is handled by exactly one of ten who try at once', async () => {
      const event = anEvent();
      const handled = await Promise.all(Array.from({ length: 10 }, () => complete(event)));
      expect(handled.filter(Boolean)).toHaveLength(1);
    });

    test('is kept by exactly one of ten who try at once', async () => {
      const event = anEvent();
      const kept = await Promise.all(Array.from({ length: 10 }, () => put(event)));
      expect(kept.filter(Boolean)).toHaveLength(1);
    });

    test('stays to be handled when the transaction that handled it failed', async () => {
      const event = anEvent();
      await put(event);
      const failed = underTest().store.transaction(async (tx) => {
        await tx.inbox.complete(event.platform, event.eventId, monday);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await waiting(event)).toEqual([event]);
      expect(await complete(event)).toBe(true);
    });

    test('that failed waits no longer, is known, and can still be handled', async () => {
      const event = anEvent();
      await put(event);
      await fail(event);
      expect(await waiting(event)).toEqual([]);
      expect(await put(event)).toBe(false);
      expect(await complete(event)).toBe(true);
      expect(await complete(event)).toBe(false);
    });

    test('that was handled can no longer fail', async () => {
      const event = anEvent();
      await complete(event);
      await fail(event);
      expect(await complete(event)).toBe(false);
    });

    test('that nobody kept leaves no trace when it fails', async () => {
      const event = anEvent();
      await fail(event);
      expect(await put(event)).toBe(true);
    });

    test.each([
      ['the text of no characters', ''],
      ['null', null],
      ['a list', [1, 'two', null]],
      ['characters that a text column refuses', { text: 'a\u0000b', half: '\ud83d' }],
    ])('may carry %s', async (_title, payload) => {
      const event = anEvent({ payload });
      await put(event);
      expect(await waiting(event)).toEqual([event]);
    });
  });
}
