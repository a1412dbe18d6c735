// Drains conversations in this process: so many at once on each platform, each by one drain, and no wake-up is lost.

export interface Drains {
  /** Has the conversation drained; one that is being drained is looked at once more after that. */
  wake(conversationId: string): void;
  /** Resolves when nothing is being drained, and nothing waits for it. */
  idle(): Promise<void>;
  /** Drains nothing more, and waits up to `withinMs` for what is in hand. */
  stop(withinMs: number): Promise<void>;
}

/** Told the platform of the conversation; false while that has no room, and then the drain is to end undone. */
export type HasRoomOn = (platform: string) => boolean;

export interface DrainsParts {
  /** Drains one conversation, and begins by asking for room; it is told when to end after the delivery in hand. */
  drain(conversationId: string, isStopping: () => boolean, hasRoomOn: HasRoomOn): Promise<void>;
  /** Hears of a drain that failed: what it left is found by the next sweep. */
  onError(error: unknown, conversationId: string): void;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** How many conversations at once on each platform, so that one that hangs holds up no other. */
  readonly limit: number;
}

/** The places of one platform, or those where it is found out which platform a conversation is on. */
interface Slots {
  readonly waiting: Set<string>;
  inHand: number;
}

export function createDrains({ drain, onError, wait, limit }: DrainsParts): Drains {
  const finding: Slots = { waiting: new Set(), inHand: 0 };
  const slotsByPlatform = new Map<string, Slots>();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;

  function slotsOf(platform: string): Slots {
    const slots = slotsByPlatform.get(platform) ?? { waiting: new Set(), inHand: 0 };
    slotsByPlatform.set(platform, slots);
    return slots;
  }

  const everySlots = (): readonly Slots[] => [finding, ...slotsByPlatform.values()];

  function start(id: string, from: Slots): void {
    let held = from;
    let full: Slots | null = null;
    held.inHand += 1;
    // Who asks for room does so in a transaction, in which no other drain may begin.
    const placed = Promise.withResolvers<void>();
    void placed.promise.then(() => fill(finding));
    const hasRoomOn = (platform: string): boolean => {
      const slots = slotsOf(platform);
      full = slots !== held && slots.inHand >= limit ? slots : null;
      if (slots === held || full !== null) return full === null;
      held.inHand -= 1;
      slots.inHand += 1;
      held = slots;
      placed.resolve();
      return true;
    };
    const run = drain(id, () => isStopping, hasRoomOn)
      .catch((error: unknown) => onError(error, id))
      .finally(() => {
        running.delete(id);
        held.inHand -= 1;
        if (full !== null) comeBack(id, full);
        for (const slots of everySlots()) fill(slots);
      });
    running.set(id, run);
  }

  /** It waits for its platform from now on, and asks the database no more meanwhile. */
  function comeBack(id: string, slots: Slots): void {
    if (isStopping) return;
    finding.waiting.delete(id);
    slots.waiting.add(id);
  }

  /** What is woken while it is being drained waits until that ends, and holds up nobody behind it. */
  function fill(slots: Slots): void {
    for (const id of slots.waiting) {
      if (isStopping || slots.inHand >= limit) return;
      if (running.has(id)) continue;
      slots.waiting.delete(id);
      start(id, slots);
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    wake(id) {
      if (isStopping || everySlots().some(({ waiting }) => waiting.has(id))) return;
      finding.waiting.add(id);
      fill(finding);
    },
    idle,
    async stop(withinMs) {
      isStopping = true;
      for (const { waiting } of everySlots()) waiting.clear();
      const ended = new AbortController();
      await Promise.race([idle(), wait(withinMs, ended.signal)]);
      ended.abort();
    },
  };
}
