// Lets only so many transactions run at once; the others wait here, in order, where they can be told to stop waiting.

export interface Turns {
  /** Runs `work` when its turn comes. Rejects with what `abandon` says if that comes first. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Everybody who waits is refused, with this error; those whose turn it is go on. */
  abandon(error: Error): void;
}

interface Waiting {
  begin(): void;
  refuse(error: Error): void;
}

export function createTurns(atOnce: number): Turns {
  let running = 0;
  let queue: Waiting[] = [];
  let taken = 0;

  /** The queue is cut back now and then, so that taking its head costs the same however long it is. */
  function next(): Waiting | undefined {
    const waiting = queue[taken];
    if (waiting === undefined) return undefined;
    taken += 1;
    if (taken >= 1_024) {
      queue = queue.slice(taken);
      taken = 0;
    }
    return waiting;
  }

  async function turn(): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    queue.push({ begin: resolve, refuse: reject });
    await promise;
  }

  /** Passes the turn on, or gives it back when nobody waits. */
  function end(): void {
    const waiting = next();
    if (waiting === undefined) running -= 1;
    else waiting.begin();
  }

  return {
    async take(work) {
      await turn();
      try {
        return await work();
      } finally {
        end();
      }
    },
    abandon(error) {
      const refused = queue.slice(taken);
      queue = [];
      taken = 0;
      for (const waiting of refused) waiting.refuse(error);
    },
  };
}
