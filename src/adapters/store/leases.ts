// Sole rights among processes, in the database: each change is one statement, so that of two the later sees the earlier.
import type { Leases } from '../../app/ports.ts';
import { dateOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** The owner of a right that was left. */
const nobody = '';

export function prismaLeases(prisma: PrismaTransaction): Leases {
  return {
    async take(name, owner, now, until) {
      // A right that another has stays locked until this transaction ends: what else the transaction wrote is there to
      // be read when that other one learns, in giving it back, that it was asked for.
      const [row] = await prisma.$queryRaw<{ owner: string; is_new: boolean }[]>`
        INSERT INTO leases (name, owner, until) VALUES (${name}, ${owner}, ${dateOf(until)})
        ON CONFLICT (name) DO UPDATE SET
          owner = CASE WHEN leases.owner = ${owner} OR leases.until <= ${dateOf(now)} THEN excluded.owner ELSE leases.owner END,
          until = CASE WHEN leases.owner = ${owner} OR leases.until <= ${dateOf(now)} THEN excluded.until ELSE leases.until END,
          asked = leases.owner = ${owner} OR leases.until > ${dateOf(now)}
        RETURNING owner, (xmax = 0) AS is_new`;
      if (row?.owner !== owner) return null;
      return row.is_new ? 'anew' : 'over';
    },
    async prolong(owner, names, until) {
      await prisma.$executeRaw`
        UPDATE leases SET until = ${dateOf(until)} WHERE owner = ${owner} AND name = ANY(${[...names]}::text[])`;
    },
    async giveBack(name, owner) {
      const gone = await prisma.$executeRaw`
        DELETE FROM leases WHERE name = ${name} AND owner = ${owner} AND NOT asked`;
      if (gone === 1) return true;
      const asked = await prisma.$executeRaw`
        UPDATE leases SET asked = false WHERE name = ${name} AND owner = ${owner}`;
      return asked === 0;
    },
    async release(name, owner) {
      await prisma.$executeRaw`DELETE FROM leases WHERE name = ${name} AND owner = ${owner}`;
    },
    async leave(owner, name) {
      const where = { owner, ...(name !== undefined && { name }) };
      await prisma.lease.updateMany({ where, data: { owner: nobody, until: dateOf(0), asked: false } });
    },
  };
}
