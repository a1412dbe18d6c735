// One SLA timer as it is stored: what it was given, what it came to, and nothing that JSON cannot hold.
import type { Instant } from '../instant.ts';
import type { Pause } from './worked-spans.ts';

export const METRICS = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type Metric = (typeof METRICS)[number];

/** Names a calendar of the configuration. */
export type CalendarKey = string;

/** A response time that an agent committed to, counted from when they did. */
export interface TimerPromise {
  readonly madeAt: Instant;
  readonly withinMs: number;
}

/** From a logged phone call on, time counts on another calendar. */
export interface TimerCall {
  readonly at: Instant;
  readonly calendar: CalendarKey;
}

/** When a timer is due and whether that was missed. */
export interface Verdict {
  /** Null while a promise is owed, while paused before it, and on a calendar that never gets there. */
  readonly dueAt: Instant | null;
  /** When the breach that stands began; null when none does. */
  readonly breachedAt: Instant | null;
  /** Breaches that a later `dueAt` overtook, oldest first: they happened, and stay on record. */
  readonly pastBreaches: readonly Instant[];
}

/** The act that the timer waits for, with the verdict on it, which nothing later changes. */
export interface Answer {
  readonly at: Instant;
  /** What did it, such as a message's id, so that it can be withdrawn; null when it cannot be. */
  readonly by: string | null;
  readonly verdict: Verdict;
}

/**
 * An SLA target applied to one ticket: plain data, advanced by `advanceTimer`. Its own `dueAt`, `breachedAt` and
 * `pastBreaches` are those of the first answer, and while there is none, of the running clock.
 */
export interface SlaTimer extends Verdict {
  readonly metric: Metric;
  readonly startedAt: Instant;
  /** Business time that the plan allows; null where it leaves the time to a promise. */
  readonly withinMs: number | null;
  /** Counts where the plan fixes no time. */
  readonly promise: TimerPromise | null;
  readonly calendar: CalendarKey;
  readonly calls: readonly TimerCall[];
  readonly pauses: readonly Pause[];
  /** When the target, the calendar or the clock's end last changed: no breach is dated before it. */
  readonly changedAt: Instant;
  /** The clock as if nobody had answered, so that an answer can be withdrawn without a trace. */
  readonly clock: Verdict;
  /** Those that stand, in the order in which they came; the first one decides. */
  readonly answers: readonly Answer[];
  /** When it was answered in time; null when it was not, or not yet. */
  readonly metAt: Instant | null;
  /** When the ticket was resolved under it; null when it was not, or was reopened. */
  readonly closedAt: Instant | null;
  readonly cancelledAt: Instant | null;
}

/** What can happen to a timer; `at` is when it happened, not when it was learnt. */
export type TimerEvent = { readonly at: Instant } & (
  | { readonly type: 'target'; readonly withinMs: number | null }
  | { readonly type: 'promise'; readonly withinMs: number }
  | { readonly type: 'calendar'; readonly calendar: CalendarKey }
  /** `calledAt`: where the call came before it was logged. */
  | { readonly type: 'call'; readonly calledAt?: Instant; readonly calendar: CalendarKey }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'met'; readonly by?: string }
  | { readonly type: 'metWithdrawn'; readonly by: string }
  | { readonly type: 'close' }
  | { readonly type: 'reopen' }
  | { readonly type: 'cancel' }
);

/**
 * `owed`: an agent has yet to promise a time. `unmet`: resolved without the answer that was due. `breached` is
 * not the end of a timer that nobody answered: a later `dueAt` sets it running again.
 */
export type TimerState = 'owed' | 'running' | 'paused' | 'met' | 'breached' | 'unmet' | 'cancelled';
