// Lets whoever asks platforms for events wait until there is room for them.

export interface Room {
  /** Looks whether there is room now, and lets those who wait go on. */
  note(): void;
  /** Resolves once there is room, or `signal` is aborted. */
  wait(signal: AbortSignal): Promise<void>;
}

export function createRoom(hasRoom: () => boolean): Room {
  const waiting = new Set<() => void>();
  return {
    note() {
      if (hasRoom()) for (const goOn of waiting) goOn();
    },
    async wait(signal) {
      while (!hasRoom() && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const goOn = (): void => resolve();
        waiting.add(goOn);
        signal.addEventListener('abort', goOn);
        await promise;
        waiting.delete(goOn);
        signal.removeEventListener('abort', goOn);
      }
    },
  };
}
