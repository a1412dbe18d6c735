// What a statement tells of priority incidents: taken and given back in the month, and how the contract year stood.
import type { Instant } from '../instant.ts';
import type { PlanKey } from '../ticket.ts';
import type { Contract, LocalDate } from './contract.ts';
import { type ContractYear, contractYearAt } from './contract-year.ts';
import { dayBefore, localDateAt } from './local-date.ts';
import type { Period } from './month.ts';

export interface QuotaStanding {
  readonly plan: PlanKey;
  /** The first and the last day of the contract year. */
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly granted: number;
  /** In the month. */
  readonly spent: number;
  readonly refunded: number;
  /** Of the contract year, when the month ended. */
  readonly used: number;
  readonly left: number;
}

/** An entry of the contract's ledger, as far as it matters here. */
export interface QuotaMove {
  readonly year: number;
  readonly kind: 'spent' | 'refunded';
  readonly at: Instant;
}

/** The contract's years that the period falls in, at most two in a month; none where it grants nothing. */
export function quotaStandings(
  contract: Contract,
  moves: readonly QuotaMove[],
  {
    granted,
    period,
    timezone,
  }: { readonly granted: number; readonly period: Period; readonly timezone: string },
): readonly QuotaStanding[] {
  if (granted === 0) return [];
  const from = localDateAt(period.fromAt, timezone);
  const to = localDateAt(Math.max(period.fromAt, period.toAt - 1), timezone);
  const first = [from, contract.startsOn].toSorted().at(-1) ?? from;
  const last = contract.endsOn !== null && contract.endsOn < to ? contract.endsOn : to;
  if (last < first) return [];
  const years = [contractYearAt(contract, first), contractYearAt(contract, last)];
  return distinct(years).map((year) => standing(contract, year, moves, { granted, period }));
}

function distinct(years: readonly (ContractYear | null)[]): readonly ContractYear[] {
  const byNumber = new Map(years.flatMap((each) => (each === null ? [] : [[each.year, each] as const])));
  return [...byNumber.values()];
}

function standing(
  { plan }: Contract,
  { year, startsOn, renewsOn }: ContractYear,
  moves: readonly QuotaMove[],
  { granted, period }: { readonly granted: number; readonly period: Period },
): QuotaStanding {
  const past = moves.filter((move) => move.year === year && move.at < period.toAt);
  const count = (kind: QuotaMove['kind'], of: readonly QuotaMove[]) =>
    of.filter((move) => move.kind === kind).length;
  const inPeriod = past.filter(({ at }) => at >= period.fromAt);
  const used = count('spent', past) - count('refunded', past);
  return {
    plan,
    startsOn,
    endsOn: dayBefore(renewsOn),
    granted,
    spent: count('spent', inPeriod),
    refunded: count('refunded', inPeriod),
    used,
    left: Math.max(0, granted - used),
  };
}
