// Contracts that would count twice: of one plan, and in force on the same day.
import type { Contract } from './contract.ts';

type Term = Pick<Contract, 'id' | 'plan' | 'startsOn' | 'endsOn'>;

/** The contract of the same plan that is in force on some day of `contract` too; contracts of other plans may be. */
export const overlapOf = <T extends Term>(contract: Term, others: readonly T[]): T | undefined =>
  others.find(
    (other) =>
      other.id !== contract.id &&
      other.plan === contract.plan &&
      (other.endsOn === null || contract.startsOn <= other.endsOn) &&
      (contract.endsOn === null || other.startsOn <= contract.endsOn),
  );
