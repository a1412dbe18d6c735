// Gathers an organisation's monthly statement.
import type { OrganisationId } from '../domain/contract/contract.ts';
import { type Month, type Period, periodOf } from '../domain/contract/month.ts';
import { statementOf } from '../domain/contract/statement.ts';
import { type QuotaStanding, quotaStandings } from '../domain/contract/statement-quota.ts';
import type { Instant } from '../domain/instant.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { MonthlyStatement } from './monthly-statement.ts';
import type { DeskPolicy } from './policy.ts';
import type { Repositories } from './ports.ts';
import { sharesTickets } from './visibility.ts';

export interface StatementAsked {
  readonly organisationId: OrganisationId;
  readonly month: Month;
  /** For whom: where the organisation's people see only their own, it does not say what others' tickets are about. Null for the desk's own people. */
  readonly readerId: PersonId | null;
  readonly now: Instant;
}

/** Null for an organisation that there is not. */
export async function monthlyStatement(
  tx: Repositories,
  policy: DeskPolicy,
  { organisationId, month, readerId, now }: StatementAsked,
): Promise<MonthlyStatement | null> {
  const organisation = await tx.organisations.get(organisationId);
  if (organisation === null) return null;
  const { timezone, calendars } = policy;
  const period = periodOf(month, timezone);
  const readsAll = readerId === null || (await sharesTickets(tx, policy, organisationId, now));
  const statement = statementOf(await tx.tickets.ofOrganisation(organisationId, period), {
    period,
    now,
    calendars,
    mayRead: ({ requesterId }) => readsAll || requesterId === readerId,
  });
  const told = { fromAt: period.fromAt, toAt: statement.asOf };
  const quotas = await quotasOf(tx, policy, organisationId, told);
  return { ...statement, organisation, month, period, timezone, quotas };
}

async function quotasOf(
  tx: Repositories,
  policy: DeskPolicy,
  organisationId: OrganisationId,
  period: Period,
): Promise<readonly QuotaStanding[]> {
  const quotas: QuotaStanding[] = [];
  for (const contract of await tx.organisations.contractsOf([organisationId])) {
    const granted = policy.plans.get(contract.plan)?.priorityIncidents ?? 0;
    const moves = granted === 0 ? [] : await tx.quota.entries(contract.id);
    quotas.push(...quotaStandings(contract, moves, { granted, period, timezone: policy.timezone }));
  }
  return quotas;
}
