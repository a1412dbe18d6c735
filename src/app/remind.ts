// Posts tickets' due reminders and records their breaches: many tickets in one transaction, however late.
import { MINUTE_MS } from '../domain/instant.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { type ExecuteParts, executeAll, keepAllReminded } from './execute.ts';
import type { Logger, Repositories, Store } from './ports.ts';
import { breachesDue, remindersDue } from './reminder-plan.ts';

export type RemindParts = ExecuteParts & { readonly store: Store; readonly logger: Logger };

/** As many tickets as one transaction reminds of: more would hold them, and the embedded connection, too long. */
const batchSize = 200;
/** A ticket that cannot be reminded of, as when its calendar was removed, is tried again after this. */
const retryMs = 5 * MINUTE_MS;

const desk = { id: null, role: 'desk' as const };

/** Reminds of the tickets that are due, up to a batch of them; true when there may be more. */
export async function sweepReminders(parts: RemindParts): Promise<boolean> {
  let held: readonly TicketId[] = [];
  try {
    await parts.store.transaction(async (tx) => {
      held = await tx.tickets.holdDue(parts.clock.now(), batchSize);
      await remindAll(tx, parts, await tx.tickets.load(held));
    });
  } catch (error) {
    if (held.length === 0) throw error;
    parts.logger.warn({ err: error }, 'reminding of many tickets failed: each is tried by itself');
    for (const id of held) await remindAlone(parts, id);
  }
  return held.length === batchSize;
}

/** Sends what is due on one ticket and still true, once, and has it looked at again when the next step comes. */
export async function remindOf(
  parts: ExecuteParts & { readonly store: Store },
  ticketId: TicketId,
): Promise<void> {
  await parts.store.transaction(async (tx) => {
    const ticket = await tx.tickets.lock(ticketId);
    if (ticket !== null) await remindAll(tx, parts, [ticket]);
  });
}

async function remindAlone(parts: RemindParts, ticketId: TicketId): Promise<void> {
  const { store, clock, logger } = parts;
  try {
    await remindOf(parts, ticketId);
  } catch (error) {
    logger.error({ err: error, ticketId }, 'a ticket could not be reminded of, and will be tried again');
    const runAt = clock.now() + retryMs;
    await store.transaction((tx) => tx.jobs.enqueueAll('remind', [{ id: ticketId, runAt }]));
  }
}

async function remindAll(tx: Repositories, parts: ExecuteParts, tickets: readonly Ticket[]): Promise<void> {
  const { policy, clock } = parts;
  const now = clock.now();
  const acts = tickets.map((ticket) => ({
    ticket,
    actor: desk,
    commands: [
      ...breachesDue(ticket, now).map((metric) => ({ type: 'breach' as const, metric })),
      ...remindersDue(ticket, policy, now).map((due) => ({ type: 'remind' as const, ...due })),
    ],
  }));
  const done = await executeAll(tx, parts, acts);
  if (!done.ok) throw new Error(`a reminder was refused: ${done.error.code}`);
  const silent = done.value.filter(({ events }) => events.length === 0);
  await keepAllReminded(
    tx,
    silent.map(({ ticket }) => ticket),
    policy,
    now,
  );
}
