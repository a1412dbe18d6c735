// What a plan promises: for each metric the business time allowed, and on which calendar it counts.
import type { CalendarKey, Metric } from './timer.ts';

/** What a plan promises for one metric at one severity. */
export interface SlaTarget {
  /** Business time allowed, in milliseconds; null where an agent owes a promise instead. */
  readonly withinMs: number | null;
  readonly calendar: CalendarKey;
  /** What the requester is to do when the calendar is closed. */
  readonly afterHours?: 'phone';
}

export type SlaTargets = Partial<Record<Metric, SlaTarget>>;
