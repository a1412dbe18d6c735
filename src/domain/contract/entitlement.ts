// Under which contract and plan an organisation's requests are handled on a date.
import type { PlanKey } from '../ticket.ts';
import type { Contract, LocalDate, OrganisationId } from './contract.ts';

export interface Entitlement {
  readonly organisationId: OrganisationId | null;
  /** The contract in force; null where the default plan applies. */
  readonly contract: Contract | null;
  readonly plan: PlanKey;
  /** The last day of the contract that ended last, where none is in force any more. */
  readonly expiredOn: LocalDate | null;
}

interface Plans {
  readonly defaultPlan: PlanKey;
  /** Null for a plan that there is not (any more). */
  rankOf(plan: PlanKey): number | null;
}

/** Whether the contract is in force on the date, its first and last day included. */
export const isInForce = ({ startsOn, endsOn }: Contract, date: LocalDate): boolean =>
  startsOn <= date && (endsOn === null || date <= endsOn);

/**
 * Of the organisation's contracts in force the one whose plan has the highest rank, of equals the one that began
 * last; with none, the default plan.
 */
export function entitlementOn(
  organisationId: OrganisationId | null,
  contracts: readonly Contract[],
  date: LocalDate,
  { defaultPlan, rankOf }: Plans,
): Entitlement {
  const own = contracts.filter((contract) => contract.organisationId === organisationId);
  const [best] = own
    .filter((contract) => isInForce(contract, date) && rankOf(contract.plan) !== null)
    .toSorted(
      (a, b) => Number(rankOf(b.plan)) - Number(rankOf(a.plan)) || (a.startsOn < b.startsOn ? 1 : -1),
    );
  if (best !== undefined) return { organisationId, contract: best, plan: best.plan, expiredOn: null };
  const ends = own.flatMap(({ endsOn }) => (endsOn !== null && endsOn < date ? [endsOn] : []));
  return { organisationId, contract: null, plan: defaultPlan, expiredOn: ends.toSorted().at(-1) ?? null };
}
