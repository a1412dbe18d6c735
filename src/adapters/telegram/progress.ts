// What of a delivery has already been sent, so that trying again does not send it twice.
//
// Kept in memory only: Telegram cannot be asked what it was sent, so after a crash a delivery of several messages
// may start over.

export interface Progress {
  /** Ids of the messages sent so far, in order. */
  readonly messageIds: string[];
}

export interface ProgressBook {
  /** What is known of the delivery; to be changed as it goes on. */
  of(deliveryId: string): Progress;
  forget(deliveryId: string): void;
}

/** The deliveries under way or waiting to be tried again; the oldest are forgotten first. */
const KEPT_DELIVERIES = 1_000;

export function createProgressBook(): ProgressBook {
  const entries = new Map<string, Progress>();

  function begin(deliveryId: string): Progress {
    const [oldest] = entries.keys();
    if (entries.size >= KEPT_DELIVERIES && oldest !== undefined) entries.delete(oldest);
    const progress: Progress = { messageIds: [] };
    entries.set(deliveryId, progress);
    return progress;
  }

  return {
    of: (deliveryId) => entries.get(deliveryId) ?? begin(deliveryId),
    forget: (deliveryId) => {
      entries.delete(deliveryId);
    },
  };
}
