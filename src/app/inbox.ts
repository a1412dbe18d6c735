// Durable intake: an event is stored before it is acknowledged, then handled in the order of its lane.
import { createBacklog } from './inbox-backlog.ts';
import type { InboxIntake, InboxParts } from './inbox-intake.ts';
import { createRoom } from './inbox-room.ts';
import { keepAct } from './kept-acts.ts';
import {
  drainLane,
  type InboundHandler,
  type LaneParts,
  laneLeaseMs,
  leaveLane,
  takeLane,
  untried,
} from './lanes.ts';
import { createLanesInHand, type Lane } from './lanes-in-hand.ts';
import {
  type InboxLane,
  type KeptInbound,
  laneLease,
  type Repositories,
  type StoredInbound,
} from './ports.ts';

export type { InboxIntake, InboxParts, NewInbound } from './inbox-intake.ts';
export type { InboundHandler } from './lanes.ts';

export function createInbox({ owner = null, laneLimit = 256, ...given }: InboxParts): InboxIntake {
  const { store, clock, logger } = given;
  const handlers = new Map<string, InboundHandler>();
  let isClosing = false;
  const parts: LaneParts = {
    ...given,
    owner,
    handlerOf: (platform) => handlers.get(platform),
    isClosing: () => isClosing,
  };
  const lanes = createLanesInHand(laneLimit, () => {
    backlog.sweepForRoom();
    room.note();
  });
  const onError = (error: unknown): void => logger.error({ err: error }, 'the inbox is not writable');
  const backlog = createBacklog({
    ...parts,
    lanes,
    isShared: owner !== null,
    platforms: () => [...handlers.keys()],
    wake,
    onSwept: () => room.note(),
    onError,
  });

  /** A platform waits for it, or other processes would take this one for dead. */
  const urgently = <T>(work: (tx: Repositories) => Promise<T>): Promise<T> =>
    store.transaction(work, { isUrgent: true });

  const isFull = (): boolean => isClosing || lanes.room() <= 0;
  const room = createRoom(() => !isFull() && !backlog.isOverfull());

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
          isOurs = (await store.transaction((tx) => takeLane(tx, parts, lane))) !== null;
        }
        if (isOurs && (await drainLane(parts, lane, inHand, head)) === 'left') return await leave(lane);
        isOurs = false;
        head = null;
      } while (inHand.more);
    } catch (error) {
      onError(error);
      await leave(lane).catch(() => undefined);
    } finally {
      lanes.drop(lane, inHand);
    }
  }

  async function leave(lane: InboxLane): Promise<void> {
    backlog.noteBehind();
    await leaveLane(parts, lane);
  }

  /** Looks into the lane, or has whoever looks into it look again. */
  function wake(lane: InboxLane): void {
    const inHand = lanes.get(lane);
    if (inHand !== undefined) inHand.more = true;
    else if (isFull()) backlog.noteOverfull();
    else void work(lane, lanes.take(lane), false, null);
  }

  /** Stores an event of a lane that is in no hand here, and takes the lane with it. */
  async function putAndTake(event: StoredInbound): Promise<void> {
    const inHand = lanes.take(event);
    const wasBehind = backlog.isBehind();
    let taken: 'anew' | 'over' | 'known' | null;
    try {
      taken = await urgently(async (tx) =>
        (await tx.inbox.put(event)) ? takeLane(tx, parts, event) : 'known',
      );
    } catch (error) {
      // Nobody knows whether it is stored, and then the lane is on record as this process's.
      backlog.noteBehind();
      if (inHand.more) void work(event, inHand, false, null);
      else lanes.drop(event, inHand);
      throw error;
    }
    const isFirst = taken === 'anew' && !wasBehind && !backlog.isBehind();
    if (taken === 'anew' || taken === 'over') void work(event, inHand, true, isFirst ? untried(event) : null);
    else if (inHand.more) void work(event, inHand, false, null);
    else lanes.drop(event, inHand);
  }

  /**
   * Stores an event of a lane that is in hand here. The lane may be given back meanwhile, so it is asked for in the same
   * transaction: it is on record as this process's until the event has been looked for, and nobody overtakes it.
   */
  async function putAndAsk(event: StoredInbound): Promise<void> {
    const storing = urgently(async (tx) =>
      (await tx.inbox.put(event)) ? ((await takeLane(tx, parts, event)) ?? 'others') : 'known',
    );
    storing.catch(backlog.noteBehind);
    const taken = await storing;
    if (taken === 'known') return;
    const isDropped = lanes.get(event) === undefined;
    if (isDropped && taken !== 'others' && !isFull()) void work(event, lanes.take(event), true, null);
    else if (isDropped && taken !== 'others') await leave(event);
    else wake(event);
  }

  /** Stores an event for whoever sweeps: its lane is put on record, so that nothing later overtakes it. */
  async function putAside(event: StoredInbound): Promise<void> {
    backlog.noteOverfull();
    const storing = urgently(async (tx) => {
      if (!(await tx.inbox.put(event)) || owner === null) return;
      const taken = await takeLane(tx, parts, event);
      if (taken !== null && lanes.get(event) === undefined) await tx.leases.leave(owner, laneLease(event));
    });
    // Again, since whoever sweeps meanwhile does not find it yet.
    await storing.finally(backlog.noteOverfull);
    const inHand = lanes.get(event);
    if (inHand !== undefined) inHand.more = true;
  }

  const keptActsParts = { ...parts, lanes, urgently, noteBehind: backlog.noteBehind, leave, onError };
  return {
    register: (platform, handler) => {
      handlers.set(platform, handler);
    },
    async accept(given) {
      const event = { ...given, receivedAt: clock.now() };
      if (lanes.get(event) !== undefined) {
        await putAndAsk(event);
      } else if (isFull()) await putAside(event);
      else await putAndTake(event);
    },
    keep: (event, underWay, signal) => keepAct(keptActsParts, event, underWay, signal),
    room: room.wait,
    sweep: backlog.sweep,
    async prolong() {
      // Named once the transaction has its turn: one that was taken meanwhile is among them.
      if (owner !== null && lanes.names().length > 0)
        await urgently((tx) => tx.leases.prolong(owner, lanes.names(), clock.now() + laneLeaseMs));
    },
    idle: lanes.idle,
    close() {
      isClosing = true;
    },
    async leave() {
      if (owner !== null) await store.transaction((tx) => tx.leases.leave(owner));
    },
  };
}
