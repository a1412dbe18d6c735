// A customer with a contract: Globex, on a plan that has priority incidents.
import type { DeskPolicy, PlanPolicy } from '../../src/app/policy.ts';
import type { Contract, Organisation } from '../../src/domain/contract/contract.ts';
import { aPolicy } from './policy.ts';

export const globex: Organisation = { id: 'o-globex', key: 'globex', name: 'Globex' };
export const initech: Organisation = { id: 'o-initech', key: 'initech', name: 'Initech' };

export const aContract = (change: Partial<Contract> = {}): Contract => ({
  id: 'c-globex',
  organisationId: globex.id,
  plan: 'msa-start',
  startsOn: '2025-03-01',
  endsOn: null,
  contacts: [],
  ...change,
});

/** The usual desk with a second plan, of a higher rank and with six priority incidents unless told otherwise. */
export function contractPolicy(change: Partial<PlanPolicy> = {}, desk: Partial<DeskPolicy> = {}): DeskPolicy {
  const policy = aPolicy(desk);
  const standard = policy.plans.get('standard');
  if (standard === undefined) throw new Error('no plan');
  const plan: PlanPolicy = {
    ...standard,
    key: 'msa-start',
    title: { en: 'MSA Start', ru: 'MSA Start' },
    rank: 10,
    priorityIncidents: 6,
    urgentRelease: true,
    ...change,
  };
  return { ...policy, plans: new Map([...policy.plans, ['msa-start', plan]]) };
}
