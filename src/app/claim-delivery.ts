// Claims the next delivery of a conversation for the drain that has the right to it.
import type { DeliverParts, Work } from './delivery-work.ts';
import { gatherFacts } from './facts.ts';
import { type MadeBefore, reserve, sumOf } from './pace.ts';
import { plannedCalls } from './planned-calls.ts';
import type { Conversation, Cost, Repositories } from './ports.ts';

/** How long a drain may be silent before another may take its place. */
export const leaseMs = 15_000;
/** For so long a drain waits for a budget itself; beyond that it leaves the conversation until then. */
const patienceMs = 5_000;

/** One drain's hold on one conversation. */
export interface Drain {
  readonly parts: DeliverParts;
  readonly conversationId: string;
  readonly owner: string;
}

/** Takes the right to the conversation; null when another drain has it. */
export function lease(
  tx: Repositories,
  { parts, conversationId, owner }: Drain,
): Promise<Conversation | null> {
  const now = parts.clock.now();
  return tx.deliveries.lease(conversationId, owner, now, now + leaseMs);
}

/**
 * Keeps the right to the conversation; false when another drain has taken it over, also where that one is done: then
 * what this one was about is no longer its business.
 */
export function prolong(tx: Repositories, { parts, conversationId, owner }: Drain): Promise<boolean> {
  return tx.deliveries.prolong(conversationId, owner, parts.clock.now() + leaseMs);
}

/** Whether, after the claim, this process stood still for so long that another may have taken the delivery over. */
export const mayBeTakenOver = (
  { parts: { clock } }: Pick<Drain, 'parts'>,
  { startsAt }: Pick<Work, 'startsAt'>,
): boolean => clock.now() - startsAt >= leaseMs - patienceMs;

/**
 * The next delivery, marked as being sent; null when there is none to be sent now, and then the right to the
 * conversation is given back. Whoever owes something holds the conversation's row as this does, so it is either seen
 * here or finds the conversation free when it wakes it. Unless `known`, the conversation is read anew.
 */
export async function claimNext(
  tx: Repositories,
  drain: Drain,
  known: Conversation | null,
  before: MadeBefore | null = null,
): Promise<Work | null> {
  const { parts, conversationId, owner } = drain;
  const now = parts.clock.now();
  const delivery = await tx.deliveries.nextOrRelease(conversationId, owner, now);
  if (delivery === null) return null;
  const conversation = known ?? (await tx.conversations.get(conversationId));
  if (conversation === null) throw new Error(`the conversation ${conversationId} is gone`);
  const facts = await gatherFacts(tx, parts, { conversation, delivery, now });
  const view = parts.presenter.present(delivery.content, facts);
  const planned = { delivery, conversation, facts, view };
  const work = { ...planned, costs: costsOf(parts, planned) };
  const startsAt = await reserve(tx.budgets, work.costs, { now, patienceMs, before });
  if (startsAt - now > patienceMs) {
    // A sign by a message that would come late is left out: it must not hold up the words behind it.
    if (delivery.content.kind === 'mark') {
      await tx.deliveries.settle(delivery.id, { state: 'sent', availableAt: now, at: now });
      return claimNext(tx, drain, conversation, before);
    }
    await tx.deliveries.postpone(delivery.id, startsAt);
    return leave(tx, drain);
  }
  const { id, availableAt, doubtSince } = delivery;
  await tx.deliveries.settle(id, { state: 'sending', availableAt, doubtSince: doubtSince ?? now, at: now });
  return { ...work, startsAt };
}

/** Gives the conversation back; a sweep finds it when the time of its next delivery has come. */
export async function leave(tx: Repositories, { conversationId, owner }: Drain): Promise<null> {
  await tx.deliveries.release(conversationId, owner);
  return null;
}

/** What the delivery takes of its platform's budgets. */
function costsOf(
  { platforms, presenter, isPaced }: DeliverParts,
  work: Omit<Work, 'startsAt' | 'costs'>,
): readonly Cost[] {
  const { conversation } = work;
  const messenger = platforms.get(conversation.platform)?.messenger;
  if (!isPaced || messenger === undefined) return [];
  return sumOf(plannedCalls(presenter, work).flatMap((call) => messenger.costs(conversation, call)));
}
