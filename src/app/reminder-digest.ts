// Posts reminders of several tickets as one message in their queue's chats, and to its leads where it concerns them.
import { byPrecedence } from '../domain/precedence.ts';
import type { QueueKey, Ticket } from '../domain/ticket.ts';
import type { Executed, ExecuteParts } from './execute.ts';
import { directConversations, tell } from './outbox.ts';
import type { QueuePolicy } from './policy.ts';
import type { Repositories } from './ports.ts';
import { loudnessOf } from './reminder-plan.ts';

/** As many tickets as one message names; how many more there are it only says. */
const mostNamed = 20;

interface Item {
  readonly ticket: Ticket;
  readonly sequence: number;
  readonly step: string;
}

/** Tells each queue of the reminders that were recorded as belonging to its digest. */
export async function tellTogether(
  tx: Repositories,
  { policy, clock }: ExecuteParts,
  done: readonly Executed[],
): Promise<void> {
  for (const [queue, items] of itemsByQueue(done)) {
    const queuePolicy = policy.queues.get(queue);
    if (queuePolicy === undefined) continue;
    const urgent = items.toSorted((a, b) => byPrecedence(a.ticket, b.ticket));
    const content = {
      kind: 'digest' as const,
      queue,
      items: urgent.slice(0, mostNamed).map(({ ticket, sequence }) => ({ ticketId: ticket.id, sequence })),
      more: Math.max(0, items.length - mostNamed),
    };
    const isForLeads = items.some(
      ({ ticket, step }) => loudnessOf(policy, step) > (ticket.assigneeId === null ? 0 : 1),
    );
    for (const id of await conversationsFor(tx, queuePolicy, isForLeads)) {
      await tell(tx, id, content, { ticketId: null, now: clock.now() });
    }
  }
}

function itemsByQueue(done: readonly Executed[]): ReadonlyMap<QueueKey, readonly Item[]> {
  const items = done.flatMap(({ ticket, events }) =>
    events.flatMap((event, index) =>
      event.type === 'SlaReminderSent' && event.inDigest
        ? [{ ticket, sequence: ticket.version - events.length + 1 + index, step: event.step }]
        : [],
    ),
  );
  return Map.groupBy(items, ({ ticket }) => ticket.queue);
}

/** The queue's chats themselves, outside any thread, and the leads' direct ones. */
async function conversationsFor(
  tx: Repositories,
  { chats, leads }: QueuePolicy,
  isForLeads: boolean,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { platform, chat } of chats) {
    const place = { platform, chat, thread: null, form: 'flat', personId: null } as const;
    ids.push((await tx.conversations.open({ side: 'agents', ...place })).id);
  }
  return isForLeads ? [...ids, ...(await directConversations(tx)(leads))] : ids;
}
