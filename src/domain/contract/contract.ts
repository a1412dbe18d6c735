// Organisations and what they bought: which plan, from when to when.
import type { PlanKey } from '../ticket.ts';

export type OrganisationId = string;
export type ContractId = string;

/** A date on the calendar, `YYYY-MM-DD`, without a time zone of its own. */
export type LocalDate = string;

/** The requesters' company. */
export interface Organisation {
  readonly id: OrganisationId;
  /** What leads type, such as `globex`: small letters, digits and hyphens. */
  readonly key: string;
  readonly name: string;
}

/** Somebody at the customer's who stands in the contract; may be known to the desk by nothing else. */
export interface Contact {
  readonly name: string;
  /** Digits and a leading plus only, such as `+74950000000`; null where it is not known. */
  readonly phone: string | null;
  readonly email: string | null;
}

export interface Contract {
  readonly id: ContractId;
  readonly organisationId: OrganisationId;
  readonly plan: PlanKey;
  /** Its first day, and the anniversary on which its quota is renewed. */
  readonly startsOn: LocalDate;
  /** Its last day; null for a contract without end. */
  readonly endsOn: LocalDate | null;
  readonly contacts: readonly Contact[];
}

/** The contract year a priority incident was taken from, numbered from 1. */
export interface PriorityIncident {
  readonly contractId: ContractId;
  readonly year: number;
}
