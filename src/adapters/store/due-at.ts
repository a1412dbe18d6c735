// When a ticket is next due: what lists are ordered by.
import type { Instant } from '../../domain/instant.ts';
import type { SlaTimer } from '../../domain/sla/timers.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';

/** The earliest time at which one of the timers that still wait is or was due; null when none of them is due. */
export function earliestDueAt(timers: readonly SlaTimer[]): Instant | null {
  const due = timers.filter(isUnanswered).flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  return due.length === 0 ? null : Math.min(...due);
}
