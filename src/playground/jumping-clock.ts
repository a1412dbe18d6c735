// The playground's clock: it runs as fast as the machine's, and leaps forward when somebody wants to see what comes.
import { type EmulatorClock, systemEmulatorClock } from './emulator-clock.ts';

export interface JumpingClock extends EmulatorClock {
  /** How far it is from the machine's clock, in milliseconds. */
  offsetMs(): number;
  /** Leaps forward; timers that are passed run soon afterwards, in order. RangeError unless `ms` is finite and >= 0. */
  jump(ms: number): void;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
  disarm: () => void;
}

/** A clock that stands at `startAt` (an instant) now and goes on by `real`, the machine's own unless told. */
export function jumpingClock(startAt: number, real: EmulatorClock = systemEmulatorClock()): JumpingClock {
  const timers = new Set<Timer>();
  let offsetMs = startAt - real.now();

  const arm = (timer: Timer): void => {
    timer.disarm = real.setTimer(timer.atMs - offsetMs, () => {
      timers.delete(timer);
      timer.run();
    });
  };

  return {
    now: () => real.now() + offsetMs,
    offsetMs: () => offsetMs,
    setTimer(atMs, run) {
      const timer: Timer = { atMs, run, disarm: () => undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.disarm();
      };
    },
    jump(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`cannot jump by ${ms} ms`);
      offsetMs += ms;
      for (const timer of [...timers].sort((a, b) => a.atMs - b.atMs)) {
        timer.disarm();
        arm(timer);
      }
    },
  };
}
