// Drains one conversation of the delivery ledger: its deliveries in order, one at a time across all replicas.
import type { DeliverParts } from './delivery-work.ts';
import { gatherFacts } from './facts.ts';
import { MessengerError, type MessengerFailure } from './ports.ts';
import { send } from './send-delivery.ts';
import { settleFailure } from './settle-delivery.ts';

/** How long a drain may be silent before another may take its place: longer than any single platform call. */
const leaseMs = 60_000;

/** Sends what the conversation is owed and can have now; a job wakes the rest when its time comes. */
export async function deliverConversation(parts: DeliverParts, conversationId: string): Promise<void> {
  const owner = parts.ids.next();
  if (!(await lease(parts, conversationId, owner))) return;
  try {
    let isOurs = true;
    while (isOurs)
      isOurs = (await deliverNext(parts, conversationId)) && (await lease(parts, conversationId, owner));
  } finally {
    await parts.store.transaction((tx) => tx.deliveries.release(conversationId, owner));
  }
  await wakeForTheRest(parts, conversationId);
}

/** Takes the lease; where another drain has it, looks again when that lease would have run out. */
async function lease(
  { store, clock }: DeliverParts,
  conversationId: string,
  owner: string,
): Promise<boolean> {
  const now = clock.now();
  return store.transaction(async (tx) => {
    const taken = await tx.deliveries.lease(conversationId, owner, now, now + leaseMs);
    // Under a key of its own: it must not put off the job by which the drain that has the lease wakes the rest.
    const key = `${conversationId}:lease`;
    if (!taken) await tx.jobs.enqueue('deliver', conversationId, { key, runAt: now + leaseMs });
    return taken;
  });
}

/** A delivery that came while the lease was being given back, or that is to wait, gets a job of its own. */
async function wakeForTheRest({ store, clock }: DeliverParts, conversationId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const rest = await tx.deliveries.next(conversationId);
    if (rest === null) return;
    const later = rest.availableAt > clock.now() ? { runAt: rest.availableAt } : {};
    await tx.jobs.enqueue('deliver', conversationId, { key: conversationId, ...later });
  });
}

/** Sends one delivery; false when there is none to be sent now. */
async function deliverNext(parts: DeliverParts, conversationId: string): Promise<boolean> {
  const { store, clock, platforms } = parts;
  const work = await store.transaction(async (tx) => {
    const delivery = await tx.deliveries.next(conversationId);
    const conversation = await tx.conversations.get(conversationId);
    if (delivery === null || conversation === null || delivery.availableAt > clock.now()) return null;
    await tx.deliveries.settle(delivery.id, {
      state: 'sending',
      availableAt: delivery.availableAt,
      at: clock.now(),
    });
    return {
      delivery,
      conversation,
      facts: await gatherFacts(tx, parts, { conversation, delivery, now: clock.now() }),
    };
  });
  if (work === null) return false;
  const platform = platforms.get(work.conversation.platform);
  if (platform === undefined) {
    await settleFailure(parts, work, { kind: 'blocked', reason: 'this platform is not configured' });
    return true;
  }
  try {
    await send(parts, platform.messenger, work);
  } catch (error) {
    if (!(error instanceof MessengerError))
      parts.logger.error({ err: error, deliveryId: work.delivery.id }, 'a delivery could not be sent');
    const failure: MessengerFailure =
      error instanceof MessengerError
        ? error.failure
        : { kind: 'retry', reason: String(error), afterMs: null };
    return settleFailure(parts, work, failure);
  }
  return true;
}
