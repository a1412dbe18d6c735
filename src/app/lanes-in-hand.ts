// The lanes that this process has in hand: so many at most, each worked by one.
import type { LaneInHand } from './lanes.ts';
import { type InboxLane, laneLease } from './ports.ts';

export interface Lane extends LaneInHand {
  readonly ended: PromiseWithResolvers<void>;
}

export interface LanesInHand {
  /** How many there may be. */
  readonly limit: number;
  /** How many more can be taken; none where this is not above 0. */
  room(): number;
  get(lane: InboxLane): Lane | undefined;
  take(lane: InboxLane): Lane;
  /** Takes the lane out of hand, which makes room. */
  drop(lane: InboxLane, inHand: Lane): void;
  /** The names of the rights to them. */
  names(): readonly string[];
  /** Resolves when none is in hand. */
  idle(): Promise<void>;
}

/** `onDropped` hears of every lane that was taken out of hand. */
export function createLanesInHand(limit: number, onDropped: () => void): LanesInHand {
  const lanes = new Map<string, Lane>();
  return {
    limit,
    room: () => limit - lanes.size,
    get: (lane) => lanes.get(laneLease(lane)),
    take(lane) {
      const inHand = { more: false, ended: Promise.withResolvers<void>() };
      lanes.set(laneLease(lane), inHand);
      return inHand;
    },
    drop(lane, inHand) {
      const name = laneLease(lane);
      if (lanes.get(name) === inHand) lanes.delete(name);
      inHand.ended.resolve();
      onDropped();
    },
    names: () => [...lanes.keys()],
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ ended }) => ended.promise));
    },
  };
}
