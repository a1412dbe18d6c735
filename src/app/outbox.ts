// Carries out effects inside the transaction they follow from: deliveries into the ledger, jobs into the queue.
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Content } from './content.ts';
import type { Effect } from './effects.ts';
import type { DeskPolicy } from './policy.ts';
import type { Repositories } from './ports.ts';

/** Owes `content` to a conversation, and wakes its drain. */
export async function tell(
  tx: Repositories,
  conversationId: string,
  content: Content,
  { ticketId, now }: { readonly ticketId: string | null; readonly now: Instant },
): Promise<void> {
  await tx.deliveries.enqueue({ conversationId, ticketId, content, availableAt: now });
  await tx.jobs.enqueue('deliver', conversationId, { key: conversationId });
}

/** Carries out the effects of a ticket's events. */
export async function carryOut(
  tx: Repositories,
  effects: readonly Effect[],
  { ticket, policy, now }: { readonly ticket: Ticket; readonly policy: DeskPolicy; readonly now: Instant },
): Promise<void> {
  for (const effect of effects) {
    if (effect.kind === 'tell') {
      await tell(tx, effect.conversationId, effect.content, { ticketId: ticket.id, now });
    } else {
      for (const { platform, userId } of await addressees(tx, effect, ticket, policy)) {
        const conversation = await tx.conversations.open({
          side: 'requester',
          platform,
          chat: userId,
          thread: null,
          form: 'flat',
          personId: null,
        });
        await tell(tx, conversation.id, effect.content, { ticketId: ticket.id, now });
      }
    }
  }
}

/** The accounts to write to, each once, also where the owner is a lead. */
async function addressees(
  tx: Repositories,
  { personId, leadsToo }: Extract<Effect, { kind: 'tellInPerson' }>,
  ticket: Ticket,
  policy: DeskPolicy,
): Promise<readonly PlatformAccount[]> {
  const person = personId === null ? null : await tx.people.get(personId);
  const leads = leadsToo ? (policy.queues.get(ticket.queue)?.leads ?? []) : [];
  const accounts = [...(person?.identities ?? []), ...leads];
  return [...new Map(accounts.map((account) => [`${account.platform}:${account.userId}`, account])).values()];
}

interface PlatformAccount {
  readonly platform: string;
  readonly userId: string;
}
