// The client that repositories work with, and transactions that are tried again when they got in another's way.
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { StoreUnavailableError } from '../../app/store-unavailable.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { isConnectionLoss } from './connection-loss.ts';
import { type Availability, alwaysThere } from './database/availability.ts';
import type { Database } from './database/database.ts';
import { joining } from './database/prisma-adapter.ts';
import { type RawSql, rawSql } from './raw-sql.ts';

/** What repositories work with, inside a transaction or not: Prisma's models, and SQL straight on the connection. */
export type PrismaTransaction = Models & RawSql;
type Models = Omit<Prisma.TransactionClient, `$${string}`>;

/** The database as the store uses it. */
export interface StoreClient {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /** Outside any transaction. */
  readonly loose: PrismaTransaction;
}

/** Opens Prisma on the database, which stays open when that is disconnected. */
export function openStoreClient({
  pool,
  prismaAdapter,
}: Pick<Database, 'pool' | 'prismaAdapter'>): StoreClient {
  const prisma = new PrismaClient({ adapter: prismaAdapter });
  const loose = withModels(
    rawSql((statement) => pool.query(statement)),
    async () => prisma,
  );
  return { pool, prisma, loose };
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 5;
/** A server that restarts leaves several connections in the pool that are dead and do not know it yet. */
const LOSSES_BORNE = 3;

export interface TransactionOptions {
  /** From when it has a connection. */
  readonly timeoutMs?: number;
  /** Whether it is worth trying, and who is to hear that it was not. */
  readonly availability?: Availability;
}

/**
 * Runs `work` in a transaction, anew when another transaction was in its way, or when the connection was lost before
 * it could commit: `work` must have no effect outside.
 * @throws what `work` throws, the database's error when the last attempt fails too, and `StoreUnavailableError` when
 * the database cannot be reached or was lost at the commit, of which then nobody knows whether it took place.
 */
export async function inTransaction<T>(
  client: StoreClient,
  work: (tx: PrismaTransaction) => Promise<T>,
  { timeoutMs = TIMEOUT_MS, availability = alwaysThere }: TransactionOptions = {},
): Promise<T> {
  let isWorkDone = false;
  let losses = 0;
  const markedWork = async (tx: PrismaTransaction): Promise<T> => {
    isWorkDone = false;
    const result = await work(tx);
    isWorkDone = true;
    return result;
  };
  for (let attempt = 1; ; attempt++) {
    assertUp(availability);
    try {
      return await once(client, markedWork, timeoutMs);
    } catch (error) {
      if (isConnectionLoss(error)) {
        availability.suspect();
        losses += 1;
        if (isWorkDone || losses > LOSSES_BORNE)
          throw new StoreUnavailableError(error, { isOutcomeUnknown: isWorkDone });
      } else if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

async function once<T>(
  { pool, prisma }: StoreClient,
  work: (tx: PrismaTransaction) => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  const connection = await pool.connect();
  const transaction = openTransaction(connection, prisma);
  try {
    await connection.query('BEGIN');
    const result = await within(timeoutMs, work(transaction.tx));
    await transaction.end();
    // What failed and was borne by `work` has the server roll back where it is asked to commit.
    const { command } = await connection.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('a statement failed, so that the transaction was rolled back');
    connection.release();
    return result;
  } catch (error) {
    transaction.abandon(error);
    // Not waited for: a statement that hangs would have it wait as well.
    connection.query('ROLLBACK').then(
      () => connection.release(),
      (lost: Error) => connection.release(lost),
    );
    throw error;
  }
}

interface OpenTransaction {
  readonly tx: PrismaTransaction;
  /** From now on it takes no more statements; resolves when it can be committed. */
  end(): Promise<void>;
  abandon(reason: unknown): void;
}

/** A transaction that is open on `connection`; Prisma joins it once a model is asked for. */
function openTransaction(connection: PoolClient, prisma: PrismaClient): OpenTransaction {
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => undefined);
  let isOpen = true;
  let models: Promise<Models> | undefined;
  let prismaEnded: Promise<void> | undefined;
  const join = (): Promise<Models> => {
    const begun = Promise.withResolvers<Models>();
    const run = prisma.$transaction(
      async (tx) => {
        begun.resolve(tx);
        await ended.promise;
      },
      { timeout: LONGEST_MS },
    );
    prismaEnded = run.catch(begun.reject);
    return begun.promise;
  };
  const assertOpen = (): void => {
    if (!isOpen) throw new Error('the transaction is over');
  };
  const sql = rawSql(async (statement) => {
    assertOpen();
    return connection.query(statement);
  });
  return {
    tx: withModels(sql, async () => {
      assertOpen();
      models ??= joining({ connection, assertOpen }, join);
      return models;
    }),
    async end() {
      isOpen = false;
      ended.resolve();
      await prismaEnded;
    },
    abandon(reason) {
      isOpen = false;
      ended.reject(reason);
    },
  };
}

/** Prisma's own limit must not come before the store's. */
const LONGEST_MS = 60 * MINUTE_MS;

/** Prisma's models, which are there once they are asked for. */
function withModels(sql: RawSql, models: () => Promise<Models>): PrismaTransaction {
  const operations = (model: string) =>
    new Proxy(
      {},
      {
        get:
          (_, operation) =>
          async (...args: unknown[]) => {
            const delegate = Reflect.get(await models(), model);
            return Reflect.apply(Reflect.get(delegate, operation), delegate, args);
          },
      },
    );
  // TypeScript cannot know that what is looked up by name has all of the names.
  return new Proxy(sql, {
    get: (target, name) =>
      Reflect.get(target, name) ?? (typeof name === 'string' ? operations(name) : undefined),
  }) as PrismaTransaction;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`the transaction took longer than ${ms} ms`)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work`, one statement that commits by itself and changes nothing the second time, anew when the connection was
 * lost.
 * @throws what `work` throws, and `StoreUnavailableError` when the database cannot be reached.
 */
export async function aloneOn<T>(
  { loose }: StoreClient,
  work: (client: PrismaTransaction) => Promise<T>,
  availability: Availability,
): Promise<T> {
  for (let losses = 0; ; ) {
    assertUp(availability);
    try {
      return await work(loose);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      availability.suspect();
      losses += 1;
      if (losses > LOSSES_BORNE) throw new StoreUnavailableError(error);
    }
  }
}

/** @throws StoreUnavailableError while the database is known to be away. */
export function assertUp(availability: Availability): void {
  if (!availability.isUp()) throw new StoreUnavailableError(new Error('the database is known to be away'));
}

/**
 * A deadlock, a failed serialisation, or a row that another transaction inserted or removed first. After that one has
 * ended the same work finds its traces and goes another way; if it is at fault itself, it fails again.
 */
function isConflict(error: unknown): boolean {
  if (error instanceof DatabaseError) return sqlStates.has(error.code ?? '');
  return error instanceof Prisma.PrismaClientKnownRequestError && prismaCodes.has(error.code);
}

const sqlStates = new Set(['40001', '40P01', '23505', '23503']);
/** The same, as Prisma's models report them. */
const prismaCodes = new Set(['P2034', 'P2002', 'P2003']);
