// How far the process runs behind: work that keeps its one thread busy makes everybody wait, however few they are.
//
// Node's own histogram of this does not count the first sample after it was emptied, and a thread that is busy for long
// gives no second one.

export interface EventLoop {
  /** By how many milliseconds a timer came late, on average of the last ten. */
  lagMs(): number;
  stop(): void;
}

const everyMs = 100;
const remembered = 10;

/** Watches the thread, keeping no process up. A single long step, as at the start, weighs a tenth and is soon forgotten. */
export function watchEventLoop(): EventLoop {
  const delays: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    delays.push(Math.max(0, now - last - everyMs));
    if (delays.length > remembered) delays.shift();
    last = now;
  }, everyMs);
  timer.unref();
  return {
    lagMs: () => delays.reduce((sum, delay) => sum + delay, 0) / remembered,
    stop: () => clearInterval(timer),
  };
}
