// Events of the platforms, stored before they are acknowledged, and the lanes in which they are handled.
import type { Instant } from '../../domain/instant.ts';

export interface StoredInbound {
  readonly platform: string;
  readonly eventId: string;
  /** Events of one lane are handled in the order of their coming. */
  readonly lane: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
}

/** An event as it lies in the inbox. */
export interface KeptInbound extends StoredInbound {
  /** How often handling it failed. */
  readonly attempts: number;
  /** Not to be handled before; null when it may be now. */
  readonly retryAt: Instant | null;
  /** When it was set aside; null while it waits. */
  readonly failedAt: Instant | null;
  /** What went wrong last. */
  readonly error: string | null;
}

export interface InboxLane {
  readonly platform: string;
  readonly lane: string;
}

export interface Inbox {
  /** Keeps an event until it is handled; false when it came before. */
  put(event: StoredInbound): Promise<boolean>;
  /** Marks an event handled, whether or not it was kept first; false when it had been handled before. */
  complete(platform: string, eventId: string, at: Instant): Promise<boolean>;
  /** Takes back that an event was handled which was never kept. */
  forget(platform: string, eventId: string): Promise<void>;
  /**
   * Marks an event handled and gives the right to its lane back, in one statement; false when the right was not the
   * owner's or another asked for it, and then only the event is changed.
   */
  finish(event: InboxLane & { readonly eventId: string }, owner: string, at: Instant): Promise<boolean>;
  /** Has the event wait until `retryAt`, and its lane with it; counts an attempt. */
  postpone(platform: string, eventId: string, error: string, retryAt: Instant): Promise<void>;
  /** Sets the event aside, so that its lane goes on without it. */
  fail(platform: string, eventId: string, error: string, at: Instant): Promise<void>;
  /** The first event that waits in the lane, also while it is postponed. */
  next(lane: InboxLane): Promise<KeptInbound | null>;
  /** Lanes of these platforms whose first event can be handled now and that no process holds, the longest waiting first. */
  lanesWaiting(platforms: readonly string[], now: Instant, limit: number): Promise<readonly InboxLane[]>;
  /** Until when the event is postponed that is so for longest; null when none ever was that still waits. */
  lastRetryAt(): Promise<Instant | null>;
  /** Events kept and not yet handled, failed ones left out, the first `limit` in the order of their coming. */
  waiting(limit?: number): Promise<readonly KeptInbound[]>;
  /** Events that were set aside, the first `limit` in the order of their coming. */
  failed(limit: number): Promise<readonly KeptInbound[]>;
  /** Kept events of that id, not yet handled; platforms may use the same one. */
  find(eventId: string): Promise<readonly KeptInbound[]>;
  /** Has a failed or postponed event tried at once, its attempts forgotten; false when there is none to try. */
  retry(platform: string, eventId: string): Promise<boolean>;
}

/** The name of the right to handle a lane. */
export const laneLease = ({ platform, lane }: InboxLane): string => `lane:${platform}:${lane}`;
