// Business time with holes and changes of calendar: what a paused or piecewise clock has really counted.
import type { Instant } from '../instant.ts';
import type { Calendar } from './calendar.ts';

/** A half-open stretch in which a clock stands still; `toAt` is null while it lasts. */
export interface Pause {
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
}

/** From `fromAt` until the next piece begins, time is counted on `calendar`. */
export interface CalendarPiece {
  readonly fromAt: Instant;
  readonly calendar: Calendar;
}

/** A stretch `[fromAt, toAt)` in which a clock runs on one calendar; the last one may end at Infinity. */
export interface WorkedSpan {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly calendar: Calendar;
}

type Stretch = readonly [fromAt: Instant, toAt: Instant];

/** What is left of `[fromAt, ∞)` between the pauses, which may come in any order and overlap. */
function runningStretches(fromAt: Instant, pauses: readonly Pause[]): Stretch[] {
  const stretches: Stretch[] = [];
  let runsFromAt = fromAt;
  for (const { fromAt, toAt } of [...pauses].sort((a, b) => a.fromAt - b.fromAt)) {
    if (runsFromAt < fromAt) stretches.push([runsFromAt, fromAt]);
    runsFromAt = Math.max(runsFromAt, fromAt, toAt ?? Number.POSITIVE_INFINITY);
  }
  if (runsFromAt < Number.POSITIVE_INFINITY) stretches.push([runsFromAt, Number.POSITIVE_INFINITY]);
  return stretches;
}

/** The stretches in which a clock runs that began with the first of `pieces` (ascending), in order. */
export function workedSpans(pieces: readonly CalendarPiece[], pauses: readonly Pause[]): WorkedSpan[] {
  const startAt = pieces[0]?.fromAt ?? Number.POSITIVE_INFINITY;
  const stretches = runningStretches(startAt, pauses);
  return pieces.flatMap(({ fromAt: pieceFromAt, calendar }, index) => {
    const pieceToAt = pieces[index + 1]?.fromAt ?? Number.POSITIVE_INFINITY;
    return stretches
      .map(([fromAt, toAt]) => ({
        fromAt: Math.max(fromAt, pieceFromAt),
        toAt: Math.min(toAt, pieceToAt),
        calendar,
      }))
      .filter(({ fromAt, toAt }) => fromAt < toAt);
  });
}

/** Business milliseconds that the spans hold before `untilAt`. */
export function workedUntil(spans: readonly WorkedSpan[], untilAt: Instant): number {
  return spans.reduce(
    (sumMs, { fromAt, toAt, calendar }) => sumMs + calendar.between(fromAt, Math.min(toAt, untilAt)),
    0,
  );
}

/** The earliest instant with `durationMs` (more than 0) worked in the spans; null when they never get there. */
export function instantWorked(spans: readonly WorkedSpan[], durationMs: number): Instant | null {
  let restMs = durationMs;
  for (const { fromAt, toAt, calendar } of spans) {
    const at = calendar.add(fromAt, restMs);
    if (at !== null && at <= toAt) return at;
    restMs -= calendar.between(fromAt, toAt);
  }
  return null;
}
