// What an organisation's monthly statement says.
import type { Organisation } from '../domain/contract/contract.ts';
import type { Month, Period } from '../domain/contract/month.ts';
import type { Statement } from '../domain/contract/statement.ts';
import type { QuotaStanding } from '../domain/contract/statement-quota.ts';

export interface MonthlyStatement extends Statement {
  readonly organisation: Organisation;
  readonly month: Month;
  /** In the desk's own zone, in which contracts begin and end. */
  readonly period: Period;
  readonly timezone: string;
  readonly quotas: readonly QuotaStanding[];
}
