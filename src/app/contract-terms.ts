// What the organisations of a person have agreed with the desk, as it holds now.
import type { Contract, LocalDate, Organisation } from '../domain/contract/contract.ts';
import type { Instant } from '../domain/instant.ts';
import { entitlementNow, type QuotaNow, quotaNow } from './entitlements.ts';
import type { DeskPolicy, PlanPolicy } from './policy.ts';
import type { Repositories } from './ports.ts';

export interface ContractTerms {
  /** Null for somebody who belongs to none. */
  readonly organisation: Organisation | null;
  /** The contract in force; null where the default plan applies. */
  readonly contract: Contract | null;
  readonly plan: PlanPolicy;
  /** The last day of the contract that ended last, where none is in force any more. */
  readonly expiredOn: LocalDate | null;
  readonly quota: QuotaNow | null;
}

/** The terms of each of the organisations; with none, those of everybody. */
export async function contractsOf(
  tx: Repositories,
  policy: DeskPolicy,
  organisations: readonly Organisation[],
  now: Instant,
): Promise<readonly ContractTerms[]> {
  const terms: ContractTerms[] = [];
  for (const organisation of organisations.length === 0 ? [null] : organisations)
    terms.push(await termsOf(tx, policy, organisation, now));
  return terms;
}

/** What holds for the organisation now. */
export async function termsOf(
  tx: Repositories,
  policy: DeskPolicy,
  organisation: Organisation | null,
  now: Instant,
): Promise<ContractTerms> {
  const entitlement = await entitlementNow(tx, policy, organisation?.id ?? null, now);
  const plan = policy.plans.get(entitlement.plan);
  if (plan === undefined) throw new Error(`no plan ${entitlement.plan}`);
  const { contract, expiredOn } = entitlement;
  return { organisation, contract, plan, expiredOn, quota: await quotaNow(tx, policy, contract, now) };
}
