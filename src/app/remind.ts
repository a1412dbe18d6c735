// Posts a ticket's due reminders and records its breaches; run by a job, as late as may be.
import type { TicketId } from '../domain/ticket.ts';
import { type ExecuteParts, execute, keepReminded } from './execute.ts';
import type { Repositories, Store } from './ports.ts';
import { breachesDue, remindersDue } from './reminder-plan.ts';

const desk = { id: null, role: 'desk' as const };

/** Sends what is due and still true, once, and has the ticket looked at again when the next step comes. */
export async function remindOf(
  parts: ExecuteParts & { readonly store: Store },
  ticketId: TicketId,
): Promise<void> {
  await parts.store.transaction(async (tx) => {
    const ticket = await tx.tickets.lock(ticketId);
    if (ticket === null) return;
    const now = parts.clock.now();
    for (const metric of breachesDue(ticket, now)) {
      await run(tx, parts, ticketId, { type: 'breach', metric });
    }
    for (const { metric, step } of remindersDue(ticket, parts.policy, now)) {
      await run(tx, parts, ticketId, { type: 'remind', metric, step });
    }
    const after = await tx.tickets.find({ id: ticketId });
    if (after !== null) await keepReminded(tx, after, parts.policy, now);
  });
}

async function run(
  tx: Repositories,
  parts: ExecuteParts,
  ticketId: TicketId,
  command: Parameters<typeof execute>[2]['command'],
): Promise<void> {
  const result = await execute(tx, parts, { ticketId, actor: desk, command });
  if (!result.ok) throw new Error(`a reminder was refused: ${result.error.code}`);
}
