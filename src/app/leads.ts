// Who administers the desk: the leads of its queues, as the configuration names them.
import type { DeskPolicy } from './policy.ts';
import type { Person } from './ports.ts';

/** Whether the person leads any of the desk's queues, by any of their accounts. */
export function isLead(policy: Pick<DeskPolicy, 'queues'>, { identities }: Person): boolean {
  const leads = [...policy.queues.values()].flatMap((queue) => queue.leads);
  return identities.some(({ platform, userId }) =>
    leads.some((lead) => lead.platform === platform && lead.userId === userId),
  );
}
