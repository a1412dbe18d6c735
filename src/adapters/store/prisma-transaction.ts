// The client that repositories work with, and transactions that are tried again when they got in another's way.
import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';

/** A Prisma client, inside a transaction or not. */
export type PrismaTransaction = Prisma.TransactionClient;

/** On the embedded database's one connection, transactions queue up for each other. */
const MAX_WAIT_MS = 30_000;
const TIMEOUT_MS = 30_000;
const ATTEMPTS = 5;

/**
 * Runs `work` in a transaction, anew when another transaction was in its way: `work` must have no effect outside.
 * @throws what `work` throws, and the database's error when the last attempt fails too.
 */
export async function inTransaction<T>(
  prisma: PrismaClient,
  work: (tx: PrismaTransaction) => Promise<T>,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma.$transaction(work, { maxWait: MAX_WAIT_MS, timeout: timeoutMs });
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
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
