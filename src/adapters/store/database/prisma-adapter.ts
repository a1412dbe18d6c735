// How Prisma speaks to the database: on the desk's own pool, and where a transaction is open already, inside that one.
import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { statementNames } from './statement-names.ts';

/** The driver adapter on `pool`, which stays open when Prisma disconnects. */
export const prismaAdapterOn = (pool: Pool): PrismaPg =>
  new PrismaPg(lendingPool(pool), { statementNameGenerator: statementNames('deskhand_prisma_') });

const lent = new AsyncLocalStorage<PoolClient>();

/** A transaction that is open on a connection. */
interface Joined {
  readonly connection: PoolClient;
  /** @throws once it takes no more statements. */
  readonly assertOpen: () => void;
}

/**
 * Has the one transaction that `begin` begins with Prisma take place in the one that is open: whoever opened that one
 * commits it.
 */
export const joining = <T>(joined: Joined, begin: () => Promise<T>): Promise<T> =>
  lent.run(lentBy(joined), begin);

/** The pool, which hands out the connection that is lent instead of one of its own. */
const lendingPool = (pool: Pool): Pool =>
  new Proxy(pool, {
    get(target, key) {
      if (key === 'connect') return async () => lent.getStore() ?? target.connect();
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const bounds = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);

/** A connection that stays its owner's: neither ended nor given back, and with a transaction that is not Prisma's. */
const lentBy = ({ connection, assertOpen }: Joined): PoolClient =>
  new Proxy(connection, {
    get(target, key) {
      if (key === 'release') return () => undefined;
      if (key === 'query')
        return async (statement: QueryConfig) => {
          if (bounds.has(statement.text)) return { fields: [], rows: [], rowCount: 0 };
          assertOpen();
          return target.query(statement);
        };
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
