// What waits in lanes that this process has not in hand: whether there may be any, and taking it up.
import type { Instant } from '../domain/instant.ts';
import type { LanesInHand } from './lanes-in-hand.ts';
import type { Clock, InboxLane, Store } from './ports.ts';

export interface Backlog {
  /** Whether something may wait in a lane that is not in hand, so that what comes is not known to be the first. */
  isBehind(): boolean;
  /** Whether lanes wait for one in hand to end. */
  isOverfull(): boolean;
  /** Something may wait there from now on. */
  noteBehind(): void;
  /** The same, and it waits for a lane in hand to end. */
  noteOverfull(): void;
  /** Takes up lanes in which something waits that no process has in hand, as many as there is room for. */
  sweep(): Promise<void>;
  /** Sweeps when lanes wait for room, and there is plenty. */
  sweepForRoom(): void;
}

export interface BacklogParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly lanes: LanesInHand;
  /** Whether other processes may leave lanes to this one, so that it has to look although nothing waits here. */
  readonly isShared: boolean;
  /** Those whose events are handled here. */
  platforms(): readonly string[];
  isClosing(): boolean;
  /** Has a lane looked into. */
  wake(lane: InboxLane): void;
  onSwept(): void;
  onError(error: unknown): void;
}

/** Something may wait since before this process began: it is behind until a sweep finds nothing. */
export function createBacklog(parts: BacklogParts): Backlog {
  const { store, clock, lanes } = parts;
  let isBehind = true;
  let timesLeft = 0;
  let isOverfull = false;

  function noteBehind(): void {
    isBehind = true;
    timesLeft += 1;
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    const room = lanes.room();
    if (parts.isClosing() || room <= 0 || !(parts.isShared || isBehind)) return;
    const seen = timesLeft;
    const waiting = await store.read(({ inbox }) => inbox.lanesWaiting(parts.platforms(), now, lanes.limit));
    const others = waiting.filter((lane) => lanes.get(lane) === undefined);
    isOverfull = others.length > room;
    if (isBehind && others.length === 0 && !(await isPostponed(store, now)) && seen === timesLeft)
      isBehind = false;
    for (const lane of others.slice(0, room)) parts.wake(lane);
    parts.onSwept();
  }

  return {
    isBehind: () => isBehind,
    isOverfull: () => isOverfull,
    noteBehind,
    noteOverfull() {
      noteBehind();
      isOverfull = true;
    },
    sweep,
    sweepForRoom() {
      if (isOverfull && lanes.room() > lanes.limit / 2) void sweep().catch(parts.onError);
    },
  };
}

/** Whether something waits until later, also since before this process began. */
async function isPostponed(store: Store, now: Instant): Promise<boolean> {
  const until = await store.read(({ inbox }) => inbox.lastRetryAt());
  return until !== null && until > now;
}
