// Under any interleaving of spends and refunds the quota is what its ledger adds up to, and keeps its bounds.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import type { QuotaEntry, Repositories, Store } from '../../../src/app/ports.ts';
import type { ContractId } from '../../../src/domain/contract/contract.ts';
import type { TicketId } from '../../../src/domain/ticket.ts';
import { aPerson, keptContract, monday, openTicket } from '../../contracts/store/samples.ts';
import { describeEachDatabase, silentLogger, type TestDatabase } from '../../support/databases.ts';

const ACTS = 50;
const TICKETS = 12;
const YEAR = 1;

interface Act {
  readonly kind: QuotaEntry['kind'];
  /** Which of the tickets, from 0. */
  readonly ticket: number;
  /** Whether its transaction fails at the last moment. */
  readonly fails: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('spent', 'spent', 'refunded'),
  ticket: fc.nat(TICKETS - 1),
  fails: fc.integer({ min: 1, max: 10 }).map((one) => one === 1),
});

const takes = ({ kind }: Pick<QuotaEntry, 'kind'>): number => (kind === 'spent' ? 1 : -1);
const sum = (entries: readonly QuotaEntry[]): number =>
  entries.reduce((total, entry) => total + takes(entry), 0);

/** Takes one for a ticket that has none, while there are some left; or gives back one that the ticket has. */
async function carryOut(
  { quota }: Repositories,
  act: Act,
  { contractId, ticketId, granted }: { contractId: ContractId; ticketId: TicketId; granted: number },
): Promise<void> {
  const used = await quota.hold(contractId, YEAR);
  const own = (await quota.entries(contractId)).filter((entry) => entry.ticketId === ticketId);
  const { kind } = act;
  const may = kind === 'spent' ? used < granted && sum(own) === 0 : sum(own) > 0;
  const reason = kind === 'spent' ? null : 'cancelled';
  const entry = { contractId, year: YEAR, ticketId, kind, reason, at: monday, actorId: null } as const;
  if (may) await quota.record(entry);
  if (act.fails) throw new Error('on purpose');
}

describeEachDatabase('fifty spends and refunds at once', (kind) => {
  let opened: TestDatabase;
  let jobs: Jobs;
  let store: Store;
  let tickets: readonly TicketId[];
  beforeAll(async () => {
    opened = await kind.open();
    jobs = await openJobs(opened.database, { logger: silentLogger });
    store = createStore({ database: opened.database, jobs, ids: uuidIds(systemClock) });
    const person = await aPerson(store);
    tickets = await Promise.all(
      Array.from({ length: TICKETS }, async () => (await openTicket(store, person)).id),
    );
  });
  afterAll(async () => {
    await jobs.stop({ timeoutMs: 1_000 });
    await opened.dispose();
  });

  test('leave in use what was spent less what was refunded, never below none nor above what is granted', async () => {
    const acts = fc.array(act, { minLength: ACTS, maxLength: ACTS });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), acts, async (granted, all) => {
        const { id: contractId } = await keptContract(store);
        const done = await Promise.allSettled(
          all.map((act) => {
            const about = { contractId, ticketId: tickets[act.ticket] ?? '', granted };
            return store.transaction((tx) => carryOut(tx, act, about));
          }),
        );
        expect(done.map(({ status }) => status === 'rejected')).toEqual(all.map(({ fails }) => fails));

        await store.read(async ({ quota }) => {
          const entries = await quota.entries(contractId);
          const balances = entries.map((_, index) => sum(entries.slice(0, index + 1)));
          expect(await quota.used(contractId, YEAR)).toBe(balances.at(-1) ?? 0);
          expect(Math.min(0, ...balances)).toBe(0);
          expect(Math.max(0, ...balances)).toBeLessThanOrEqual(granted);
        });
      }),
      // A failure is not shrunk: another interleaving would be another case.
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);

  test('cannot leave less than none in use, whoever writes', async () => {
    const { id } = await keptContract(store);
    await store.transaction((tx) => tx.quota.hold(id, YEAR));
    const written = opened.database.pool.query('UPDATE quota_years SET used = -1 WHERE contract_id = $1', [
      id,
    ]);
    await expect(written).rejects.toThrow('quota_years_used_check');
  });
});
