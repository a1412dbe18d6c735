// How Prisma speaks to the database: on the desk's own pool, with statements that come again prepared but once.
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';

/** How many statements are kept on each connection; lists of every length make far more than the desk's own. */
const CAPACITY = 300;

/** The driver adapter on `pool`, which stays open when Prisma disconnects. */
export const prismaAdapterOn = (pool: Pool): PrismaPg =>
  new PrismaPg(pool, { statementNameGenerator: statementNames(CAPACITY) });

/**
 * Names a statement from the second time on that its text is seen: under a name it is prepared once a connection, and
 * without one each time. Beyond the first `capacity` texts, none is named.
 */
export function statementNames(capacity: number): (query: { readonly sql: string }) => string {
  const known = new Map<string, string>();
  return ({ sql }) => {
    const name = known.get(sql);
    if (name === undefined && known.size < capacity) known.set(sql, `deskhand_${known.size + 1}`);
    return name ?? '';
  };
}
