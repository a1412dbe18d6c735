// Identifiers in Slack's forms: counted, so that runs are alike, and salted where an app keeps them for ever.
import { randomUUID } from 'node:crypto';

export interface Ids {
  /** `U0…`, `C0…`, `F0…` and the like, counted from 1 for each prefix. */
  next(prefix: string): string;
  /** An identifier that does not come again in another run of the emulator, e.g. of an event. */
  unique(prefix: string): string;
  /** A timestamp identifier `1763800000.000100`, later than every other of that conversation. */
  timestamp(scope: string): string;
}

/** Builds the identifiers of one emulator. `now` gives the instant in milliseconds. */
export function createIds(now: () => number): Ids {
  const counts = new Map<string, number>();
  const lastMicros = new Map<string, number>();
  const count = (prefix: string): number => {
    const value = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, value);
    return value;
  };
  return {
    next: (prefix) => `${prefix}0${count(prefix).toString(36).toUpperCase().padStart(8, '0')}`,
    unique: (prefix) => `${prefix}0${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    timestamp: (scope) => {
      const micros = Math.max(now() * 1000, (lastMicros.get(scope) ?? 0) + 1);
      lastMicros.set(scope, micros);
      return asTimestamp(micros);
    },
  };
}

/** Microseconds since the epoch as Slack writes them: `1763800000.000100`. */
function asTimestamp(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

export const TIMESTAMP = /^\d{10}\.\d{6}$/;
