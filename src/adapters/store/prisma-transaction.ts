// The client that repositories work with, and transactions that are tried again when they got in another's way.
import { StoreUnavailableError } from '../../app/store-unavailable.ts';
import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';
import { isConnectionLoss } from './connection-loss.ts';
import { type Availability, alwaysThere } from './database/availability.ts';

/** A Prisma client, inside a transaction or not. */
export type PrismaTransaction = Prisma.TransactionClient;

/** On the embedded database's one connection, transactions queue up for each other. */
const MAX_WAIT_MS = 30_000;
const TIMEOUT_MS = 30_000;
const ATTEMPTS = 5;
/** A server that restarts leaves several connections in the pool that are dead and do not know it yet. */
const LOSSES_BORNE = 3;

export interface TransactionOptions {
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
  prisma: PrismaClient,
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
      return await prisma.$transaction(markedWork, { maxWait: MAX_WAIT_MS, timeout: timeoutMs });
    } catch (error) {
      if (isConnectionLoss(error)) {
        availability.suspect();
        losses += 1;
        if (isWorkDone || losses > LOSSES_BORNE) throw new StoreUnavailableError(error);
      } else if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

/**
 * Runs `work`, one statement that commits by itself and changes nothing the second time, anew when the connection was
 * lost.
 * @throws what `work` throws, and `StoreUnavailableError` when the database cannot be reached.
 */
export async function aloneOn<T>(
  prisma: PrismaTransaction,
  work: (client: PrismaTransaction) => Promise<T>,
  availability: Availability,
): Promise<T> {
  for (let losses = 0; ; ) {
    assertUp(availability);
    try {
      return await work(prisma);
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
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (conflictCodes.has(error.code) || isRawConflict(error))
  );
}

const conflictCodes = new Set(['P2034', 'P2002', 'P2003']);
const rawConflictCodes = new Set(['40001', '40P01', '23505', '23503']);

/** Prisma reports what a raw query ran into as P2010, with the driver adapter's error inside. */
function isRawConflict(error: Prisma.PrismaClientKnownRequestError): boolean {
  const detail = error.meta?.driverAdapterError;
  if (error.code !== 'P2010' || !(detail instanceof Error)) return false;
  const { cause } = detail;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'originalCode' in cause &&
    rawConflictCodes.has(String(cause.originalCode))
  );
}
