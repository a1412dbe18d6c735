// Opens a ticket: under which contract, its reference, its targets, and the conversations in which it is told of.
import type { Actor } from '../domain/commands.ts';
import type { OrganisationId } from '../domain/contract/contract.ts';
import { openingProblem } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { MessageBody } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, type Result } from '../domain/result.ts';
import type { FormAnswer, PersonId, QueueKey, RequestTypeKey, Severity } from '../domain/ticket.ts';
import { entitlementNow, holdQuota } from './entitlements.ts';
import { type Executed, type ExecuteParts, executeOpen } from './execute.ts';
import type { DeskPolicy, RequestTypePolicy } from './policy.ts';
import type { Conversation, Ids, NewConversation, Repositories } from './ports.ts';
import { isUrgent, targetsFor } from './targets.ts';

export interface Opening {
  readonly requesterId: PersonId;
  /** For which organisation they ask; null for somebody of none. */
  readonly organisationId: OrganisationId | null;
  readonly requestType: RequestTypeKey;
  readonly answers: readonly FormAnswer[];
  readonly severity: Severity;
  /** Whether a priority incident is to be used; with none left the ticket opens as standard, and says so. */
  readonly wantsPriority: boolean;
  readonly message: MessageBody;
  /** When the requester first wrote, by the platform's own clock. */
  readonly requestedAt: Instant;
  /** Where the requester is answered; null where they are on no platform, as somebody who phoned. */
  readonly conversation: Conversation | null;
  /** The closed ticket that this one continues. */
  readonly follows: string | null;
  /** Who opens it for the requester; the requester themselves by default. */
  readonly openedBy?: PersonId;
}

/** Opens a ticket in its request type's queue, inside `tx`; no reference is spent on a refused one. */
export async function openTicket(
  tx: Repositories,
  parts: ExecuteParts & { readonly ids: Ids },
  opening: Opening,
): Promise<Result<Executed, DeskError>> {
  const { policy, ids, clock } = parts;
  const problem = openingProblem(opening.message);
  if (problem !== null) return fail(problem);
  const { message, conversation, wantsPriority, openedBy, ...asked } = opening;
  const type = requestTypeOf(policy, opening.requestType);
  const conversations = conversation === null ? [] : [conversation];
  for (const thread of threadsOf(policy, type.queue)) conversations.push(await tx.conversations.open(thread));
  const { contract, plan, expiredOn } = await entitlementNow(tx, policy, opening.organisationId, clock.now());
  const quota = wantsPriority ? await holdQuota(tx, policy, contract, clock.now()) : null;
  const service = { plan, severity: opening.severity, requestType: type.key };
  const reference = await tx.tickets.nextReference(policy.prefix);
  const actor: Actor =
    openedBy === undefined ? { id: opening.requesterId, role: 'requester' } : { id: openedBy, role: 'agent' };
  return executeOpen(tx, parts, {
    actor,
    conversations,
    command: {
      type: 'open',
      ...asked,
      ...service,
      ticketId: ids.next(),
      reference,
      queue: type.queue,
      rank: policy.plans.get(plan)?.rank ?? 0,
      isUrgent: isUrgent(policy, service),
      contractId: contract?.id ?? null,
      expiredOn,
      stage: type.stages[0]?.name ?? null,
      priority: quota && { contractId: quota.contractId, year: quota.year, remaining: quota.remaining },
      opening: message,
      targets: targetsFor(policy, service),
    },
  });
}

/** The request type, or where the configuration no longer has it, the one of plain messages. */
export function requestTypeOf(policy: DeskPolicy, key: RequestTypeKey): RequestTypePolicy {
  const type = policy.requestTypes.get(key) ?? policy.requestTypes.get(policy.defaultRequestType);
  if (type === undefined) throw new Error(`no request type ${policy.defaultRequestType}`);
  return type;
}

function threadsOf(policy: DeskPolicy, queueKey: QueueKey): readonly NewConversation[] {
  const queue = policy.queues.get(queueKey);
  if (queue === undefined) throw new Error(`no queue ${queueKey}`);
  return queue.chats.map(({ platform, chat, form }) => ({
    side: 'agents',
    platform,
    chat: policy.movedChats.chatNow(platform, chat),
    thread: null,
    form,
    personId: null,
  }));
}
