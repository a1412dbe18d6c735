// Carries out effects inside the transaction they follow from: deliveries into the ledger, jobs into the queue.
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Effect } from './effects.ts';
import { pageJob } from './page-job.ts';
import type { DeskPolicy } from './policy.ts';
import type { NewDelivery, Repositories } from './ports.ts';

/** Owes `content` to a conversation. */
export async function tell(
  tx: Repositories,
  conversationId: string,
  content: Content,
  { ticketId, now }: { readonly ticketId: string | null; readonly now: Instant },
): Promise<void> {
  await tx.deliveries.enqueue({ conversationId, ticketId, content, availableAt: now });
}

/** Carries out the effects of several tickets' events, in their order. */
export async function carryOut(
  tx: Repositories,
  owing: readonly { readonly ticket: Ticket; readonly effects: readonly Effect[] }[],
  { policy, now }: { readonly policy: DeskPolicy; readonly now: Instant },
): Promise<void> {
  const inPerson = directConversations(tx);
  const deliveries: NewDelivery[] = [];
  for (const { ticket, effects } of owing) {
    for (const effect of effects) {
      if (effect.kind === 'page') {
        const { round, runAt } = effect;
        await tx.jobs.enqueue('page', pageJob(ticket.id, round), { key: ticket.id, runAt });
        continue;
      }
      const conversationIds =
        effect.kind === 'tell'
          ? [effect.conversationId]
          : await inPerson(await addressees(tx, effect, ticket, policy));
      for (const conversationId of conversationIds) {
        deliveries.push({ conversationId, ticketId: ticket.id, content: effect.content, availableAt: now });
      }
    }
  }
  await tx.deliveries.enqueueAll(deliveries);
}

/** Finds or opens accounts' direct conversations, asking for each but once. */
export function directConversations(tx: Repositories) {
  const known = new Map<string, string>();
  const idOf = async ({ platform, userId }: PlatformAccount): Promise<string> => {
    const key = accountKey({ platform, userId });
    const id =
      known.get(key) ??
      (
        await tx.conversations.open({
          side: 'requester',
          platform,
          chat: userId,
          thread: null,
          form: 'flat',
          personId: null,
        })
      ).id;
    known.set(key, id);
    return id;
  };
  return async (accounts: readonly PlatformAccount[]): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (const account of accounts) ids.push(await idOf(account));
    return ids;
  };
}

const accountKey = ({ platform, userId }: PlatformAccount): string => `${platform}:${userId}`;

/** The accounts to write to, each once, also where the owner is a lead. */
async function addressees(
  tx: Repositories,
  { personId, leadsToo, others, except = null }: Extract<Effect, { kind: 'tellInPerson' }>,
  ticket: Ticket,
  policy: DeskPolicy,
): Promise<readonly PlatformAccount[]> {
  const person = personId === null ? null : await tx.people.get(personId);
  const leads = leadsToo ? (policy.queues.get(ticket.queue)?.leads ?? []) : [];
  const accounts = [...(person?.identities ?? []), ...leads, ...others];
  const exempt = except === null ? [] : ((await tx.people.get(except))?.identities ?? []);
  const byKey = new Map(accounts.map((account) => [accountKey(account), account]));
  for (const account of exempt) byKey.delete(accountKey(account));
  return [...byKey.values()];
}

interface PlatformAccount {
  readonly platform: string;
  readonly userId: string;
}
