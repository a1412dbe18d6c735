// The in-memory store keeps the contract, and is no more forgiving than the real ones.
import { describe, expect, test } from 'vitest';
import { aUser, monday } from '../../contracts/store/samples.ts';
import { storeContract } from '../../contracts/store.contract.ts';
import { createMemoryStore } from '../../fakes/store.ts';

storeContract('the in-memory store', async () => {
  const store = createMemoryStore();
  return { store, waitingJobs: async () => store.enqueuedJobs(), dispose: async () => undefined };
});

describe('the in-memory store', () => {
  test('refuses to be used inside a transaction, where the embedded database would wait for itself', async () => {
    const store = createMemoryStore();
    await expect(store.transaction(() => store.read(async () => 1))).rejects.toThrow('inside a transaction');
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(
      'inside a transaction',
    );
  });

  test('refuses repositories whose transaction has ended', async () => {
    const store = createMemoryStore();
    const tx = await store.transaction(async (tx) => tx);
    expect(() => tx.people).toThrow('the transaction has ended');
  });

  test('does not show a transaction’s changes before it has committed', async () => {
    const store = createMemoryStore();
    const user = aUser();
    let seen: Promise<unknown> = Promise.resolve('nobody looked');
    const look = Promise.withResolvers<void>();
    const looked = look.promise.then(() => {
      seen = store.read((repositories) => repositories.people.findUser('slack', user.userId));
      return seen;
    });
    await store.transaction(async (tx) => {
      await tx.people.identify(user);
      look.resolve();
      await looked;
    });
    expect(await seen).toBeNull();
  });

  test('hands out due jobs once, in the order of their times', async () => {
    const store = createMemoryStore();
    await store.transaction(async (tx) => {
      await tx.jobs.enqueue('remind', 'later', { runAt: monday + 2 });
      await tx.jobs.enqueue('remind', 'second', { runAt: monday + 1 });
      await tx.jobs.enqueue('retarget', 'first');
    });
    const ids = async (now: number) => (await store.takeDueJobs(now)).map(({ id }) => id);
    expect(await ids(monday + 1)).toEqual(['first', 'second']);
    expect(await ids(monday + 1)).toEqual([]);
    expect(store.enqueuedJobs().map(({ id }) => id)).toEqual(['later']);
  });
});
