// The store in memory: it keeps every promise of the port, so that tests of the app may run on it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ids, Repositories, Store } from '../../src/app/ports.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { memoryBudgets } from './store/budgets.ts';
import { memoryCodes } from './store/codes.ts';
import { memoryConversations } from './store/conversations.ts';
import { memoryDeliveries, nextDeliveryAt } from './store/deliveries.ts';
import { memoryDrafts } from './store/drafts.ts';
import { memoryInbox } from './store/inbox.ts';
import { memoryJobs } from './store/job-outbox.ts';
import { memoryLeases } from './store/leases.ts';
import { memoryOrganisations } from './store/organisations.ts';
import { memoryPeople } from './store/people.ts';
import { memoryPrivacy } from './store/privacy.ts';
import { memoryQuota } from './store/quota.ts';
import { memorySettings } from './store/settings.ts';
import { type EnqueuedJob, emptyState, forkState, type State } from './store/state.ts';
import { memoryTickets } from './store/tickets.ts';

export type { EnqueuedJob } from './store/state.ts';

export interface MemoryStore extends Store {
  /** Committed jobs that nobody has taken, in the order of enqueueing. */
  enqueuedJobs(): readonly EnqueuedJob[];
  /** When the next delivery can go out that nobody delivers; never where nothing is owed. */
  nextDeliveryAt(): Instant;
  /** Removes and returns the committed jobs due by `now`: those without a time first, then by time. */
  takeDueJobs(now: Instant): Promise<readonly EnqueuedJob[]>;
}

/** An empty store. Give it `ids` to share the app's; its own are valid UUIDs that count up from 1. */
export function createMemoryStore(ids: Ids = countingIds()): MemoryStore {
  let committed = emptyState();
  let last: Promise<unknown> = Promise.resolve();
  const transactions = new AsyncLocalStorage<{ isOpen: boolean }>();

  // On the real store's single embedded connection this would wait for itself.
  const refuseInside = (): void => {
    if (transactions.getStore()?.isOpen)
      throw new Error('the store was used inside a transaction: use its `tx`');
  };

  function inTurn<T>(turn: () => Promise<T>): Promise<T> {
    const mine = last.then(turn);
    last = mine.catch(() => undefined);
    return mine;
  }

  const listeners: ((conversationId: string) => void)[] = [];

  async function run<T>(work: (tx: Repositories) => Promise<T>): Promise<T> {
    const state = forkState(committed);
    const owed = new Set<string>();
    const transaction = { isOpen: true };
    try {
      const result = await transactions.run(transaction, () =>
        work(
          guarded(
            repositories(state, ids, (id) => owed.add(id)),
            transaction,
          ),
        ),
      );
      committed = state;
      for (const id of owed) for (const listener of listeners) listener(id);
      return result;
    } finally {
      transaction.isOpen = false;
    }
  }

  return {
    async transaction(work) {
      refuseInside();
      return inTurn(() => run(work));
    },
    async alone(work) {
      refuseInside();
      return inTurn(() => run(work));
    },
    async read(work) {
      refuseInside();
      return work(repositories(committed, ids, () => undefined));
    },
    onOwed: (listener) => void listeners.push(listener),
    enqueuedJobs: () => [...committed.jobs.values()],
    nextDeliveryAt: () => nextDeliveryAt(committed),
    takeDueJobs: (now) =>
      inTurn(async () => {
        const due = [...committed.jobs].filter(([, job]) => job.runAt === null || job.runAt <= now);
        for (const [key] of due) committed.jobs.delete(key);
        return due.map(([, job]) => job).sort((a, b) => (a.runAt ?? 0) - (b.runAt ?? 0));
      }),
  };
}

/** UUIDs 00000000-0000-7000-8000-000000000001 and so on. */
export function countingIds(): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}

function repositories(state: State, ids: Ids, onOwed: (conversationId: string) => void): Repositories {
  return {
    tickets: memoryTickets(state),
    people: memoryPeople(state, ids),
    organisations: memoryOrganisations(state),
    quota: memoryQuota(state),
    codes: memoryCodes(state),
    conversations: memoryConversations(state, ids),
    deliveries: memoryDeliveries(state, ids, onOwed),
    budgets: memoryBudgets(state),
    drafts: memoryDrafts(state),
    inbox: memoryInbox(state),
    leases: memoryLeases(state),
    settings: memorySettings(state),
    privacy: memoryPrivacy(state, ids),
    jobs: memoryJobs(state, ids),
  };
}

/** The same repositories, unusable once their transaction has ended. */
function guarded(tx: Repositories, transaction: { readonly isOpen: boolean }): Repositories {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (!transaction.isOpen && name in target) throw new Error('the transaction has ended');
      return Reflect.get(target, name, receiver);
    },
  });
}
