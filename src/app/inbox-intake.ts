// What an adapter hands its events to, and what whoever runs the desk asks of it.
import type { InboundHandler } from './lanes.ts';
import type { Clock, Logger, Store, StoredInbound } from './ports.ts';

export type NewInbound = Omit<StoredInbound, 'receivedAt'>;

export interface InboxIntake {
  /** Says who handles a platform's events; events stored before wait for it. */
  register(platform: string, handler: InboundHandler): void;
  /** Resolves once the event is stored (or was before), so that the platform can be answered; handling follows. */
  accept(event: NewInbound): Promise<void>;
  /**
   * Resolves once an event is stored that is being handled already, so that the platform can be answered before
   * `work` is done. Should it fail, or the process die, the event is handled like any other. Rejects, with nothing
   * stored, or what was stored set aside, when it cannot be stored before `signal` is aborted.
   */
  keep(event: NewInbound, work: Promise<unknown>, signal: AbortSignal): Promise<void>;
  /** Resolves once there is room for another lane and none waits for it, or `signal` is aborted. */
  room(signal: AbortSignal): Promise<void>;
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
