// Writes the priority incidents that tickets took and gave back into the quota's ledger, in their own transaction.
import type { TicketEvent } from '../domain/events.ts';
import type { TicketId } from '../domain/ticket.ts';
import type { QuotaEntry, Repositories } from './ports.ts';

/** Records what the events of a ticket took from its contract year or gave back to it. */
export async function recordQuota(
  tx: Repositories,
  ticketId: TicketId,
  events: readonly TicketEvent[],
): Promise<void> {
  for (const event of events) {
    const entry = entryOf(ticketId, event);
    if (entry !== null) await tx.quota.record(entry);
  }
}

function entryOf(ticketId: TicketId, event: TicketEvent): QuotaEntry | null {
  const { at, actorId } = event;
  if (event.type === 'PriorityIncidentSpent') {
    const { contractId, year } = event;
    return { contractId, year, ticketId, kind: 'spent', reason: null, at, actorId };
  }
  if (event.type === 'PriorityIncidentRefunded') {
    const { contractId, year, reason } = event;
    return { contractId, year, ticketId, kind: 'refunded', reason, at, actorId };
  }
  return null;
}
