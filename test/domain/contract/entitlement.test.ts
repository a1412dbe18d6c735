// Which contract an organisation's requests are handled under on a date, and what holds when there is none.
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/domain/contract/contract.ts';
import { entitlementOn, isInForce } from '../../../src/domain/contract/entitlement.ts';

const ranks: Readonly<Record<string, number>> = { standard: 0, 'msa-start': 10, 'msa-plus': 20 };
const plans = { defaultPlan: 'standard', rankOf: (plan: string) => ranks[plan] ?? null };

const contract = (change: Partial<Contract> = {}): Contract => ({
  id: 'c1',
  organisationId: 'o1',
  plan: 'msa-start',
  startsOn: '2026-03-01',
  endsOn: '2027-02-28',
  contacts: [],
  ...change,
});

const on = (date: string, ...contracts: readonly Contract[]) => entitlementOn('o1', contracts, date, plans);

describe('a contract', () => {
  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2027-02-28', true],
    ['2027-03-01', false],
  ])('from 1 March to 28 February is in force on %s: %s', (date, expected) => {
    expect(isInForce(contract(), date)).toBe(expected);
  });

  it('without end is in force for ever', () => {
    expect(isInForce(contract({ endsOn: null }), '2999-01-01')).toBe(true);
  });
});

describe('an organisation is entitled', () => {
  it('to the plan of its contract in force', () => {
    const own = contract();
    expect(on('2026-06-01', own)).toEqual({
      organisationId: 'o1',
      contract: own,
      plan: 'msa-start',
      expiredOn: null,
    });
  });

  it('of several contracts to the one of the highest rank, whatever their order', () => {
    const plain = contract();
    const better = contract({ id: 'c2', plan: 'msa-plus' });
    expect(on('2026-06-01', plain, better).contract?.id).toBe('c2');
    expect(on('2026-06-01', better, plain).contract?.id).toBe('c2');
  });

  it('of two of one rank to the one that began last', () => {
    const older = contract({ startsOn: '2025-03-01' });
    const newer = contract({ id: 'c2' });
    expect(on('2026-06-01', older, newer).contract?.id).toBe('c2');
    expect(on('2026-06-01', newer, older).contract?.id).toBe('c2');
  });

  it('to the default plan once its contract is over, with when that was', () => {
    const longOver = contract({ id: 'c0', startsOn: '2024-03-01', endsOn: '2025-02-28' });
    expect(on('2027-03-01', contract(), longOver)).toEqual({
      organisationId: 'o1',
      contract: null,
      plan: 'standard',
      expiredOn: '2027-02-28',
    });
  });

  it('to the default plan before its contract begins, of which nothing is over', () => {
    expect(on('2026-02-28', contract())).toMatchObject({
      contract: null,
      plan: 'standard',
      expiredOn: null,
    });
  });

  it('to nothing by a contract whose plan there is no more, nor by somebody else’s', () => {
    expect(on('2026-06-01', contract({ plan: 'gone' })).plan).toBe('standard');
    expect(on('2026-06-01', contract({ organisationId: 'o2' }))).toMatchObject({
      plan: 'standard',
      expiredOn: null,
    });
    expect(on('2028-01-01', contract({ organisationId: 'o2' })).expiredOn).toBeNull();
  });

  it('as somebody of none to the default plan', () => {
    expect(entitlementOn(null, [contract()], '2026-06-01', plans)).toEqual({
      organisationId: null,
      contract: null,
      plan: 'standard',
      expiredOn: null,
    });
  });
});
