// Drains one conversation of the delivery ledger: its deliveries in order, one at a time across all replicas.
import { claimNext, type Drain, lease, leave, mayBeTakenOver, prolong } from './claim-delivery.ts';
import type { DeliverParts, Settlement, Work } from './delivery-work.ts';
import type { HasRoomOn } from './drains.ts';
import { type Commit, inOpenThread } from './open-thread.ts';
import { block, type MadeBefore } from './pace.ts';
import { MessengerError, type MessengerFailure, type Repositories } from './ports.ts';
import { send } from './send-delivery.ts';
import { settleFailure, settleUnsent } from './settle-delivery.ts';
import { StoreUnavailableError } from './store-unavailable.ts';

/** How often a drain says that it is still there, while a platform takes its time. */
const heartbeatMs = 5_000;
/** How long to wait for a database that is away before what was sent is recorded. */
const storeAwayMs = 1_000;

/**
 * Sends what the conversation is owed and can have now, unless another drain is at it; a sweep finds the rest when its
 * time comes. Each delivery is recorded in the transaction that claims the next one. Without room on its platform the
 * conversation is left as it is.
 */
export async function drainConversation(
  parts: DeliverParts,
  conversationId: string,
  isStopping: () => boolean = () => false,
  hasRoomOn: HasRoomOn = () => true,
): Promise<void> {
  const drain: Drain = { parts, conversationId, owner: parts.ids.next() };
  let work = await parts.store.transaction(async (tx) => {
    const conversation = await lease(tx, drain);
    if (conversation === null) return null;
    if (hasRoomOn(conversation.platform)) return claimNext(tx, drain, conversation);
    await tx.deliveries.release(conversationId, drain.owner);
    return null;
  });
  const commit: Commit = (recording) =>
    recorded(drain, isStopping, () => parts.store.transaction(recording, { isUrgent: true }));
  while (work !== null) {
    const claimed = work;
    const settlement = await whileHeld(drain, () => carryOut(parts, claimed, { commit, isStopping }));
    const before = { costs: claimed.costs, plannedAt: claimed.startsAt, madeAt: parts.clock.now() };
    work = await commit((tx) => settle(tx, drain, { settlement, before, isStopping }));
  }
}

/** Records what became of a delivery and claims the next; null when the drain ends with that. */
async function settle(
  tx: Repositories,
  drain: Drain,
  {
    settlement,
    before,
    isStopping,
  }: { readonly settlement: Settlement; readonly before: MadeBefore; readonly isStopping: () => boolean },
): Promise<Work | null> {
  const isOurs = await prolong(tx, drain);
  // Whoever has taken over decides what becomes of a delivery that did not arrive here.
  if (isOurs || settlement.hasArrived) await settlement.record(tx);
  if (!isOurs) return null;
  // The delivery may have given the conversation another place.
  if (settlement.goesOn && !isStopping()) return claimNext(tx, drain, null, before);
  return leave(tx, drain);
}

/** While the database is away nobody else can know what was sent: it is recorded as soon as that is back. */
async function recorded<T>(
  { parts }: Drain,
  isStopping: () => boolean,
  record: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || isStopping()) throw error;
      await parts.wait(storeAwayMs);
    }
  }
}

async function whileHeld<T>(drain: Drain, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const beating = keepLease(drain, done.signal);
  try {
    return await work();
  } finally {
    done.abort();
    await beating;
  }
}

async function keepLease(drain: Drain, signal: AbortSignal): Promise<void> {
  const { store, wait, logger } = drain.parts;
  for (await wait(heartbeatMs, signal); !signal.aborted; await wait(heartbeatMs, signal)) {
    try {
      await store.transaction((tx) => prolong(tx, drain), { isUrgent: true });
    } catch (error) {
      logger.warn(
        { err: error, conversationId: drain.conversationId },
        'a drain could not prolong its lease',
      );
    }
  }
}

/** Sends one delivery when its budgets allow it, and says what became of it. */
async function carryOut(
  parts: DeliverParts,
  claimed: Work,
  { commit, isStopping }: { readonly commit: Commit; readonly isStopping: () => boolean },
): Promise<Settlement> {
  const { platforms, clock, logger } = parts;
  let work = claimed;
  const platform = platforms.get(work.conversation.platform);
  if (platform === undefined)
    return settleFailure(parts, work, { kind: 'blocked', reason: 'this platform is not configured' });
  if (work.startsAt > clock.now()) {
    await parts.wait(work.startsAt - clock.now());
    // What is sent while the desk closes might not be recorded any more.
    if (isStopping()) return settleUnsent(parts, work);
  }
  if (mayBeTakenOver({ parts }, work)) return settleUnsent(parts, work);
  try {
    work = await inOpenThread(parts, platform.messenger, work, commit);
    // What is written down between two calls waits for the database too: else what was said would be said again.
    const store = { ...parts.store, transaction: commit };
    return await send({ ...parts, store }, platform.messenger, work);
  } catch (error) {
    if (error instanceof MessengerError) return refused(parts, work, error.failure);
    logger.error({ err: error, deliveryId: work.delivery.id }, 'a delivery could not be sent');
    // A fault of the desk's own may have come after the platform's answer.
    return settleFailure(parts, work, {
      kind: 'retry',
      reason: String(error),
      afterMs: null,
      isInDoubt: true,
    });
  }
}

/** Where the platform says when to come back, no replica comes sooner. */
function refused(parts: DeliverParts, work: Work, failure: MessengerFailure): Settlement {
  const settlement = settleFailure(parts, work, failure);
  if (failure.kind !== 'retry' || failure.afterMs === null || failure.isElsewhere === true) return settlement;
  const [budget] = work.costs;
  if (budget === undefined) return settlement;
  const until = parts.clock.now() + failure.afterMs;
  return {
    ...settlement,
    async record(tx) {
      await settlement.record(tx);
      await block(tx.budgets, budget.key, until);
    },
  };
}
