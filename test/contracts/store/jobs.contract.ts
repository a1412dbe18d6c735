// The contract of jobs: they commit with the transaction that enqueued them.
import { describe, expect, test } from 'vitest';
import { ids, monday } from './samples.ts';
import type { UnderTest } from './under-test.ts';

const HOUR_MS = 3_600_000;
/** Far enough ahead that no store takes it for now. */
const later = monday + 1_000_000 * HOUR_MS;

export function jobsContract(underTest: UnderTest): void {
  const about = async (id: string) => (await underTest().waitingJobs()).filter((job) => job.id === id);

  describe('a job', () => {
    test('waits once the transaction that enqueued it has committed', async () => {
      const id = ids.next();
      await underTest().store.transaction(async (tx) => {
        await tx.jobs.enqueue('page', id);
        await tx.jobs.enqueue('open-draft', id, { runAt: later });
      });
      const jobs = await about(id);
      expect(jobs).toHaveLength(2);
      expect(jobs).toContainEqual({ queue: 'page', id, key: null, runAt: null });
      expect(jobs).toContainEqual({ queue: 'open-draft', id, key: null, runAt: later });
    });

    test('does not exist when that transaction failed', async () => {
      const id = ids.next();
      const failed = underTest().store.transaction(async (tx) => {
        await tx.jobs.enqueue('page', id);
        await tx.jobs.enqueue('open-draft', id, { key: id, runAt: later });
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await about(id)).toEqual([]);
    });

    test('without a key stands beside others of its row', async () => {
      const id = ids.next();
      await underTest().store.transaction(async (tx) => {
        await tx.jobs.enqueue('page', id);
        await tx.jobs.enqueue('page', id);
      });
      expect(await about(id)).toHaveLength(2);
    });

    test('with a key takes the place of the one that waits under it, with its own time', async () => {
      const { store } = underTest();
      const id = ids.next();
      await store.transaction((tx) => tx.jobs.enqueue('open-draft', id, { key: id, runAt: later }));
      await store.transaction((tx) => tx.jobs.enqueue('open-draft', id, { key: id, runAt: later + HOUR_MS }));
      expect(await about(id)).toEqual([{ queue: 'open-draft', id, key: id, runAt: later + HOUR_MS }]);
      await store.transaction((tx) => tx.jobs.enqueue('open-draft', id, { key: id }));
      expect(await about(id)).toEqual([{ queue: 'open-draft', id, key: id, runAt: null }]);
    });

    test('with a key leaves that key of another queue alone', async () => {
      const id = ids.next();
      await underTest().store.transaction(async (tx) => {
        await tx.jobs.enqueue('open-draft', id, { key: id, runAt: later });
        await tx.jobs.enqueue('retarget', id, { key: id, runAt: later });
        await tx.jobs.enqueue('page', id, { key: id, runAt: later });
      });
      expect(await about(id)).toHaveLength(3);
    });

    test('stays as it was when the transaction that replaced or cancelled it failed', async () => {
      const { store } = underTest();
      const id = ids.next();
      await store.transaction((tx) => tx.jobs.enqueue('open-draft', id, { key: id, runAt: later }));
      const failed = store.transaction(async (tx) => {
        await tx.jobs.enqueue('open-draft', id, { key: id });
        await tx.jobs.cancel('open-draft', id);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await about(id)).toEqual([{ queue: 'open-draft', id, key: id, runAt: later }]);
    });

    test('is dropped by its key, and dropping what is not there is no error', async () => {
      const { store } = underTest();
      const id = ids.next();
      await store.transaction((tx) => tx.jobs.enqueue('open-draft', id, { key: id, runAt: later }));
      await store.transaction((tx) => tx.jobs.cancel('retarget', id));
      expect(await about(id)).toHaveLength(1);
      await store.transaction((tx) => tx.jobs.cancel('open-draft', id));
      await store.transaction((tx) => tx.jobs.cancel('open-draft', id));
      expect(await about(id)).toEqual([]);
    });

    test('of one key waits once when ten transactions enqueue it at once', async () => {
      const { store } = underTest();
      const id = ids.next();
      const enqueue = () => store.transaction((tx) => tx.jobs.enqueue('page', id, { key: id }));
      await Promise.all(Array.from({ length: 10 }, enqueue));
      expect(await about(id)).toHaveLength(1);
    });
  });
}
