// Searching ascending numbers: the step that keeps business time logarithmic, and mostly constant.

/** Enough that a search among evenly spread values ends within its bucket at once. */
const BUCKETS_PER_VALUE = 2;

/**
 * Prepares `values` (ascending) for searching: the result tells how many of them are less than a limit. A table of
 * equal buckets over their span gives the bounds between which it bisects, so that evenly spread values, such as
 * clock changes, cost O(1) and any others O(log n).
 */
export function sortedSearch(values: Float64Array): (limit: number) => number {
  const first = values[0] ?? 0;
  const span = (values.at(-1) ?? 0) - first;
  const buckets = span > 0 ? values.length * BUCKETS_PER_VALUE : 1;
  const perBucket = span > 0 ? buckets / span : 1;
  const bucketOf = (limit: number): number =>
    Math.max(0, Math.min(buckets - 1, Math.floor((limit - first) * perBucket)));
  // What lies before bucket b: rounding may not move a value across, so the same formula sorts the values in.
  const before = new Int32Array(buckets + 1);
  for (const value of values) before[bucketOf(value) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) before[bucket + 1]! += before[bucket]!;

  return (limit) => {
    const bucket = bucketOf(limit);
    let low = before[bucket]!;
    let high = before[bucket + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Running totals: `totals[k]` is the sum of the first `k` values. */
export function runningTotals(values: readonly number[]): Float64Array {
  const totals = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    totals[index + 1] = totals[index]! + value;
  });
  return totals;
}
