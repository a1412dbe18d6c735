// How much of the platforms' budgets is used, in the database.
import type { Budgets, BudgetUse } from '../../app/ports.ts';
import { nullableDateOf, nullableInstantOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

export function prismaBudgets(prisma: PrismaTransaction): Budgets {
  return {
    async hold(keys) {
      // Changing nothing holds the rows, in the order of their keys so that two transactions do not wait for each other.
      const rows = await prisma.$queryRaw<{ key: string; givenAt: number[]; blockedUntil: Date | null }[]>`
        INSERT INTO send_budgets AS budget (key, given_at)
        SELECT DISTINCT key, ARRAY[]::float8[] FROM unnest(${[...keys]}::text[]) AS key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET key = budget.key
        RETURNING key, given_at AS "givenAt", blocked_until AS "blockedUntil"`;
      return new Map(
        rows.map(({ key, givenAt, blockedUntil }): [string, BudgetUse] => [
          key,
          { givenAt, blockedUntil: nullableInstantOf(blockedUntil) },
        ]),
      );
    },
    async save(uses) {
      const rows = [...uses].map(([key, { givenAt, blockedUntil }]) => ({
        key,
        given_at: givenAt,
        blocked_until: nullableDateOf(blockedUntil),
      }));
      await prisma.$executeRaw`
        UPDATE send_budgets AS budget SET given_at = used.given_at, blocked_until = used.blocked_until
          FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
               AS used (key text, given_at float8[], blocked_until timestamptz)
         WHERE budget.key = used.key`;
    },
  };
}
