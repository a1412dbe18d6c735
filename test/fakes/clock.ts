// A clock that stands still until a test moves it.
import type { Clock } from '../../src/app/ports.ts';
import type { Instant } from '../../src/domain/instant.ts';

export interface FakeClock extends Clock {
  set(at: Instant): void;
  advance(ms: number): void;
}

/** A clock that shows `at`, in UTC milliseconds. */
export function fakeClock(at: Instant): FakeClock {
  let now = at;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
