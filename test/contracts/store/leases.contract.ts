// The contract of leases: a right that one process at a time has.
import { describe, expect, test } from 'vitest';
import type { Leases } from '../../../src/app/ports.ts';
import { monday, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function leasesContract(underTest: UnderTest): void {
  const leases = <T>(work: (leases: Leases) => Promise<T>) =>
    underTest().store.transaction((tx) => work(tx.leases));
  const until = monday + 10;
  const take = (name: string, owner: string, now = monday) =>
    leases((each) => each.take(name, owner, now, now + 10));
  const giveBack = (name: string, owner: string) => leases((each) => each.giveBack(name, owner));

  describe('a lease', () => {
    test('is taken anew by one, who may take it again, and by nobody else until it runs out', async () => {
      const name = unique('lane');
      expect(await take(name, 'one')).toBe('anew');
      expect(await take(name, 'one', monday + 5)).toBe('over');
      expect(await take(name, 'two', until)).toBeNull();
      expect(await take(name, 'two', monday + 15)).toBe('over');
      expect(await take(name, 'one', monday + 15)).toBeNull();
    });

    test('is taken by exactly one of ten who try at once', async () => {
      const name = unique('lane');
      const taken = await Promise.all(Array.from({ length: 10 }, (_, index) => take(name, `${index}`)));
      expect(taken.filter((how) => how !== null)).toEqual(['anew']);
    });

    test('is gone once it was given back', async () => {
      const name = unique('lane');
      await take(name, 'one');
      expect(await giveBack(name, 'one')).toBe(true);
      expect(await take(name, 'two')).toBe('anew');
    });

    test('is not given back while another has asked for it, who is named to nobody twice', async () => {
      const name = unique('lane');
      await take(name, 'one');
      await take(name, 'two');
      expect(await giveBack(name, 'one')).toBe(false);
      expect(await take(name, 'two')).toBeNull();
      expect(await giveBack(name, 'one')).toBe(false);
      expect(await giveBack(name, 'one')).toBe(true);
    });

    test('that another took over needs no asking of the one before', async () => {
      const name = unique('lane');
      await take(name, 'one');
      await take(name, 'three');
      expect(await take(name, 'two', until)).toBe('over');
      expect(await giveBack(name, 'one')).toBe(true);
      expect(await take(name, 'one', until)).toBeNull();
      expect(await giveBack(name, 'two')).toBe(false);
      expect(await giveBack(name, 'two')).toBe(true);
    });

    test('is not given back either where its owner asked for it once more', async () => {
      const name = unique('right');
      await take(name, 'one');
      await take(name, 'one');
      expect(await giveBack(name, 'one')).toBe(false);
      expect(await giveBack(name, 'one')).toBe(true);
    });

    test('is released whoever asked, by its owner alone', async () => {
      const name = unique('lane');
      await take(name, 'one');
      await take(name, 'two');
      await leases((each) => each.release(name, 'two'));
      expect(await take(name, 'two')).toBeNull();
      await leases((each) => each.release(name, 'one'));
      expect(await take(name, 'two')).toBe('anew');
    });

    test('is prolonged with the others that are named, where its owner has them', async () => {
      const [one, two, another, unnamed] = [unique('lane'), unique('lane'), unique('lane'), unique('lane')];
      const owner = unique('process');
      for (const name of [one, two, unnamed]) await take(name, owner);
      await take(another, 'another');
      await leases((each) => each.prolong(owner, [one, two, another], monday + 50));
      expect(await take(one, 'two', monday + 49)).toBeNull();
      expect(await take(two, 'two', monday + 49)).toBeNull();
      expect(await take(another, 'two', monday + 49)).toBe('over');
      expect(await take(unnamed, 'two', monday + 49)).toBe('over');
    });

    test('that was left stays on record, and whoever comes takes it over', async () => {
      const [one, two, another] = [unique('lane'), unique('lane'), unique('lane')];
      const owner = unique('process');
      for (const name of [one, two]) await take(name, owner);
      await take(another, 'another');
      await leases((each) => each.leave(owner, one));
      await leases((each) => each.prolong(owner, [one, two], until));
      expect(await take(one, 'two')).toBe('over');
      expect(await take(two, 'two')).toBeNull();
      await leases((each) => each.leave(owner));
      expect(await take(two, 'two')).toBe('over');
      expect(await take(another, 'two')).toBeNull();
    });

    test('shows what was written by whoever asked for it, once it is not given back', async () => {
      const { store } = underTest();
      const lane = unique('C');
      const name = `lane:slack:${lane}`;
      const event = { platform: 'slack', eventId: unique('Ev'), lane, payload: 1, receivedAt: monday };
      for (let round = 0; round < 20; round += 1) {
        const eventId = `${event.eventId}-${round}`;
        await take(name, 'one');
        const [asked, isGone] = await Promise.all([
          store.transaction(async (tx) => {
            await tx.inbox.put({ ...event, eventId });
            return tx.leases.take(name, 'two', monday, until);
          }),
          giveBack(name, 'one'),
        ]);
        const seen = await store.read(({ inbox }) => inbox.next({ platform: 'slack', lane }));
        // Either the one who asked has it, or the one who had it knows, and finds the event.
        expect(isGone).toBe(asked !== null);
        expect(seen).toMatchObject({ eventId });
        await store.transaction((tx) => tx.inbox.complete('slack', eventId, monday));
        for (const owner of ['one', 'two']) await leases((each) => each.release(name, owner));
      }
    });
  });
}
