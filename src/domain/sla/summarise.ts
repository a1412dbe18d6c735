// Tells a long explanation in fewer segments: first nights, then weekends go into the working time around them.
import { HOUR_MS } from '../instant.ts';
import type { Segment } from './explain.ts';

/** What a reader takes for part of one stretch of work, from the least to the most that is glossed over. */
const GLOSSED_OVER_MS = [20 * HOUR_MS, 80 * HOUR_MS] as const;

/**
 * At most `most` (2 or more) segments that tile the same time and count the same. A `worked` one may then count less
 * than its length: short closed times within it are left out of the telling. Holidays and pauses are never glossed
 * over; what is still too much becomes a `rest`.
 */
export function summarise(segments: readonly Segment[], most: number): readonly Segment[] {
  let told = segments;
  for (const closedMs of GLOSSED_OVER_MS) {
    if (told.length > most) told = foldedOver(segments, closedMs);
  }
  return told.length > most ? withRest(told, most) : told;
}

/** Joins neighbouring stretches of work on one calendar that a closed time of at most `closedMs` parts. */
function foldedOver(segments: readonly Segment[], closedMs: number): readonly Segment[] {
  const folded: Segment[] = [];
  for (const segment of segments) {
    const [before, closed] = folded.slice(-2);
    const isFoldable =
      segment.kind === 'worked' &&
      before?.kind === 'worked' &&
      before.calendar === segment.calendar &&
      closed?.kind === 'closed' &&
      closed.toAt - closed.fromAt <= closedMs;
    if (isFoldable) folded.splice(-2, 2, spanning([before, segment], 'worked'));
    else folded.push(segment);
  }
  return folded;
}

function withRest(segments: readonly Segment[], most: number): readonly Segment[] {
  return [...segments.slice(0, most - 1), spanning(segments.slice(most - 1), 'rest')];
}

/** One segment over all of these and what lies between them. */
function spanning(segments: readonly Segment[], kind: Segment['kind']): Segment {
  const [first] = segments;
  const last = segments.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('nothing spans no segments');
  const countedMs = segments.reduce((sumMs, segment) => sumMs + segment.countedMs, 0);
  return { ...first, kind, toAt: last.toAt, countedMs };
}
