// Long polling: answers getUpdates when there is something to tell, or when its time is up.
import type { EmulatorClock } from '../emulator-clock.ts';
import { conflict } from './api-error.ts';
import type { UpdateQueue } from './update-queue.ts';
import type { Update } from './wire.ts';

const LONGEST_POLL_SECONDS = 50;

export interface PollRequest {
  readonly offset: number;
  /** 1–100. */
  readonly limit: number;
  /** Seconds. */
  readonly timeout: number;
}

interface WaitingPoll {
  readonly request: PollRequest;
  settle(updates: readonly Update[]): void;
  refuse(error: Error): void;
  readonly cancelTimer: () => void;
}

export class Polling {
  private readonly clock: EmulatorClock;
  private readonly queue: UpdateQueue;
  private waiting: WaitingPoll | undefined;
  private wakeUpPending = false;

  constructor(clock: EmulatorClock, queue: UpdateQueue) {
    this.clock = clock;
    this.queue = queue;
    queue.onAdded(() => this.wakeUp());
  }

  /** Answers at once or waits. A second poll that has to wait ends the first with 409. */
  async poll(request: PollRequest, hungUp: AbortSignal): Promise<readonly Update[]> {
    if (request.offset !== 0) this.queue.confirm(request.offset);
    const ready = this.ready(request);
    if (ready.length > 0 || request.timeout <= 0) return ready;
    this.abort('terminated by other getUpdates request; make sure that only one bot instance is running');
    return await this.wait(request, hungUp);
  }

  /** Ends a waiting poll with 409. */
  abort(reason: string): void {
    this.take()?.refuse(conflict(reason));
  }

  private wait(request: PollRequest, hungUp: AbortSignal): Promise<readonly Update[]> {
    return new Promise((settle, refuse) => {
      const timeoutMs = Math.min(request.timeout, LONGEST_POLL_SECONDS) * 1000;
      const cancelTimer = this.clock.setTimer(this.clock.now() + timeoutMs, () => this.finish(poll));
      const poll: WaitingPoll = { request, settle, refuse, cancelTimer };
      this.waiting = poll;
      hungUp.addEventListener('abort', () => this.finish(poll), { once: true });
    });
  }

  /** Waits a turn, so that updates made together travel together. */
  private wakeUp(): void {
    if (this.wakeUpPending) return;
    this.wakeUpPending = true;
    setImmediate(() => {
      this.wakeUpPending = false;
      const poll = this.waiting;
      if (poll !== undefined && this.ready(poll.request).length > 0) this.finish(poll);
    });
  }

  private finish(poll: WaitingPoll): void {
    if (this.waiting === poll) this.take()?.settle(this.ready(poll.request));
  }

  private take(): WaitingPoll | undefined {
    const poll = this.waiting;
    this.waiting = undefined;
    poll?.cancelTimer();
    return poll;
  }

  private ready({ limit }: PollRequest): readonly Update[] {
    return this.queue
      .pending()
      .slice(0, limit)
      .map((entry) => entry.update);
  }
}
