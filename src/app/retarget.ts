// Brings open tickets under a changed configuration: their targets, calendars and reminders, in resumable steps.
import { z } from 'zod';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { type ExecuteParts, execute, keepReminded } from './execute.ts';
import type { DeskPolicy } from './policy.ts';
import type { Logger, Repositories, Store } from './ports.ts';
import { isUrgent, targetsFor } from './targets.ts';

export type RetargetParts = ExecuteParts & { readonly store: Store; readonly logger: Logger };

const key = 'retarget';

/** As many tickets as one transaction brings up to date. */
const batchSize = 50;

const progressSchema = z.object({
  fingerprint: z.string(),
  /** The last ticket that is done; null before the first. */
  after: z.string().nullable(),
  seen: z.number(),
  /** Tickets with a deadline that is another one now. */
  moved: z.number(),
  isDone: z.boolean(),
});
type Progress = z.infer<typeof progressSchema>;

/** Where the configuration's clocks are not those that open tickets were last brought under, begins doing so. */
export async function beginRetargeting({ store, policy }: RetargetParts): Promise<void> {
  await store.transaction(async (tx) => {
    const last = progressSchema.safeParse(await tx.settings.get(key)).data;
    const fingerprint = policy.clockFingerprint;
    if (last?.fingerprint === fingerprint && last.isDone) return;
    if (last?.fingerprint !== fingerprint) {
      await tx.settings.set(key, { fingerprint, after: null, seen: 0, moved: 0, isDone: last === undefined });
    }
    if (last !== undefined) await tx.jobs.enqueue('retarget', key, { key });
  });
}

/** Goes on from where it was left, batch by batch, until every open ticket is done. */
export async function retarget(parts: RetargetParts): Promise<void> {
  const { store, logger } = parts;
  for (;;) {
    const progress = await store.transaction((tx) => retargetBatch(tx, parts));
    if (progress === null) return;
    const { seen, moved, isDone } = progress;
    if (isDone) {
      logger.info(
        { seen, moved },
        `the changed configuration is in force: ${moved} of ${seen} open tickets have other deadlines`,
      );
      return;
    }
    logger.info(
      { seen, moved },
      `bringing open tickets under the changed configuration: ${seen} done, ${moved} moved`,
    );
  }
}

/** One batch and how far that is; null when there is nothing to do, as when another process has done it. */
async function retargetBatch(tx: Repositories, parts: RetargetParts): Promise<Progress | null> {
  const progress = progressSchema.safeParse(await tx.settings.get(key)).data;
  if (progress === undefined || progress.isDone || progress.fingerprint !== parts.policy.clockFingerprint)
    return null;
  const ids = await tx.tickets.unfinishedAfter(progress.after, batchSize);
  let moved = progress.moved;
  for (const id of ids) if (await retargetTicket(tx, parts, id)) moved += 1;
  const next: Progress = {
    ...progress,
    after: ids.at(-1) ?? progress.after,
    seen: progress.seen + ids.length,
    moved,
    isDone: ids.length < batchSize,
  };
  await tx.settings.set(key, next);
  return next;
}

/** Whether a deadline of the ticket is another one now. */
async function retargetTicket(tx: Repositories, parts: RetargetParts, id: TicketId): Promise<boolean> {
  const before = await tx.tickets.lock(id);
  if (before === null) return false;
  const { policy } = parts;
  const service = policy.plans.has(before.plan) ? serviceNow(before, policy) : before;
  const { targets, rank, isUrgent } = service;
  const actor = { id: null, role: 'desk' as const };
  const done = await execute(tx, parts, {
    ticketId: id,
    actor,
    command: { type: 'retarget', targets, rank, isUrgent },
  });
  if (!done.ok) throw new Error(`${before.reference} could not be brought up to date: ${done.error.code}`);
  await keepReminded(tx, done.value.ticket, parts.policy, parts.clock.now());
  return deadlines(before) !== deadlines(done.value.ticket);
}

/** What the ticket's plan promises now, where it is still offered. */
const serviceNow = (ticket: Ticket, policy: DeskPolicy) => ({
  targets: targetsFor(policy, ticket),
  rank: policy.plans.get(ticket.plan)?.rank ?? 0,
  isUrgent: isUrgent(policy, ticket),
});

const deadlines = ({ timers }: Ticket): string =>
  JSON.stringify(timers.map(({ metric, startedAt, dueAt }) => [metric, startedAt, dueAt]));
