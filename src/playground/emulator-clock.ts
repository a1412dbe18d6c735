// The clock the emulators live by: the machine's own for the playground, a movable one for tests.
import { systemClock } from '../adapters/clock.ts';

/** A clock that also tells when an instant has come. Instants are milliseconds since the Unix epoch, UTC. */
export interface EmulatorClock {
  now(): number;
  /**
   * Runs `run` once when the clock reaches `atMs` (an instant); at once, but never synchronously, if that
   * is already past. The returned function cancels it and may be called at any time.
   */
  setTimer(atMs: number, run: () => void): () => void;
}

/** The longest delay `setTimeout` takes; anything longer would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The real time of this machine. Its timers do not keep the process alive. */
export function systemEmulatorClock(): EmulatorClock {
  const now = (): number => systemClock.now();
  const setTimer = (atMs: number, run: () => void): (() => void) => {
    let handle: NodeJS.Timeout;
    const arm = (): void => {
      const remainingMs = Math.max(0, atMs - now());
      handle =
        remainingMs > LONGEST_DELAY_MS
          ? setTimeout(arm, LONGEST_DELAY_MS)
          : setTimeout(run, Math.ceil(remainingMs));
      handle.unref();
    };
    arm();
    return () => clearTimeout(handle);
  };
  return { now, setTimer };
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/**
 * A clock that stands at `startAt` (an instant) until it is moved. `advance(ms)` fires every timer on the
 * way in order of time (of setting, when equal), each with `now()` at its own instant, also those which are
 * set meanwhile, and lets pending I/O callbacks run after each. Advances that overlap run one after another.
 * Throws RangeError for a negative or non-finite distance.
 */
export function manualEmulatorClock(startAt: number): EmulatorClock & { advance(ms: number): Promise<void> } {
  const timers = new Set<Timer>();
  let nowAt = startAt;
  let lastAdvance: Promise<void> = Promise.resolve();

  const fireNext = async (untilAt: number): Promise<boolean> => {
    const due = earliest(timers);
    if (due === undefined || due.atMs > untilAt) return false;
    timers.delete(due);
    nowAt = Math.max(nowAt, due.atMs);
    due.run();
    await nextTurn();
    return true;
  };

  const moveBy = async (ms: number): Promise<void> => {
    const untilAt = nowAt + ms;
    await nextTurn();
    while (await fireNext(untilAt));
    nowAt = untilAt;
  };

  return {
    now: () => nowAt,
    setTimer(atMs, run) {
      const timer = { atMs, run };
      timers.add(timer);
      if (atMs <= nowAt) setImmediate(() => timers.delete(timer) && run());
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`cannot advance a clock by ${ms} ms`);
      const moved = lastAdvance.then(() => moveBy(ms));
      lastAdvance = moved.catch(() => undefined);
      await moved;
    },
  };
}

function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.atMs < first.atMs) first = timer;
  return first;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
