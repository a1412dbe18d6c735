// Under which contract somebody's requests are handled now, and what is left of its quota.
import type { PriorityBalance } from '../domain/commands.ts';
import type { Contract, LocalDate, OrganisationId } from '../domain/contract/contract.ts';
import { type ContractYear, contractYearAt } from '../domain/contract/contract-year.ts';
import { type Entitlement, entitlementOn, isInForce } from '../domain/contract/entitlement.ts';
import { localDateAt } from '../domain/contract/local-date.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { DeskPolicy } from './policy.ts';
import type { Repositories } from './ports.ts';

/** The date on which contracts begin and end now: that of the desk's own zone. */
export const today = (policy: DeskPolicy, now: Instant): LocalDate => localDateAt(now, policy.timezone);

/** What the organisation is entitled to now; the default plan for somebody of none. */
export async function entitlementNow(
  tx: Repositories,
  policy: DeskPolicy,
  organisationId: OrganisationId | null,
  now: Instant,
): Promise<Entitlement> {
  const contracts = organisationId === null ? [] : await tx.organisations.contractsOf([organisationId]);
  return entitlementOn(organisationId, contracts, today(policy, now), {
    defaultPlan: policy.defaultPlan,
    rankOf: (plan) => policy.plans.get(plan)?.rank ?? null,
  });
}

/** From which contract a ticket's priority incident is taken now: its own while in force, else its organisation's. */
export async function contractFor(
  tx: Repositories,
  policy: DeskPolicy,
  { contractId, organisationId }: Pick<Ticket, 'contractId' | 'organisationId'>,
  now: Instant,
): Promise<Contract | null> {
  const own = contractId === null ? null : await tx.organisations.contract(contractId);
  if (own !== null && isInForce(own, today(policy, now))) return own;
  return (await entitlementNow(tx, policy, organisationId, now)).contract;
}

/** The contract's quota of priority incidents now; null for a contract without any. */
export interface QuotaNow extends PriorityBalance {
  readonly granted: number;
  /** At most `granted`, unless the plan came to grant fewer. */
  readonly used: number;
  readonly contractYear: ContractYear;
}

/** The quota without holding it: for showing, and for asking whether to use one. */
export function quotaNow(
  tx: Repositories,
  policy: DeskPolicy,
  contract: Contract | null,
  now: Instant,
): Promise<QuotaNow | null> {
  return balanceOf(policy, contract, now, (id, year) => tx.quota.used(id, year));
}

/** The quota, held until the transaction ends: for spending. */
export function holdQuota(
  tx: Repositories,
  policy: DeskPolicy,
  contract: Contract | null,
  now: Instant,
): Promise<QuotaNow | null> {
  return balanceOf(policy, contract, now, (id, year) => tx.quota.hold(id, year));
}

async function balanceOf(
  policy: DeskPolicy,
  contract: Contract | null,
  now: Instant,
  usedOf: (contractId: string, year: number) => Promise<number>,
): Promise<QuotaNow | null> {
  const granted = contract === null ? 0 : (policy.plans.get(contract.plan)?.priorityIncidents ?? 0);
  const contractYear = contract === null ? null : contractYearAt(contract, today(policy, now));
  if (contract === null || contractYear === null || granted === 0) return null;
  const used = await usedOf(contract.id, contractYear.year);
  const remaining = Math.max(0, granted - used);
  return { contractId: contract.id, year: contractYear.year, remaining, granted, used, contractYear };
}
