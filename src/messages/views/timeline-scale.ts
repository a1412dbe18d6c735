// Where on a timeline an instant stands, when some stretches last minutes and others days.
import type { Instant } from '../../domain/instant.ts';

export interface Stretch {
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** Narrower than this a stretch cannot be labelled. */
const legibleWidth = 44;
/** What a stretch is widened to before the rest of the width is dealt out, in pixels. */
const widenedWidth = 58;
/** With more stretches than these there is no room to widen the short ones. */
const mostWidened = 16;

/**
 * Maps the instants of `stretches`, which follow one another without gaps, onto `left` to `left + width`. In
 * proportion to time where every stretch is wide enough to be seen; else short ones are widened at the cost of long
 * ones, and time passes evenly only within each.
 */
export function timelineScale(
  stretches: readonly Stretch[],
  { left, width }: { readonly left: number; readonly width: number },
): (at: Instant) => number {
  const widths = widthsOf(stretches, width);
  return (at) => {
    let x = left;
    for (const [index, { fromAt, toAt }] of stretches.entries()) {
      const own = widths[index] ?? 0;
      if (at < toAt) return x + Math.max(0, (at - fromAt) / (toAt - fromAt)) * own;
      x += own;
    }
    return x;
  };
}

function widthsOf(stretches: readonly Stretch[], width: number): readonly number[] {
  const lengths = stretches.map(({ fromAt, toAt }) => toAt - fromAt);
  const even = shares(lengths, width);
  if (stretches.length > mostWidened || even.every((own) => own >= legibleWidth)) return even;
  const least = Math.min(widenedWidth, width / stretches.length / 1.5);
  const free = width - least * stretches.length;
  return shares(lengths.map(Math.sqrt), free).map((own) => own + least);
}

function shares(weights: readonly number[], whole: number): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight / sum) * whole);
}
