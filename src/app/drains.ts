// Drains conversations in this process: so many at once, each by one drain, and no wake-up is lost.

export interface Drains {
  /** Has the conversation drained; one that is being drained is looked at once more after that. */
  wake(conversationId: string): void;
  /** Resolves when nothing is being drained, and nothing waits for it. */
  idle(): Promise<void>;
  /** Drains nothing more, and waits up to `withinMs` for what is in hand. */
  stop(withinMs: number): Promise<void>;
}

export interface DrainsParts {
  /** Drains one conversation; it is told when to end after the delivery in hand. */
  drain(conversationId: string, isStopping: () => boolean): Promise<void>;
  /** Hears of a drain that failed: what it left is found by the next sweep. */
  onError(error: unknown, conversationId: string): void;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** How many conversations at once. */
  readonly limit: number;
}

export function createDrains({ drain, onError, wait, limit }: DrainsParts): Drains {
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;

  function start(id: string): void {
    const run = drain(id, () => isStopping)
      .catch((error: unknown) => onError(error, id))
      .finally(() => {
        running.delete(id);
        fill();
      });
    running.set(id, run);
  }

  /** What is woken while it is being drained waits until that ends, and holds up nobody behind it. */
  function fill(): void {
    for (const id of waiting) {
      if (isStopping || running.size >= limit) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      start(id);
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    wake(id) {
      if (isStopping) return;
      waiting.add(id);
      fill();
    },
    idle,
    async stop(withinMs) {
      isStopping = true;
      waiting.clear();
      const ended = new AbortController();
      await Promise.race([idle(), wait(withinMs, ended.signal)]);
      ended.abort();
    },
  };
}
