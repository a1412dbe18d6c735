// Being told of changes, and waiting for something to come about without polling.
const USUAL_DEADLINE_MS = 5000;

export interface Watch {
  /** To be called after every change. */
  changed(): void;
  /** Calls `listener` after every change, until the returned function is called. */
  onChange(listener: () => void): () => void;
  /**
   * Resolves with the first truthy value of `predicate`, tried now and after every change. Rejects, naming
   * `what`, when that has not come after `deadlineMs` of real time (default 5 s).
   */
  waitFor<T>(predicate: () => T | undefined | false | null, options?: WaitOptions): Promise<T>;
}

export interface WaitOptions {
  readonly what?: string;
  readonly deadlineMs?: number;
}

export function createWatch(): Watch {
  const listeners = new Set<() => void>();
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    changed() {
      for (const listener of [...listeners]) listener();
    },
    onChange,
    waitFor(predicate, { what = 'what was waited for', deadlineMs = USUAL_DEADLINE_MS } = {}) {
      const now = predicate();
      if (now) return Promise.resolve(now);
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(deadline);
          stopListening();
          settle();
        };
        const deadline = setTimeout(
          () =>
            finish(() => reject(new Error(`Slack emulator: ${what} did not come within ${deadlineMs} ms`))),
          deadlineMs,
        );
        const stopListening = onChange(() => {
          try {
            const value = predicate();
            if (value) finish(() => resolve(value));
          } catch (error) {
            finish(() => reject(error));
          }
        });
      });
    },
  };
}
