// Opens a ticket: its reference, its targets, and the conversations in which it will be told of.
import type { Actor } from '../domain/commands.ts';
import { openingProblem } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { MessageBody } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, type Result } from '../domain/result.ts';
import type { PersonId, Severity } from '../domain/ticket.ts';
import { type Executed, type ExecuteParts, executeOpen } from './execute.ts';
import type { Conversation, Ids, NewConversation, Repositories } from './ports.ts';

export interface Opening {
  readonly requesterId: PersonId;
  readonly severity: Severity;
  readonly message: MessageBody;
  /** When the requester first wrote, by the platform's own clock. */
  readonly requestedAt: Instant;
  /** Where the requester is answered. */
  readonly conversation: Conversation;
  /** The closed ticket that this one continues. */
  readonly follows: string | null;
}

/** Opens a ticket in the default queue, under the default plan, inside `tx`; no reference is spent on a refused one. */
export async function openTicket(
  tx: Repositories,
  parts: ExecuteParts & { readonly ids: Ids },
  opening: Opening,
): Promise<Result<Executed, DeskError>> {
  const { policy, ids } = parts;
  const problem = openingProblem(opening.message);
  if (problem !== null) return fail(problem);
  const queue = policy.queues.get(policy.defaultQueue);
  if (queue === undefined) throw new Error(`no queue ${policy.defaultQueue}`);
  const threads: NewConversation[] = queue.chats.map(({ platform, chat, form }) => ({
    side: 'agents',
    platform,
    chat,
    thread: null,
    form,
    personId: null,
  }));
  const conversationIds = [opening.conversation.id];
  for (const thread of threads) conversationIds.push((await tx.conversations.open(thread)).id);
  const actor: Actor = { id: opening.requesterId, role: 'requester' };
  const targets = policy.plans.get(policy.defaultPlan)?.targets[opening.severity] ?? {};
  const reference = await tx.tickets.nextReference(policy.prefix);
  return executeOpen(tx, parts, {
    actor,
    conversationIds,
    command: {
      type: 'open',
      ticketId: ids.next(),
      reference,
      queue: queue.key,
      plan: policy.defaultPlan,
      severity: opening.severity,
      requesterId: opening.requesterId,
      opening: opening.message,
      requestedAt: opening.requestedAt,
      targets,
      follows: opening.follows,
    },
  });
}
