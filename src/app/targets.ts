// What a plan promises for a request of some type at some severity.
import type { SlaTargets } from '../domain/sla/targets.ts';
import type { PlanKey, RequestTypeKey, Severity } from '../domain/ticket.ts';
import type { DeskPolicy } from './policy.ts';

interface Asked {
  readonly plan: PlanKey;
  readonly severity: Severity;
  readonly requestType: RequestTypeKey;
}

/** The plan's targets at the severity; where the request type has something released, by when it must be. */
export function targetsFor(policy: DeskPolicy, { plan, severity, requestType }: Asked): SlaTargets {
  const targets = policy.plans.get(plan)?.targets[severity] ?? {};
  const release = policy.requestTypes.get(requestType)?.release;
  const resolution = isUrgent(policy, { plan, requestType }) ? release?.urgent : release?.standard;
  return resolution ? { ...targets, resolution } : targets;
}

/** Whether the plan has what the request type releases ahead of others. */
export function isUrgent(policy: DeskPolicy, { plan, requestType }: Omit<Asked, 'severity'>): boolean {
  const hasUrgent = (policy.requestTypes.get(requestType)?.release.urgent ?? null) !== null;
  return hasUrgent && policy.plans.get(plan)?.urgentRelease === true;
}
