// A small memory of answers that may be believed for a while.
import type { Clock } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';

export interface ExpiringCache<Value> {
  /** What is remembered, else what `load` brings; several who ask at once share one load, and failures are forgotten. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  forget(key: string): void;
}

/** Remembers at most `capacity` values, the latest loaded ones, each for `lifetimeMs` by `clock`. */
export function createExpiringCache<Value>(limits: {
  clock: Clock;
  lifetimeMs: number;
  capacity: number;
}): ExpiringCache<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; readonly expiresAt: Instant }>();

  function remember(key: string, value: Promise<Value>): void {
    entries.delete(key);
    entries.set(key, { value, expiresAt: limits.clock.now() + limits.lifetimeMs });
    const oldest = entries.keys().next().value;
    if (entries.size > limits.capacity && oldest !== undefined) entries.delete(oldest);
    value.catch(() => {
      if (entries.get(key)?.value === value) entries.delete(key);
    });
  }

  return {
    get(key, load) {
      const known = entries.get(key);
      if (known !== undefined && limits.clock.now() < known.expiresAt) return known.value;
      const value = load();
      remember(key, value);
      return value;
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
