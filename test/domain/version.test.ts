// Versions compared as people mean them, and the laws of an order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isVersion } from '../../src/domain/version.ts';

describe('isVersion', () => {
  it.each(['2026.11.22.0900', '7', 'v1.2', '1_2-3 4', '  1.2  '])('takes %j', (text) => {
    expect(isVersion(text)).toBe(true);
  });

  it.each(['', 'latest', '1.2beta', '1..', '.1', '2026/11/22', 'версия 1'])('refuses %j', (text) => {
    expect(isVersion(text)).toBe(false);
  });
});

describe('compareVersions', () => {
  it.each([
    ['2026.11.22.0900', '2026.11.22.1000'],
    ['1.9', '1.10'],
    ['1.2', '1.2.1'],
    ['9', '10'],
    ['2026-11-22', '2026.11.23'],
    ['20261122090000000001', '20261122090000000002'],
  ])('puts %s before %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['1.0', '1'],
    ['1.09', '1.9'],
    ['v2026_11_22', '2026.11.22'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(compareVersions(one, other)).toBe(0);
  });

  const version = fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('.', '-', '_', ' '),
    )
    .map(([numbers, separator]) => numbers.join(separator));

  it('is a total order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        const [low, middle, high] = [a, b, c].toSorted(compareVersions);
        expect(compareVersions(String(low), String(middle))).toBeLessThanOrEqual(0);
        expect(compareVersions(String(middle), String(high))).toBeLessThanOrEqual(0);
        expect(compareVersions(String(low), String(high))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('agrees with numbers where there is but one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(compareVersions(String(a), String(b))).toBe(Math.sign(a - b));
      }),
    );
  });
});
