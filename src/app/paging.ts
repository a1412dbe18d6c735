// Pages whoever is on call about a ticket, one round after the other, until somebody answers.
import type { Instant } from '../domain/instant.ts';
import { type Account, isPaging, type Paging, type Ticket } from '../domain/ticket.ts';
import { isUnanswered } from '../domain/ticket-timers.ts';
import { type ExecuteParts, execute } from './execute.ts';
import { pageOf } from './page-job.ts';
import type { DeskPolicy, QueuePolicy } from './policy.ts';
import type { Store } from './ports.ts';

/** How often the leads are paged again when nobody has answered. */
const leadsAgain = 3;

/** Sends the round that the job names, if it is the next one and nobody has answered yet. */
export async function pageOnCall(
  parts: ExecuteParts & { readonly store: Store },
  job: string,
): Promise<void> {
  const { ticketId, round } = pageOf(job);
  await parts.store.transaction(async (tx) => {
    const ticket = await tx.tickets.lock(ticketId);
    if (ticket === null || !isPaging(ticket.paging) || ticket.paging.rounds.length !== round) return;
    const accounts = nextRound(ticket.paging, parts.policy.queues.get(ticket.queue), parts.clock.now());
    const actor = { id: null, role: 'desk' as const };
    const done = await execute(tx, parts, { ticketId, actor, command: { type: 'page', accounts } });
    if (!done.ok) throw new Error(`a page was refused: ${done.error.code}`);
  });
}

/** The next person of the shift, after the last one the leads together, and then nobody. */
function nextRound({ rounds }: Paging, queue: QueuePolicy | undefined, now: Instant): readonly Account[] {
  const paged = new Set(rounds.flat().map(keyOf));
  const next = queue?.onCallAt(now).find((account) => !paged.has(keyOf(account)));
  if (next !== undefined) return [next];
  const leads = queue?.leads ?? [];
  const toLeads = rounds.filter((round) => isSame(round, leads)).length;
  return toLeads <= leadsAgain ? leads : [];
}

const keyOf = ({ platform, userId }: Account): string => `${platform}:${userId}`;

const isSame = (round: readonly Account[], others: readonly Account[]): boolean =>
  round.map(keyOf).join() === others.map(keyOf).join();

/**
 * Whether a call at that instant needs somebody who is on call: the hours that the plan counts on are over, or will
 * be before the answer is due.
 */
export function isOutOfHours(ticket: Ticket, policy: DeskPolicy, calledAt: Instant): boolean {
  const key = calendarOf(ticket, policy);
  if (key === undefined) return (policy.queues.get(ticket.queue)?.onCallAt(calledAt).length ?? 0) > 0;
  const calendar = policy.calendars(key);
  if (!calendar.isOpen(calledAt)) return true;
  const dueAt = earliestDueAt(ticket);
  const closingAt = calendar.closingAfter(calledAt);
  return dueAt !== null && closingAt !== null && closingAt < dueAt;
}

/** On which hours the ticket's first answer counts; where its plan promises none, those of the plan's other ones. */
function calendarOf({ targets, plan }: Ticket, policy: DeskPolicy): string | undefined {
  const others = Object.values(policy.plans.get(plan)?.targets ?? {});
  return [targets, ...others]
    .flatMap((each) => [each.firstResponse, each.nextResponse, each.resolution])
    .find((target) => target !== undefined)?.calendar;
}

function earliestDueAt({ timers }: Ticket): Instant | null {
  const due = timers
    .filter((timer) => timer.metric !== 'resolution' && isUnanswered(timer))
    .flatMap(({ dueAt }) => dueAt ?? []);
  return due.length === 0 ? null : Math.min(...due);
}
