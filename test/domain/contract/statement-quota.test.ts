// What a statement says of priority incidents: by month, by contract year, and where a year ends within the month.
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/domain/contract/contract.ts';
import { periodOf } from '../../../src/domain/contract/month.ts';
import { type QuotaMove, quotaStandings } from '../../../src/domain/contract/statement-quota.ts';
import { moscow } from '../sla/given.ts';

const timezone = 'Europe/Moscow';
const contract: Contract = {
  id: 'c1',
  organisationId: 'o1',
  plan: 'msa-start',
  startsOn: '2026-03-16',
  endsOn: '2027-11-10',
  contacts: [],
};
const move = (kind: QuotaMove['kind'], at: string, year = 1): QuotaMove => ({
  kind,
  year,
  at: moscow(`${at} 10:00`),
});
const standings = (month: string, moves: readonly QuotaMove[], change: Partial<Contract> = {}, granted = 6) =>
  quotaStandings({ ...contract, ...change }, moves, { granted, period: periodOf(month, timezone), timezone });

describe('the quota of a statement', () => {
  it('counts what was taken and given back in the month, and what was in use when it ended', () => {
    const moves = [
      move('spent', '2026-09-01'),
      move('spent', '2026-10-02'),
      move('spent', '2026-10-03'),
      move('refunded', '2026-10-30'),
      move('spent', '2026-11-01'),
    ];
    expect(standings('2026-10', moves)).toEqual([
      {
        plan: 'msa-start',
        startsOn: '2026-03-16',
        endsOn: '2027-03-15',
        granted: 6,
        spent: 2,
        refunded: 1,
        used: 2,
        left: 4,
      },
    ]);
  });

  it('tells of both contract years where one ends within the month, each by its own entries', () => {
    const moves = [
      move('spent', '2027-03-02', 1),
      move('spent', '2027-03-20', 2),
      move('refunded', '2027-03-21', 1),
    ];
    expect(
      standings('2027-03', moves).map(({ startsOn, spent, refunded, left }) => [
        startsOn,
        spent,
        refunded,
        left,
      ]),
    ).toEqual([
      ['2026-03-16', 1, 1, 6],
      ['2027-03-16', 1, 0, 5],
    ]);
  });

  it('is told of the months in which the contract is in force, its first and last among them', () => {
    expect(['2026-02', '2026-03', '2027-11', '2027-12'].map((month) => standings(month, []).length)).toEqual([
      0, 1, 1, 0,
    ]);
    expect(standings('2030-01', [], { endsOn: null })).toHaveLength(1);
  });

  it('is none where the plan grants none', () => expect(standings('2026-10', [], {}, 0)).toEqual([]));

  it('never tells of less than none left', () => {
    const moves = [move('spent', '2026-10-01'), move('spent', '2026-10-02')];
    expect(standings('2026-10', moves, {}, 1)[0]).toMatchObject({ used: 2, left: 0 });
  });
});
