// What has come in and is not answered yet, so that stopping can wait for it.

export interface UnderWay {
  /** Hands back the work, remembered until it is over. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when the work that is under way now has ended, well or not. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const forget = (): void => void works.delete(work);
      works.add(work);
      work.then(forget, forget);
      return work;
    },
    async settled() {
      await Promise.allSettled(works);
    },
  };
}
