// The contract of the durable inbox: every event once, none lost.
import { describe, expect, test } from 'vitest';
import {
  type KeptInbound,
  laneLease,
  type Repositories,
  type StoredInbound,
} from '../../../src/app/ports.ts';
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
    return all.filter(({ eventId }) => mine.some((event) => event.eventId === eventId)).map(asStored);
  };

  const inbox = <T>(work: (tx: Repositories) => Promise<T>) => underTest().store.transaction(work);
  const next = ({ platform, lane }: StoredInbound) => inbox((tx) => tx.inbox.next({ platform, lane }));
  const postpone = ({ platform, eventId }: StoredInbound, retryAt: number) =>
    inbox((tx) => tx.inbox.postpone(platform, eventId, 'Error: later', retryAt));
  const retry = ({ platform, eventId }: StoredInbound) => inbox((tx) => tx.inbox.retry(platform, eventId));
  const lanesWaiting = async (
    platforms: readonly string[],
    mine: readonly StoredInbound[],
    limit = 10_000,
  ) => {
    const found = await inbox((tx) => tx.inbox.lanesWaiting(platforms, monday, limit));
    return found.map(({ lane }) => lane).filter((lane) => mine.some((event) => event.lane === lane));
  };

  describe('a lane of the inbox', () => {
    test('has as its first event the earliest that waits', async () => {
      const lane = unique('C');
      const [first, second, elsewhere] = [anEvent({ lane }), anEvent({ lane }), anEvent()];
      expect(await next(first)).toBeNull();
      for (const event of [first, elsewhere, second]) await put(event);
      expect(await next(first)).toEqual({
        ...first,
        attempts: 0,
        retryAt: null,
        failedAt: null,
        error: null,
      });
      await complete(first);
      expect(await next(first)).toMatchObject(second);
      await fail(second);
      expect(await next(first)).toBeNull();
    });

    test('keeps an event that is postponed in front', async () => {
      const lane = unique('C');
      const [first, second] = [anEvent({ lane }), anEvent({ lane })];
      for (const event of [first, second]) await put(event);
      await postpone(first, monday + 1);
      await postpone(first, monday + 2);
      const expected = { ...first, attempts: 2, retryAt: monday + 2, error: 'Error: later' };
      expect(await next(first)).toMatchObject(expected);
    });

    test('waits to be handled once, where its first event can be handled now and nobody has it', async () => {
      const some = ['idle', 'late', 'held', 'ranOut'].map(unique);
      const [idle, late, held, ranOut] = some.map((lane) => anEvent({ lane })) as [
        StoredInbound,
        StoredInbound,
        StoredInbound,
        StoredInbound,
      ];
      const behind = anEvent({ lane: late.lane });
      const other = anEvent({ platform: 'telegram', lane: unique('chat') });
      const all = [ranOut, late, behind, other, held, idle, { ...idle, eventId: unique('Ev') }];
      for (const event of all) await put(event);
      await postpone(late, monday + 1);
      await inbox(async ({ leases }) => {
        await leases.take(laneLease(held), 'another', monday, monday + 1);
        await leases.take(laneLease(ranOut), 'another', monday - 2, monday);
      });
      expect(await lanesWaiting(['slack'], all)).toEqual([ranOut.lane, idle.lane]);
      expect(await lanesWaiting(['telegram'], all)).toEqual([other.lane]);
      expect(await inbox((tx) => tx.inbox.lanesWaiting(['slack', 'telegram'], monday, 1))).toHaveLength(1);
      for (const event of all) await complete(event);
      expect(await lanesWaiting(['slack'], all)).toEqual([]);
    });
  });

  test('the inbox knows until when something is postponed that still waits', async () => {
    const until = monday + 1_000_000_000;
    const lastRetryAt = () => inbox((tx) => tx.inbox.lastRetryAt());
    const events = [anEvent(), anEvent(), anEvent()] as const;
    for (const [index, event] of events.entries()) {
      await put(event);
      await postpone(event, until + index);
    }
    expect(await lastRetryAt()).toBe(until + 2);
    await complete(events[2]);
    expect(await lastRetryAt()).toBe(until + 1);
    await fail(events[1]);
    expect(await lastRetryAt()).toBe(until);
    await complete(events[0]);
    expect((await lastRetryAt()) ?? 0).toBeLessThan(until);
  });

  describe('an event that failed', () => {
    test('is listed, found by its id, and tried again from the beginning', async () => {
      const event = anEvent({ lane: unique('C') });
      await put(event);
      await postpone(event, monday + 1);
      await fail(event);
      const kept = { ...event, attempts: 2, failedAt: monday };
      expect(await inbox((tx) => tx.inbox.failed(10_000))).toContainEqual(expect.objectContaining(kept));
      expect(await inbox((tx) => tx.inbox.find(event.eventId))).toMatchObject([kept]);
      expect(await retry(event)).toBe(true);
      expect(await next(event)).toMatchObject({ ...event, attempts: 0, retryAt: null, failedAt: null });
      expect(await retry(event)).toBe(false);
    });

    test('is not tried again once it was handled', async () => {
      const event = anEvent({ lane: unique('C') });
      await put(event);
      await fail(event);
      await complete(event);
      expect(await retry(event)).toBe(false);
      expect(await inbox((tx) => tx.inbox.find(event.eventId))).toEqual([]);
      expect(await retry(anEvent())).toBe(false);
    });

    test('is tried at once when it was only postponed', async () => {
      const event = anEvent({ lane: unique('C') });
      await put(event);
      await postpone(event, monday + 1);
      expect(await retry(event)).toBe(true);
      expect(await next(event)).toMatchObject({ attempts: 0, retryAt: null });
    });
  });

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

    test('that was handled without being kept can be taken back, one that was kept cannot', async () => {
      const [form, kept] = [anEvent(), anEvent()];
      await put(kept);
      for (const event of [form, kept]) {
        await complete(event);
        await inbox((tx) => tx.inbox.forget(event.platform, event.eventId));
      }
      expect(await complete(form)).toBe(true);
      expect(await complete(kept)).toBe(false);
    });

    describe('that is finished', () => {
      const finish = (event: StoredInbound) =>
        underTest().store.alone((repositories) => repositories.inbox.finish(event, 'one', monday));
      const take = (event: StoredInbound, owner: string) =>
        inbox((tx) => tx.leases.take(laneLease(event), owner, monday, monday + 10));

      test('is handled, and its lane free for others', async () => {
        const event = anEvent({ lane: unique('C') });
        await put(event);
        await take(event, 'one');
        expect(await finish(event)).toBe(true);
        expect(await waiting(event)).toEqual([]);
        expect(await complete(event)).toBe(false);
        expect(await take(event, 'three')).toBe('anew');
      });

      test('is handled, and its lane left to another who has it', async () => {
        const event = anEvent({ lane: unique('C') });
        await put(event);
        await take(event, 'two');
        expect(await finish(event)).toBe(false);
        expect(await waiting(event)).toEqual([]);
        expect(await take(event, 'three')).toBeNull();
      });

      test('is handled, and its lane kept when another has asked for it', async () => {
        const event = anEvent({ lane: unique('C') });
        await put(event);
        await take(event, 'one');
        await take(event, 'two');
        expect(await finish(event)).toBe(false);
        expect(await waiting(event)).toEqual([]);
        expect(await inbox((tx) => tx.leases.giveBack(laneLease(event), 'one'))).toBe(false);
        expect(await finish(event)).toBe(true);
      });
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

const asStored = ({ platform, eventId, lane, payload, receivedAt }: KeptInbound): StoredInbound => ({
  platform,
  eventId,
  lane,
  payload,
  receivedAt,
});
