// The bucketed search against counting by hand, for values spread in every way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningTotals, sortedSearch } from '../../../src/domain/sla/sorted-search.ts';

const anyNumber = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.constantFrom(0, 1e15, -1e15, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const finite = anyNumber.map((value) => (Number.isFinite(value) ? value : 7));
const ascending = fc
  .array(finite, { maxLength: 40 })
  .map((values) => Float64Array.from(values.sort((a, b) => a - b)));

describe('a sorted search', () => {
  it('counts what lies below a limit', () => {
    fc.assert(
      fc.property(ascending, anyNumber, (values, limit) => {
        expect(sortedSearch(values)(limit)).toBe(values.filter((value) => value < limit).length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds each value itself, also where many are equal or all crowd at one end', () => {
    for (const values of [[5, 5, 5, 5], [0, 1, 2, 3, 1e15], [-1e15, 1, 2, 3], [42]]) {
      const countBelow = sortedSearch(Float64Array.from(values));
      expect(values.map(countBelow)).toEqual(values.map((value) => values.indexOf(value)));
    }
  });

  it('of nothing counts nothing', () => {
    expect(sortedSearch(new Float64Array(0))(5)).toBe(0);
  });
});

describe('running totals', () => {
  it('begin with nothing and end with the sum', () => {
    expect([...runningTotals([3, 0, 4])]).toEqual([0, 3, 3, 7]);
    expect([...runningTotals([])]).toEqual([0]);
  });
});
