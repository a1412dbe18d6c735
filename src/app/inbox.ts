// Durable intake: an event is stored before it is acknowledged, then handled in the order of its lane.
import type { Instant } from '../domain/instant.ts';
import {
  drainLane,
  failed,
  type InboundHandler,
  type LaneInHand,
  type LaneParts,
  laneLeaseMs,
  leaveLane,
  takeLane,
} from './lanes.ts';
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

export type { InboundHandler } from './lanes.ts';

export type NewInbound = Omit<StoredInbound, 'receivedAt'>;

export interface InboxIntake {
  /** Says who handles a platform's events; events stored before wait for it. */
  register(platform: string, handler: InboundHandler): void;
  /** Resolves once the event is stored (or was before), so that the platform can be answered; handling follows. */
  accept(event: NewInbound): Promise<void>;
  /**
   * Resolves once an event is stored that is being handled already, so that the platform can be answered before
   * `work` is done. Should it fail, or the process die, the event is handled like any other. Rejects, with nothing
   * stored, when it cannot be stored before `signal` is aborted.
   */
  keep(event: NewInbound, work: Promise<unknown>, signal: AbortSignal): Promise<void>;
  /** Takes up lanes in which something waits that no process has in hand. */
  sweep(): Promise<void>;
  /** Keeps for this process the lanes that it has; to be called well within fifteen seconds. */
  prolong(): Promise<void>;
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>;
  /** From now on nothing is begun, what comes is only stored, and what fails is laid to the closing. */
  close(): void;
  /** Leaves the lanes still in hand to other processes, or to the next start. */
  leave(): Promise<void>;
}

export interface InboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process among those that share the database; null, the default, where no other can. */
  readonly owner?: string | null;
  /** How many lanes are in hand at most; what comes for others waits in the store. */
  readonly laneLimit?: number;
}

interface Lane extends LaneInHand {
  readonly ended: PromiseWithResolvers<void>;
}

export function createInbox({ owner = null, laneLimit = 256, ...parts }: InboxParts): InboxIntake {
  const { store, clock, logger } = parts;
  const handlers = new Map<string, InboundHandler>();
  const lanes = new Map<string, Lane>();
  let isClosing = false;
  /** Whether something may wait in a lane that is not in hand, so that what comes is not known to be the first. */
  let isBehind = true;
  let timesLeft = 0;
  /** Whether lanes wait for one in hand to end. */
  let isOverfull = false;
  const laneParts: LaneParts = {
    ...parts,
    owner,
    handlerOf: (platform) => handlers.get(platform),
    isClosing: () => isClosing,
  };

  /** A platform waits for it, or other processes would take this one for dead. */
  const urgently = <T>(work: (tx: Repositories) => Promise<T>): Promise<T> =>
    store.transaction(work, { isUrgent: true });

  const isFull = (): boolean => isClosing || lanes.size >= laneLimit;

  function take(lane: InboxLane): Lane {
    const inHand = { more: false, ended: Promise.withResolvers<void>() };
    lanes.set(laneLease(lane), inHand);
    return inHand;
  }

  function drop(lane: InboxLane, { ended }: Lane): void {
    lanes.delete(laneLease(lane));
    ended.resolve();
    if (isOverfull && lanes.size < laneLimit / 2) void sweep().catch(noteUnwritable);
  }

  function noteBehind(): void {
    isBehind = true;
    timesLeft += 1;
  }

  function noteOverfull(): void {
    noteBehind();
    isOverfull = true;
  }

  const noteUnwritable = (error: unknown): void => logger.error({ err: error }, 'the inbox is not writable');

  /** Works a lane in hand until nothing of it is left to this process. */
  async function work(
    lane: InboxLane,
    inHand: Lane,
    isTaken: boolean,
    first: KeptInbound | null,
  ): Promise<void> {
    try {
      let isOurs = isTaken;
      let head = first;
      do {
        if (!isOurs) {
          inHand.more = false;
          isOurs = (await store.transaction((tx) => takeLane(tx, laneParts, lane))) !== null;
        }
        if (isOurs && (await drainLane(laneParts, lane, inHand, head)) === 'left') return await leave(lane);
        isOurs = false;
        head = null;
      } while (inHand.more);
    } catch (error) {
      noteUnwritable(error);
      await leave(lane).catch(() => undefined);
    } finally {
      drop(lane, inHand);
    }
  }

  async function leave(lane: InboxLane): Promise<void> {
    noteBehind();
    await leaveLane(laneParts, lane);
  }

  /** Looks into the lane, or has whoever looks into it look again. */
  function wake(lane: InboxLane): void {
    const inHand = lanes.get(laneLease(lane));
    if (inHand !== undefined) inHand.more = true;
    else if (isFull()) noteOverfull();
    else void work(lane, take(lane), false, null);
  }

  /** Stores an event of a lane that is in no hand here, and takes the lane with it. */
  async function putAndTake(event: StoredInbound): Promise<void> {
    const inHand = take(event);
    const wasBehind = isBehind;
    let taken: 'anew' | 'over' | 'known' | null;
    try {
      taken = await urgently(async (tx) =>
        (await tx.inbox.put(event)) ? takeLane(tx, laneParts, event) : 'known',
      );
    } catch (error) {
      // Nobody knows whether it is stored, and then the lane is on record as this process's.
      noteBehind();
      if (inHand.more) void work(event, inHand, false, null);
      else drop(event, inHand);
      throw error;
    }
    const isFirst = taken === 'anew' && !wasBehind && !isBehind;
    if (taken === 'anew' || taken === 'over') void work(event, inHand, true, isFirst ? untried(event) : null);
    else if (inHand.more) void work(event, inHand, false, null);
    else drop(event, inHand);
  }

  /** Stores an event for whoever sweeps: its lane is put on record, so that nothing later overtakes it. */
  async function putAside(event: StoredInbound): Promise<void> {
    const name = laneLease(event);
    noteOverfull();
    const storing = urgently(async (tx) => {
      if (!(await tx.inbox.put(event)) || owner === null) return;
      const taken = await takeLane(tx, laneParts, event);
      if (taken !== null && !lanes.has(name)) await tx.leases.leave(owner, name);
    });
    // Again, since whoever sweeps meanwhile does not find it yet.
    await storing.finally(noteOverfull);
    const inHand = lanes.get(name);
    if (inHand !== undefined) inHand.more = true;
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    const room = laneLimit - lanes.size;
    if (isClosing || room <= 0 || (owner === null && !isBehind)) return;
    const seen = timesLeft;
    const waiting = await store.read(({ inbox }) => inbox.lanesWaiting([...handlers.keys()], now, laneLimit));
    const others = waiting.filter((lane) => !lanes.has(laneLease(lane)));
    isOverfull = others.length > room;
    if (isBehind && others.length === 0 && !(await isPostponed(now)) && seen === timesLeft) isBehind = false;
    for (const lane of others.slice(0, room)) wake(lane);
  }

  /** Whether something waits until later, also since before this process began. */
  async function isPostponed(now: Instant): Promise<boolean> {
    const until = await store.read(({ inbox }) => inbox.lastRetryAt());
    return until !== null && until > now;
  }

  async function watch(event: KeptInbound, inHand: Lane, underWay: Promise<unknown>): Promise<void> {
    try {
      const outcome = await underWay.then(
        () => 'handled' as const,
        (error: unknown) => failed(laneParts, event, error),
      );
      if (outcome === 'waits') return await leave(event);
      await store.transaction(async (tx) => {
        if (outcome === 'handled') await tx.inbox.complete(event.platform, event.eventId, clock.now());
        if (owner !== null) await tx.leases.release(laneLease(event), owner);
      });
    } catch (error) {
      noteUnwritable(error);
      await leave(event).catch(() => undefined);
    } finally {
      drop(event, inHand);
    }
  }

  return {
    register: (platform, handler) => {
      handlers.set(platform, handler);
    },
    async accept(given) {
      const event = { ...given, receivedAt: clock.now() };
      if (lanes.has(laneLease(event))) {
        const storing = urgently((tx) => tx.inbox.put(event));
        storing.catch(noteBehind);
        if (await storing) wake(event);
      } else if (isFull()) await putAside(event);
      else await putAndTake(event);
    },
    async keep(given, underWay, signal) {
      const event = { ...given, receivedAt: clock.now() };
      const inHand = take(event);
      try {
        const isNew = await urgently(async (tx) => {
          const isNew = await tx.inbox.put(event);
          if (isNew) await takeLane(tx, laneParts, event);
          signal.throwIfAborted();
          return isNew;
        });
        if (isNew) void watch(untried(event), inHand, underWay);
        else drop(event, inHand);
      } catch (error) {
        drop(event, inHand);
        throw error;
      }
    },
    sweep,
    async prolong() {
      if (owner !== null && lanes.size > 0)
        await urgently((tx) => tx.leases.prolong(owner, [...lanes.keys()], clock.now() + laneLeaseMs));
    },
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ ended }) => ended.promise));
    },
    close() {
      isClosing = true;
    },
    async leave() {
      if (owner !== null) await store.transaction((tx) => tx.leases.leave(owner));
    },
  };
}

const untried = (event: StoredInbound): KeptInbound => ({
  ...event,
  attempts: 0,
  retryAt: null,
  failedAt: null,
  error: null,
});
