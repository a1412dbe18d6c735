// Codes for invitations and for linking accounts, in the database.
import { z } from 'zod';
import type { Code, Codes } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const purpose = z.enum(['invitation', 'link']) satisfies z.ZodType<Code['purpose']>;

export function prismaCodes(prisma: PrismaTransaction): Codes {
  return {
    async issue(code) {
      await prisma.code.create({ data: { ...code, expiresAt: dateOf(code.expiresAt) } });
    },
    async find(hash, wanted, now) {
      const row = await prisma.code.findFirst({
        where: { hash, purpose: wanted, expiresAt: { gt: dateOf(now) } },
      });
      return row === null ? null : fromRow(row);
    },
    async redeem(hash, wanted, now) {
      // One statement, so that of two at once the later sees what the earlier left.
      const [row] = await prisma.code.updateManyAndReturn({
        where: { hash, purpose: wanted, usesLeft: { gt: 0 }, expiresAt: { gt: dateOf(now) } },
        data: { usesLeft: { decrement: 1 } },
      });
      await prisma.code.deleteMany({ where: { expiresAt: { lte: dateOf(now) } } });
      return row === undefined ? null : fromRow(row);
    },
  };
}

const fromRow = (row: Prisma.CodeModel): Code => ({
  ...row,
  purpose: purpose.parse(row.purpose),
  expiresAt: instantOf(row.expiresAt),
});
