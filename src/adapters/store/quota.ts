// The ledger of priority incidents in the database.
import { z } from 'zod';
import type { Quota, QuotaEntry } from '../../app/ports.ts';
import type { ContractId } from '../../domain/contract/contract.ts';
import { refundReasons } from '../../domain/events.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, instantOf, isId } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const kind = z.enum(['spent', 'refunded']) satisfies z.ZodType<QuotaEntry['kind']>;
const reason = z.enum(refundReasons).nullable() satisfies z.ZodType<QuotaEntry['reason']>;

export function prismaQuota(prisma: PrismaTransaction): Quota {
  return {
    async hold(contractId, year) {
      await makeYear(prisma, contractId, year);
      const rows = await prisma.$queryRaw<{ used: number }[]>`
        SELECT used FROM quota_years WHERE contract_id = ${contractId}::uuid AND year = ${year} FOR UPDATE`;
      return rows[0]?.used ?? 0;
    },
    async record(entry) {
      await (entry.kind === 'spent' ? take(prisma, entry) : giveBack(prisma, entry));
      await prisma.quotaEntry.create({ data: { ...entry, at: dateOf(entry.at) } });
    },
    async used(contractId, year) {
      if (!isId(contractId)) return 0;
      const row = await prisma.quotaYear.findUnique({ where: { contractId_year: { contractId, year } } });
      return row?.used ?? 0;
    },
    async entries(contractId) {
      if (!isId(contractId)) return [];
      const rows = await prisma.quotaEntry.findMany({ where: { contractId }, orderBy: { position: 'asc' } });
      return rows.map(entryFromRow);
    },
  };
}

type ContractYear = Pick<QuotaEntry, 'contractId' | 'year'>;

async function take(prisma: PrismaTransaction, { contractId, year }: ContractYear): Promise<void> {
  await makeYear(prisma, contractId, year);
  await prisma.quotaYear.update({
    where: { contractId_year: { contractId, year } },
    data: { used: { increment: 1 } },
  });
}

async function giveBack(prisma: PrismaTransaction, { contractId, year }: ContractYear): Promise<void> {
  const { count } = await prisma.quotaYear.updateMany({
    where: { contractId, year, used: { gt: 0 } },
    data: { used: { decrement: 1 } },
  });
  if (count === 0) throw new Error(`nothing of year ${year} of contract ${contractId} is in use`);
}

const makeYear = (prisma: PrismaTransaction, contractId: ContractId, year: number): Promise<unknown> =>
  prisma.quotaYear.createMany({ data: [{ contractId, year }], skipDuplicates: true });

function entryFromRow({ position: _position, ...row }: Prisma.QuotaEntryModel): QuotaEntry {
  return {
    ...row,
    kind: kind.parse(row.kind),
    reason: reason.parse(row.reason),
    at: instantOf(row.at),
  };
}
