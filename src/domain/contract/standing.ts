// How an SLA timer stood at a past instant, as a statement tells of it.
import type { Instant } from '../instant.ts';
import { judgeTimer, type Metric, type SlaTimer, type TimerState, targetOf } from '../sla/timers.ts';

export type Standing = TimerState;

export interface TimerStanding {
  readonly metric: Metric;
  readonly standing: Standing;
  /** When it was decided or ended otherwise; null while it ran. */
  readonly endedAt: Instant | null;
  readonly dueAt: Instant | null;
  /** When it was answered, in time or late. */
  readonly answeredAt: Instant | null;
  /** Whether its time was an agent's promise. */
  readonly isPromised: boolean;
}

/**
 * How the timer stood just before `asOf`. A breach that began stays one, also when a later deadline overtook it or
 * the answer came late: what a month's statement said is never taken back by the next one's.
 */
export function standingAt(timer: SlaTimer, asOf: Instant): TimerStanding {
  const answeredAt = before(timer.answers[0]?.at ?? null, asOf);
  return {
    metric: timer.metric,
    ...decisionAt(timer, asOf),
    dueAt: timer.dueAt,
    answeredAt,
    isPromised: timer.withinMs === null && timer.promise !== null && timer.promise.madeAt < asOf,
  };
}

const before = (at: Instant | null, asOf: Instant): Instant | null => (at !== null && at < asOf ? at : null);

function decisionAt(timer: SlaTimer, asOf: Instant): Pick<TimerStanding, 'standing' | 'endedAt'> {
  const breachedAt = firstBreach(timer, asOf);
  if (breachedAt !== null) return { standing: 'breached', endedAt: breachedAt };
  const metAt = before(timer.metAt, asOf);
  if (metAt !== null) return { standing: 'met', endedAt: metAt };
  const cancelledAt = before(timer.cancelledAt, asOf);
  if (cancelledAt !== null) return { standing: 'cancelled', endedAt: cancelledAt };
  const closedAt = before(timer.closedAt, asOf);
  if (closedAt !== null && timer.metric !== 'resolution') return { standing: 'unmet', endedAt: closedAt };
  if (targetOf(timer) === null) return { standing: 'owed', endedAt: null };
  return { standing: isPausedAt(timer, asOf) ? 'paused' : 'running', endedAt: null };
}

function firstBreach(timer: SlaTimer, asOf: Instant): Instant | null {
  const { pastBreaches, breachedAt } = judgeTimer(timer, asOf);
  const breaches = breachedAt === null ? pastBreaches : [...pastBreaches, breachedAt];
  return before(breaches.length === 0 ? null : Math.min(...breaches), asOf);
}

const isPausedAt = ({ pauses }: SlaTimer, at: Instant): boolean =>
  pauses.some(({ fromAt, toAt }) => fromAt < at && (toAt === null || at <= toAt));
