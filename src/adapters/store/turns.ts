// Lets only so many transactions run at once; the others wait here, the urgent ones in front, where they can be told to stop waiting.

export interface Turns {
  /** Runs `work` when its turn comes, urgent work before any other. Rejects with what `abandon` says if that comes first. */
  take<T>(work: () => Promise<T>, isUrgent?: boolean): Promise<T>;
  /** Everybody who waits is refused, with this error; those whose turn it is go on. */
  abandon(error: Error): void;
}

interface Waiting {
  begin(): void;
  refuse(error: Error): void;
}

export function createTurns(atOnce: number): Turns {
  let running = 0;
  const urgent = createQueue<Waiting>();
  const others = createQueue<Waiting>();

  async function turn(isUrgent: boolean): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    (isUrgent ? urgent : others).push({ begin: resolve, refuse: reject });
    await promise;
  }

  /** Passes the turn on, or gives it back when nobody waits. */
  function end(): void {
    const waiting = urgent.shift() ?? others.shift();
    if (waiting === undefined) running -= 1;
    else waiting.begin();
  }

  return {
    async take(work, isUrgent = false) {
      await turn(isUrgent);
      try {
        return await work();
      } finally {
        end();
      }
    },
    abandon(error) {
      for (const waiting of [...urgent.empty(), ...others.empty()]) waiting.refuse(error);
    },
  };
}

interface Queue<T> {
  push(item: T): void;
  shift(): T | undefined;
  /** Takes out all that is left. */
  empty(): readonly T[];
}

/** Taking the head costs the same however long the queue is: it is cut back only now and then. */
function createQueue<T>(): Queue<T> {
  let items: T[] = [];
  let taken = 0;
  const empty = (): readonly T[] => {
    const left = items.slice(taken);
    items = [];
    taken = 0;
    return left;
  };
  return {
    push: (item) => void items.push(item),
    shift() {
      const item = items[taken];
      if (item !== undefined) taken += 1;
      if (taken >= 1_024) items = [...empty()];
      return item;
    },
    empty,
  };
}
