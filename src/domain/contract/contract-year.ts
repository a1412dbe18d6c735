// Contract years: the spans over which a contract's quota is counted, each beginning on the contract's anniversary.
import type { Contract, LocalDate } from './contract.ts';
import { yearsLater } from './local-date.ts';

export interface ContractYear {
  /** From 1. */
  readonly year: number;
  readonly startsOn: LocalDate;
  /** The first day of the year after it, on which its quota is renewed. */
  readonly renewsOn: LocalDate;
}

/**
 * The contract year that a date falls in; null before the contract begins. Anniversaries are counted from the first
 * day itself, so that a contract of 29 February begins its years on 28 February and, in leap years, on the 29th:
 * never later than the customer could expect.
 */
export function contractYearAt(
  { startsOn }: Pick<Contract, 'startsOn'>,
  date: LocalDate,
): ContractYear | null {
  if (date < startsOn) return null;
  const passed = Number(date.slice(0, 4)) - Number(startsOn.slice(0, 4));
  const year = date >= yearsLater(startsOn, passed) ? passed + 1 : passed;
  return { year, startsOn: yearsLater(startsOn, year - 1), renewsOn: yearsLater(startsOn, year) };
}
