// Which of two tickets comes first, wherever several stand together.
import { severities, type Ticket } from './ticket.ts';
import { isUnanswered } from './ticket-timers.ts';

/**
 * Orders tickets as their contracts ask: the urgent ones first, then by rank of plan, priority incidents, severity,
 * the earliest time due, and age.
 */
export function byPrecedence(a: Ticket, b: Ticket): number {
  return (
    Number(b.isUrgent) - Number(a.isUrgent) ||
    b.rank - a.rank ||
    Number(b.priority !== null) - Number(a.priority !== null) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(dueAtOf(a), dueAtOf(b)) ||
    a.openedAt - b.openedAt ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The earliest instant at which an answer is still awaited; infinite where none is. */
const dueAtOf = ({ timers }: Ticket): number =>
  Math.min(...timers.filter(isUnanswered).map(({ dueAt }) => dueAt ?? Number.POSITIVE_INFINITY));

/** Two infinite ones are equal, where their difference is not a number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
