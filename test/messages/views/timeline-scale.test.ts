// Where instants stand on a timeline: in order, within its width, and far enough apart to be told apart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineScale } from '../../../src/messages/views/timeline-scale.ts';

const box = { left: 24, width: 752 };

/** Stretches of these lengths, one after the other from 0. */
const stretchesOf = (...lengths: readonly number[]) => {
  let at = 0;
  return lengths.map((length) => {
    const fromAt = at;
    at += length;
    return { fromAt, toAt: at };
  });
};

describe('a timeline', () => {
  it('is in proportion to time where all of it can be seen', () => {
    const scale = timelineScale(stretchesOf(100, 300), box);
    expect([0, 100, 250, 400].map(scale)).toEqual([24, 212, 494, 776]);
  });

  it('gives a stretch of minutes beside one of days room for its label', () => {
    const scale = timelineScale(stretchesOf(20, 63 * 60, 340), box);
    expect(scale(20) - scale(0)).toBeGreaterThan(58);
    expect(scale(20 + 63 * 60) - scale(20)).toBeGreaterThan(scale(20) - scale(0));
  });

  it('never runs backwards or over its ends, whatever the stretches', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lengths, (given) => {
        const stretches = stretchesOf(...given);
        const scale = timelineScale(stretches, box);
        const xs = stretches.flatMap(({ fromAt, toAt }) => [scale(fromAt), scale((fromAt + toAt) / 2)]);
        const end = scale(stretches.at(-1)?.toAt ?? 0);
        expect(xs[0]).toBeCloseTo(24, 6);
        expect(end).toBeCloseTo(776, 6);
        for (const [index, x] of xs.entries()) expect(xs[index + 1] ?? end).toBeGreaterThan(x - 1e-9);
      }),
    );
  });
});
