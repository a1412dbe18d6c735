// The pieces of the timeline's bar: an explanation's segments, parted at the present, and what came too late.
import type { Instant } from '../../../domain/instant.ts';
import type { Explanation, Segment, SegmentKind } from '../../../domain/sla/explain.ts';
import { summarise } from '../../../domain/sla/summarise.ts';
import { type SlaTimer, timerState } from '../../../domain/sla/timers.ts';

/** `left`: working time that has yet to pass, or that nobody needed; `late`: after the due instant. */
export type PieceKind = SegmentKind | 'left' | 'late';

export interface Piece {
  readonly kind: PieceKind;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly countedMs: number;
}

/** More stretches than these are too thin to be seen. */
const mostSegments = 80;

/** Follow one another from the timer's start; to the due instant at least, where there is one. */
export function piecesOf(timer: SlaTimer, { segments }: Explanation, now: Instant): readonly Piece[] {
  if (segments.length === 0) return [];
  const reachedAt = timer.answers[0]?.at ?? timer.cancelledAt ?? timer.closedAt ?? now;
  const parts = summarise(segments, mostSegments).flatMap((segment) => partedAt(segment, reachedAt));
  return [...parts, ...latePiece(timer, reachedAt, now)];
}

function partedAt(segment: Segment, at: Instant): readonly Piece[] {
  const { kind, fromAt, toAt, countedMs } = segment;
  if (kind !== 'worked' || at >= toAt) return [{ kind, fromAt, toAt, countedMs }];
  if (at <= fromAt) return [{ kind: 'left', fromAt, toAt, countedMs }];
  // Where nights are glossed over this is not exact, but nothing is written on so thin a piece.
  const workedMs = Math.round((countedMs * (at - fromAt)) / (toAt - fromAt));
  return [
    { kind, fromAt, toAt: at, countedMs: workedMs },
    { kind: 'left', fromAt: at, toAt, countedMs: countedMs - workedMs },
  ];
}

function latePiece(timer: SlaTimer, untilAt: Instant, now: Instant): readonly Piece[] {
  const { dueAt } = timer;
  if (dueAt === null || untilAt <= dueAt || timerState(timer, now) !== 'breached') return [];
  return [{ kind: 'late', fromAt: dueAt, toAt: untilAt, countedMs: 0 }];
}
