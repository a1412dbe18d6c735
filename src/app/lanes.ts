// Handles the events of each lane in order: one process at a time has the lane, and in it one event is in hand.
import { retryWaitMs } from './inbox-retries.ts';
import {
  type Clock,
  type InboxLane,
  type KeptInbound,
  type Logger,
  laneLease,
  type Repositories,
  type Store,
  type StoredInbound,
} from './ports.ts';
import { StoreUnavailableError } from './store-unavailable.ts';

/** Handles one stored event of a platform; what it throws has the event tried again, and in the end set aside. */
export type InboundHandler = (payload: unknown) => Promise<void>;

export interface LaneParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process among those that share the database; null where no other can. */
  readonly owner: string | null;
  handlerOf(platform: string): InboundHandler | undefined;
  /** Once true, no further event is begun, and a failure is laid to the closing. */
  isClosing(): boolean;
}

/** What is known here of a lane that this process has or is about to take. */
export interface LaneInHand {
  /** Whether something was put into the lane that has not been looked for yet. */
  more: boolean;
}

/** `empty`: given back; `left`: something waits in it. */
type LaneEnd = 'empty' | 'left';

/** A process that died is known as dead after this long. */
export const laneLeaseMs = 15_000;

/** Takes the lane for this process; null when another has it, who will find what the same transaction put there. */
export async function takeLane(
  tx: Repositories,
  { owner, clock }: LaneParts,
  lane: InboxLane,
): Promise<'anew' | 'over' | null> {
  if (owner === null) return 'anew';
  const now = clock.now();
  return tx.leases.take(laneLease(lane), owner, now, now + laneLeaseMs);
}

/** False when another process asked for the lane meanwhile: then it is still to be looked through. */
const giveBack = async (tx: Repositories, { owner }: LaneParts, lane: InboxLane): Promise<boolean> =>
  owner === null || tx.leases.giveBack(laneLease(lane), owner);

/** Leaves the lane, with what waits in it, to whoever sweeps first. */
export async function leaveLane({ store, owner }: LaneParts, lane: InboxLane): Promise<void> {
  if (owner !== null) await store.transaction((tx) => tx.leases.leave(owner, laneLease(lane)));
}

/**
 * Handles what waits in a lane that was taken, beginning with `first` where that is known to be the first, until
 * nothing is left or what is left has to wait.
 * @throws what the store throws
 */
export async function drainLane(
  parts: LaneParts,
  lane: InboxLane,
  inHand: LaneInHand,
  first: KeptInbound | null,
): Promise<LaneEnd> {
  let event = first;
  for (;;) {
    if (event === null) {
      inHand.more = false;
      event = await parts.store.read(({ inbox }) => inbox.next(lane));
    }
    const outcome = event === null ? 'handled' : await handle(parts, event);
    if (outcome === 'waits') return 'left';
    // Nothing more is known to wait behind the one that was known to be the first; behind others it is looked for.
    const isLast = event === null || event === first;
    if (await isDone(parts, lane, outcome === 'handled' ? event : null, () => isLast && !inHand.more))
      return 'empty';
    event = null;
  }
}

/** Marks the event handled, and where nothing more is known to wait gives the lane back. */
async function isDone(
  parts: LaneParts,
  lane: InboxLane,
  handled: KeptInbound | null,
  isEmpty: () => boolean,
): Promise<boolean> {
  const { store, clock, owner } = parts;
  const now = clock.now();
  if (handled !== null) {
    const { platform, eventId } = handled;
    const isGivenBack =
      owner !== null && isEmpty()
        ? await store.alone(({ inbox }) => inbox.finish(handled, owner, now))
        : await store.alone(({ inbox }) => inbox.complete(platform, eventId, now).then(() => false));
    if (isGivenBack) return true;
  }
  if (!isEmpty()) return false;
  return owner === null || store.transaction((tx) => giveBack(tx, parts, lane));
}

async function handle(parts: LaneParts, event: KeptInbound): Promise<'handled' | 'setAside' | 'waits'> {
  const handler = parts.handlerOf(event.platform);
  if (event.retryAt !== null && event.retryAt > parts.clock.now()) return 'waits';
  if (handler === undefined || parts.isClosing()) return 'waits';
  try {
    await handler(event.payload);
    return 'handled';
  } catch (error) {
    return failed(parts, event, error);
  }
}

/** Has the event wait for its next try, or sets it aside; while the store is away or closes, it simply waits. */
export async function failed(
  parts: LaneParts,
  event: KeptInbound,
  error: unknown,
): Promise<'setAside' | 'waits'> {
  const { store, clock, logger } = parts;
  const { platform, eventId } = event;
  if (error instanceof StoreUnavailableError || parts.isClosing()) {
    logger.warn({ err: error, eventId, platform }, 'an event waits for the desk to be well again');
    return 'waits';
  }
  const attempt = event.attempts + 1;
  const waitMs = retryWaitMs(error, attempt);
  if (waitMs === null) {
    logger.error({ err: error, eventId, platform, attempt }, 'an event could not be handled');
    await store.transaction((tx) => tx.inbox.fail(platform, eventId, String(error), clock.now()));
    return 'setAside';
  }
  logger.warn({ err: error, eventId, platform, attempt, waitMs }, 'an event will be tried again');
  const retryAt = clock.now() + waitMs;
  await store.transaction((tx) => tx.inbox.postpone(platform, eventId, String(error), retryAt));
  return 'waits';
}

/** An event that has just come, as it lies in the inbox. */
export const untried = (event: StoredInbound): KeptInbound => ({
  ...event,
  attempts: 0,
  retryAt: null,
  failedAt: null,
  error: null,
});
