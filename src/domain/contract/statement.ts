// The monthly statement: what an organisation was promised on its tickets in a month, and what became of it. Pure.
import type { Instant } from '../instant.ts';
import { type Calendars, calendarAt, METRICS, type Metric, type SlaTimer } from '../sla/timers.ts';
import { type Outcome, type PersonId, type Severity, severities, subjectOf, type Ticket } from '../ticket.ts';
import type { Period } from './month.ts';
import { type Standing, standingAt, type TimerStanding } from './standing.ts';

export interface StatementTicket {
  readonly reference: string;
  /** Null where its reader may not read it. */
  readonly subject: string | null;
  readonly requesterId: PersonId;
  readonly requestType: string;
  readonly severity: Severity;
  readonly isPriority: boolean;
  readonly openedAt: Instant;
  readonly timers: readonly TimerStanding[];
  /** Time that the clock of its resolution left out while the ticket waited for others, in business milliseconds. */
  readonly pausedMs: number;
  /** How it had ended by the end of the month; null for one that was still being worked on. */
  readonly outcome: Outcome | null;
}

/** How many clocks of one metric, at one severity, came to what. */
export interface StatementTotal {
  readonly metric: Metric;
  readonly severity: Severity;
  readonly met: number;
  readonly breached: number;
  /** Still undecided at the end of the month, also where an agent owes a promise. */
  readonly running: number;
  /** Ended in the month without an answer and without a breach: cancelled, or resolved without one. */
  readonly lapsed: number;
}

export interface Statement {
  /** Until when it tells: the end of the month, or the present within it. */
  readonly asOf: Instant;
  /** The earliest opened first. */
  readonly tickets: readonly StatementTicket[];
  /** By metric, then severity; those with nothing to count are left out. */
  readonly totals: readonly StatementTotal[];
}

export interface StatementTerms {
  readonly period: Period;
  readonly now: Instant;
  readonly calendars: Calendars;
  /** Whether what a ticket is about may be told. */
  mayRead(ticket: Ticket): boolean;
}

/**
 * The statement of `period`, told at `now`. A ticket belongs to it that was opened in the month, or of which a clock
 * was decided in it. A clock is decided once: when its first breach began, or when it was met in time; it counts as
 * met or breached in the statement of that month alone, so that the statements of a year add up. Everything is told
 * as it stood when the month ended, by what is known now: a resolution that was reopened, or an answer that never
 * arrived, is taken back and decided anew. Spam is no matter of the organisation's, and left out.
 */
export function statementOf(
  tickets: readonly Ticket[],
  { period, now, calendars, mayRead }: StatementTerms,
): Statement {
  const asOf = Math.min(period.toAt, now);
  const within = { fromAt: period.fromAt, toAt: asOf };
  const told = tickets
    .filter(({ outcome }) => outcome !== 'spam')
    .map((ticket) => ({
      ...ticketAt(ticket, asOf, calendars),
      subject: mayRead(ticket) ? subjectOf(ticket.description) : null,
    }))
    .filter((ticket) => belongs(ticket, within))
    .toSorted((a, b) => a.openedAt - b.openedAt);
  return { asOf, tickets: told, totals: totalsOf(told, within) };
}

/** The part of the decided clocks that was met, from 0 to 1; null where none was decided. */
export function shareMet(totals: readonly Pick<StatementTotal, 'met' | 'breached'>[]): number | null {
  const met = totals.reduce((sum, total) => sum + total.met, 0);
  const decided = totals.reduce((sum, total) => sum + total.met + total.breached, 0);
  return decided === 0 ? null : met / decided;
}

const isIn = (at: Instant | null, { fromAt, toAt }: Period): boolean =>
  at !== null && fromAt <= at && at < toAt;

const isDecided = ({ standing }: TimerStanding): boolean => standing === 'met' || standing === 'breached';

const belongs = ({ openedAt, timers }: StatementTicket, within: Period): boolean =>
  isIn(openedAt, within) || timers.some((timer) => isDecided(timer) && isIn(timer.endedAt, within));

function ticketAt(ticket: Ticket, asOf: Instant, calendars: Calendars): Omit<StatementTicket, 'subject'> {
  const endedAt = ticket.resolvedAt ?? ticket.closedAt;
  return {
    reference: ticket.reference,
    requesterId: ticket.requesterId,
    requestType: ticket.requestType,
    severity: ticket.severity,
    isPriority: ticket.priority !== null,
    openedAt: ticket.openedAt,
    timers: ticket.timers.map((timer) => standingAt(timer, asOf)),
    pausedMs: ticket.timers
      .filter(({ metric }) => metric === 'resolution')
      .reduce((sum, timer) => sum + pausedUntil(timer, asOf, calendars), 0),
    outcome: endedAt !== null && endedAt < asOf ? ticket.outcome : null,
  };
}

/** What the pauses before the ticket was resolved held back, in business time. */
function pausedUntil(timer: SlaTimer, asOf: Instant, calendars: Calendars): number {
  const untilAt = Math.min(asOf, timer.closedAt ?? asOf, timer.cancelledAt ?? asOf);
  return timer.pauses
    .filter(({ fromAt }) => fromAt < untilAt)
    .map(({ fromAt, toAt }) =>
      calendars(calendarAt(timer, fromAt)).between(fromAt, Math.min(toAt ?? untilAt, untilAt)),
    )
    .reduce((sum, ms) => sum + ms, 0);
}

function totalsOf(tickets: readonly StatementTicket[], within: Period): readonly StatementTotal[] {
  return METRICS.flatMap((metric) =>
    severities.map((severity) => {
      const timers = tickets
        .filter((ticket) => ticket.severity === severity)
        .flatMap((ticket) => ticket.timers.filter((timer) => timer.metric === metric));
      const count = (...standings: readonly Standing[]) =>
        timers.filter((each) => standings.includes(each.standing) && isIn(each.endedAt, within)).length;
      return {
        metric,
        severity,
        met: count('met'),
        breached: count('breached'),
        running: timers.filter(({ endedAt }) => endedAt === null).length,
        lapsed: count('cancelled', 'unmet'),
      };
    }),
  ).filter(({ met, breached, running, lapsed }) => met + breached + running + lapsed > 0);
}
