// The store on Prisma, the same on the embedded database and on a PostgreSQL server.
import type { Ids, Repositories, Store } from '../../app/ports.ts';
import { StoreUnavailableError } from '../../app/store-unavailable.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { prismaBudgets } from './budgets.ts';
import { prismaCodes } from './codes.ts';
import { isConnectionLoss } from './connection-loss.ts';
import { prismaConversations } from './conversations.ts';
import type { Availability } from './database/availability.ts';
import type { Database } from './database/database.ts';
import { POOL_SIZE } from './database/server-database.ts';
import { type OnOwed, prismaDeliveries } from './deliveries.ts';
import { prismaDrafts } from './drafts.ts';
import { prismaInbox } from './inbox.ts';
import { prismaJobOutbox } from './job-outbox.ts';
import { prismaLeases } from './leases.ts';
import { prismaOrganisations } from './organisations.ts';
import { prismaPeople } from './people.ts';
import {
  aloneOn,
  assertUp,
  inTransaction,
  openStoreClient,
  type PrismaTransaction,
  type StoreClient,
} from './prisma-transaction.ts';
import { prismaPrivacy } from './privacy.ts';
import { prismaQuota } from './quota.ts';
import { prismaSettings } from './settings.ts';
import { prismaTickets } from './tickets.ts';
import { createTurns } from './turns.ts';

export interface StoreParts {
  /** Open and migrated; the store leaves closing it to whoever opened it. */
  readonly database: Database;
  /** Started, with the desk's queues defined. */
  readonly jobs: Jobs;
  readonly ids: Ids;
}

/**
 * The store. A transaction that got in another's way is run anew, so the work given to `transaction` may run more
 * than once: it must leave everything outside the transaction alone, and must not use the store itself, since the
 * embedded database's one connection is taken by then. While the database cannot be reached everything throws
 * `StoreUnavailableError`, at once where that is known already.
 */
export function createStore({ database, jobs, ids }: StoreParts): Store {
  const client = openStoreClient(database);
  const listeners: OnOwed[] = [];
  const repositories = (tx: PrismaTransaction, onOwed: OnOwed): Repositories => ({
    tickets: prismaTickets(tx),
    people: prismaPeople(tx, ids),
    organisations: prismaOrganisations(tx),
    quota: prismaQuota(tx),
    codes: prismaCodes(tx),
    conversations: prismaConversations(tx, ids),
    deliveries: prismaDeliveries(tx, ids, onOwed),
    budgets: prismaBudgets(tx),
    drafts: prismaDrafts(tx),
    inbox: prismaInbox(tx),
    leases: prismaLeases(tx),
    settings: prismaSettings(tx),
    privacy: prismaPrivacy(tx, ids),
    jobs: prismaJobOutbox(tx, jobs),
  });
  const tell = (owed: Iterable<string>): void => {
    for (const id of owed) for (const listener of listeners) listener(id);
  };
  const { availability } = database;
  const turns = createTurns(database.kind === 'server' ? POOL_SIZE - CONNECTIONS_FOR_READS : 1);
  availability.onChange((isUp) => {
    if (!isUp) turns.abandon(new StoreUnavailableError(new Error('the database went away')));
  });
  const read = reads(client, availability);
  return {
    async transaction(work, { isUrgent = false } = {}) {
      assertUp(availability);
      let owed = new Set<string>();
      const run = () => {
        const anew = (tx: PrismaTransaction) => {
          owed = new Set();
          return work(repositories(tx, (id) => owed.add(id)));
        };
        return inTransaction(client, anew, { availability });
      };
      const result = await turns.take(run, isUrgent);
      tell(owed);
      return result;
    },
    async alone(work) {
      assertUp(availability);
      const owed = new Set<string>();
      const run = () =>
        aloneOn(client, (loose) => work(repositories(loose, (id) => owed.add(id))), availability);
      const result = await turns.take(run);
      tell(owed);
      return result;
    },
    read: (work) => read((loose) => work(repositories(loose, () => undefined))),
    onOwed: (listener) => void listeners.push(listener),
  };
}

/** So that reads, which take no turns, do not wait behind a crowd of transactions. */
const CONNECTIONS_FOR_READS = 2;

/** Reads outside transactions; they too throw `StoreUnavailableError` when the database cannot be reached. */
function reads({ loose }: StoreClient, availability: Availability) {
  return async <T>(work: (client: PrismaTransaction) => Promise<T>): Promise<T> => {
    assertUp(availability);
    try {
      return await work(loose);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      availability.suspect();
      throw new StoreUnavailableError(error);
    }
  };
}
