// The contract of the quota's ledger: what is in use is what was taken and not given back.
import { describe, expect, test } from 'vitest';
import type { QuotaEntry } from '../../../src/app/ports.ts';
import { aPerson, ids, keptContract, monday, openTicket } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function quotaContract(underTest: UnderTest): void {
  const record = (entry: QuotaEntry) => underTest().store.transaction((tx) => tx.quota.record(entry));
  const used = (contractId: string, year = 1) =>
    underTest().store.read((repositories) => repositories.quota.used(contractId, year));
  const entries = (contractId: string) =>
    underTest().store.read((repositories) => repositories.quota.entries(contractId));

  /** A contract, and entries of its ledger for a ticket of its own. */
  async function aLedger() {
    const { store } = underTest();
    const person = await aPerson(store);
    const { id: contractId } = await keptContract(store);
    const { id: ticketId } = await openTicket(store, person);
    const spent: QuotaEntry = {
      contractId,
      year: 1,
      ticketId,
      kind: 'spent',
      reason: null,
      at: monday,
      actorId: person.id,
    };
    const refunded: QuotaEntry = { ...spent, kind: 'refunded', reason: 'downgraded', at: monday + 1 };
    return { contractId, spent, refunded };
  }

  describe('the quota of a contract year', () => {
    test('is not in use at first, held or not', async () => {
      const { contractId } = await aLedger();
      expect(await used(contractId)).toBe(0);
      expect(await underTest().store.transaction((tx) => tx.quota.hold(contractId, 1))).toBe(0);
      expect(await used(contractId)).toBe(0);
      expect(await entries(contractId)).toEqual([]);
    });

    test('counts what was taken less what was given back, each year by itself', async () => {
      const { contractId, spent, refunded } = await aLedger();
      await record(spent);
      await record({ ...spent, year: 2 });
      await record(spent);
      expect([await used(contractId, 1), await used(contractId, 2)]).toEqual([2, 1]);
      await record(refunded);
      expect([await used(contractId, 1), await used(contractId, 2)]).toEqual([1, 1]);
      expect(await underTest().store.transaction((tx) => tx.quota.hold(contractId, 1))).toBe(1);
    });

    test('keeps who did what, when and why, in the order in which it was done', async () => {
      const { contractId, spent, refunded } = await aLedger();
      const done = [
        { ...spent, year: 2, at: monday + 9 },
        spent,
        { ...refunded, reason: 'spam' as const, actorId: null },
      ];
      for (const entry of done) await record(entry);
      expect(await entries(contractId)).toEqual(done);
    });

    test('gives back no more than was taken, and keeps no trace of the attempt', async () => {
      const { contractId, spent, refunded } = await aLedger();
      await expect(record(refunded)).rejects.toThrow('is in use');
      await record(spent);
      await expect(record({ ...refunded, year: 2 })).rejects.toThrow('is in use');
      await record(refunded);
      await expect(record(refunded)).rejects.toThrow('is in use');
      expect(await used(contractId)).toBe(0);
      expect(await entries(contractId)).toEqual([spent, refunded]);
    });

    test('is held until the transaction ends, so that of ten who see one left one takes it', async () => {
      const { contractId, spent } = await aLedger();
      const takeLast = () =>
        underTest().store.transaction(async (tx) => {
          if ((await tx.quota.hold(contractId, 1)) > 0) return false;
          await tx.quota.record(spent);
          return true;
        });
      const taken = await Promise.all(Array.from({ length: 10 }, takeLast));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await used(contractId)).toBe(1);
    });

    test('is of a contract, a ticket and a person that there are', async () => {
      const { contractId, spent } = await aLedger();
      const hold = underTest().store.transaction((tx) => tx.quota.hold(ids.next(), 1));
      await expect(hold).rejects.toThrow();
      await expect(record({ ...spent, contractId: ids.next() })).rejects.toThrow();
      await expect(record({ ...spent, ticketId: ids.next() })).rejects.toThrow();
      await expect(record({ ...spent, actorId: ids.next() })).rejects.toThrow();
      expect(await used(contractId)).toBe(0);
    });

    test('of a contract that there is not is none', async () => {
      expect(await used(ids.next())).toBe(0);
      expect(await used('ACME')).toBe(0);
      expect(await entries('ACME')).toEqual([]);
    });
  });
}
