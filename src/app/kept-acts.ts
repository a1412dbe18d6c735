// Acts that are handled as they come in, and kept in the inbox meanwhile: it handles those that fail, or are left.
import type { NewInbound } from './inbox-intake.ts';
import { failed, type LaneParts, takeLane, untried } from './lanes.ts';
import type { Lane, LanesInHand } from './lanes-in-hand.ts';
import { type InboxLane, type KeptInbound, laneLease, type Repositories } from './ports.ts';

const storedTooLate = 'it was stored too late to be acknowledged, and whoever did it was told to try again';

export interface KeptActsParts extends LaneParts {
  readonly lanes: LanesInHand;
  /** One transaction that goes before others. */
  urgently<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  /** Something may wait in a lane that is not in hand. */
  noteBehind(): void;
  /** Leaves the lane, in which something waits, to whoever sweeps first. */
  leave(lane: InboxLane): Promise<void>;
  onError(error: unknown): void;
}

/**
 * Resolves once the event is stored that is `underWay`; see `InboxIntake.keep`. Each is the only one of its lane.
 * @throws what the store throws, and the reason of `signal` where it was not stored in time
 */
export async function keepAct(
  parts: KeptActsParts,
  given: NewInbound,
  underWay: Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const event = { ...given, receivedAt: parts.clock.now() };
  const inHand = parts.lanes.take(event);
  try {
    const isNew = await parts.urgently(async (tx) => {
      const isNew = await tx.inbox.put(event);
      if (isNew) await takeLane(tx, parts, event);
      signal.throwIfAborted();
      return isNew;
    });
    if (!isNew) parts.lanes.drop(event, inHand);
    else void watch(parts, untried(event), inHand, underWay, signal.aborted);
  } catch (error) {
    // Nobody knows whether it is stored; if it is, it is handled once, by its id.
    parts.noteBehind();
    parts.lanes.drop(event, inHand);
    throw error;
  }
  signal.throwIfAborted();
}

/**
 * Waits for what is under way. Where it was stored too late, whoever acted has been told to try again: should it fail,
 * it is not done behind their back.
 */
async function watch(
  parts: KeptActsParts,
  event: KeptInbound,
  inHand: Lane,
  underWay: Promise<unknown>,
  isTooLate: boolean,
): Promise<void> {
  const { platform, eventId } = event;
  const { store, clock, owner } = parts;
  try {
    if (isTooLate)
      await store.transaction((tx) => tx.inbox.fail(platform, eventId, storedTooLate, clock.now()));
    const outcome = await underWay.then(
      () => 'handled' as const,
      (error: unknown) => (isTooLate ? 'setAside' : failed(parts, event, error)),
    );
    if (outcome === 'waits') return await parts.leave(event);
    await store.transaction(async (tx) => {
      if (outcome === 'handled') await tx.inbox.complete(platform, eventId, clock.now());
      if (owner !== null) await tx.leases.release(laneLease(event), owner);
    });
  } catch (error) {
    parts.onError(error);
    await parts.leave(event).catch(() => undefined);
  } finally {
    parts.lanes.drop(event, inHand);
  }
}
