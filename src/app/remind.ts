// Posts tickets' due reminders and records their breaches: many tickets in one transaction, however late.

import type { TicketCommand } from '../domain/commands.ts';
import { MINUTE_MS } from '../domain/instant.ts';
import type { QueueKey, Ticket, TicketId } from '../domain/ticket.ts';
import { type ExecuteParts, executeAll, keepAllReminded } from './execute.ts';
import type { Logger, Repositories, Store } from './ports.ts';
import { type Posting, postingFor } from './reminder-crowd.ts';
import { tellTogether } from './reminder-digest.ts';
import { breachesDue, type DueReminder, remindersDue } from './reminder-plan.ts';

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

interface Due {
  readonly ticket: Ticket;
  readonly reminders: readonly DueReminder[];
}

async function remindAll(tx: Repositories, parts: ExecuteParts, tickets: readonly Ticket[]): Promise<void> {
  const { policy, clock } = parts;
  const now = clock.now();
  const due = tickets.map((ticket) => ({ ticket, reminders: remindersDue(ticket, policy, now) }));
  const postings = await postingsOf(tx, due, now);
  const acts = due.map((each) => ({
    ticket: each.ticket,
    actor: desk,
    commands: commandsFor(each, postings.get(each.ticket.queue), now),
  }));
  const done = await executeAll(tx, parts, acts);
  if (!done.ok) throw new Error(`a reminder was refused: ${done.error.code}`);
  await tellTogether(tx, parts, done.value);
  const silent = done.value.filter(({ events }) => events.length === 0).map(({ ticket }) => ticket);
  await keepAllReminded(tx, silent, policy, now);
  await tx.jobs.enqueueAll('remind', postponed(due, postings));
}

/** How each queue's due reminders are posted; queues with none are left out. */
async function postingsOf(
  tx: Repositories,
  due: readonly Due[],
  now: number,
): Promise<ReadonlyMap<QueueKey, Posting>> {
  const counts = new Map<QueueKey, number>();
  for (const { ticket, reminders } of due) {
    if (reminders.length > 0) counts.set(ticket.queue, (counts.get(ticket.queue) ?? 0) + reminders.length);
  }
  const postings = new Map<QueueKey, Posting>();
  for (const [queue, count] of counts) postings.set(queue, await postingFor(tx, queue, count, now));
  return postings;
}

function commandsFor({ ticket, reminders }: Due, posting: Posting | undefined, now: number): TicketCommand[] {
  const breaches = breachesDue(ticket, now).map((metric) => ({ type: 'breach' as const, metric }));
  if (posting === undefined || posting.kind === 'later') return breaches;
  const inDigest = posting.kind === 'together';
  return [...breaches, ...reminders.map((reminder) => ({ type: 'remind' as const, ...reminder, inDigest }))];
}

/** Tickets whose reminders wait are looked at again when they may be posted. */
const postponed = (due: readonly Due[], postings: ReadonlyMap<QueueKey, Posting>) =>
  due.flatMap(({ ticket, reminders }) => {
    const posting = postings.get(ticket.queue);
    return reminders.length > 0 && posting?.kind === 'later' ? [{ id: ticket.id, runAt: posting.at }] : [];
  });
