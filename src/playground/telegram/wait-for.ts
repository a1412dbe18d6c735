// Waiting for the emulated world to reach a state: asked after each change, given up after real time.
import type { World } from './world.ts';

export interface WaitOptions {
  /** Milliseconds of real time; 5 s unless told. */
  readonly withinMs?: number;
  /** What is waited for, for the complaint. */
  readonly what?: string;
}

/** Resolves with the first truthy value that `probe` returns, at once or after a change. */
export function waitFor<T>(
  world: World,
  probe: () => T | undefined | null | false,
  { withinMs = 5_000, what = String(probe) }: WaitOptions = {},
): Promise<T> {
  const ready = probe();
  if (ready) return Promise.resolve(ready);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(deadline);
      stop();
      settle();
    };
    const late = new Error(`waited ${withinMs} ms in vain for ${what}`);
    const deadline = setTimeout(() => finish(() => reject(late)), withinMs);
    const stop = world.onChange(() => {
      try {
        const value = probe();
        if (value) finish(() => resolve(value));
      } catch (error) {
        finish(() => reject(error));
      }
    });
  });
}
