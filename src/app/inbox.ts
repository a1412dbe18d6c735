// Durable intake: an event is stored before it is acknowledged, then handled in the order of its lane.
import type { Clock, Logger, Store, StoredInbound } from './ports.ts';

/** Handles one stored event of a platform; what it throws leaves the event failed, with the error kept. */
export type InboundHandler = (payload: unknown) => Promise<void>;

export interface InboxIntake {
  /** Says who handles a platform's events; events stored before wait for it. */
  register(platform: string, handler: InboundHandler): void;
  /** Resolves once the event is stored (or was before), so that the platform can be answered; handling follows. */
  accept(event: Omit<StoredInbound, 'receivedAt'>): Promise<void>;
  /** Takes up what was stored and not handled when the desk stopped. */
  recover(): Promise<void>;
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>;
}

export function createInbox(parts: { store: Store; clock: Clock; logger: Logger }): InboxIntake {
  const { store, clock, logger } = parts;
  const handlers = new Map<string, InboundHandler>();
  const lanes = new Map<string, Promise<void>>();
  const underWay = new Set<string>();

  async function handle(event: StoredInbound): Promise<void> {
    const handler = handlers.get(event.platform);
    if (handler === undefined) return;
    try {
      await handler(event.payload);
      await store.transaction((tx) => tx.inbox.complete(event.platform, event.eventId, clock.now()));
    } catch (error) {
      logger.error(
        { err: error, eventId: event.eventId, platform: event.platform },
        'an event could not be handled',
      );
      await store.transaction((tx) =>
        tx.inbox.fail(event.platform, event.eventId, String(error), clock.now()),
      );
    }
  }

  function enqueue(event: StoredInbound): void {
    const key = `${event.platform}:${event.eventId}`;
    if (underWay.has(key)) return;
    underWay.add(key);
    const lane = `${event.platform}:${event.lane}`;
    const tail = (lanes.get(lane) ?? Promise.resolve())
      .then(() => handle(event))
      .catch((error: unknown) =>
        logger.error({ err: error, eventId: event.eventId }, 'the inbox is not writable'),
      )
      .finally(() => {
        underWay.delete(key);
        if (lanes.get(lane) === tail) lanes.delete(lane);
      });
    lanes.set(lane, tail);
  }

  return {
    register: (platform, handler) => {
      handlers.set(platform, handler);
    },
    async accept(event) {
      const stored = { ...event, receivedAt: clock.now() };
      const isNew = await store.transaction((tx) => tx.inbox.put(stored));
      if (isNew) enqueue(stored);
    },
    async recover() {
      for (const event of await store.read((repositories) => repositories.inbox.waiting())) enqueue(event);
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
