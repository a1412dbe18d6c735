// Holds the business-time engine against the minute-by-minute oracle, and against the laws it must obey.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, LAST_INSTANT } from '../../../src/domain/instant.ts';
import { compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { instantAround, scene } from './arbitrary-calendars.ts';
import { addByHand, betweenByHand, isOpenByHand } from './brute-force.ts';

const withInstants = scene.chain(({ moment, spec }) =>
  fc.record({
    spec: fc.constant(spec),
    moment: fc.constant(moment),
    a: instantAround(moment),
    b: instantAround(moment),
    c: instantAround(moment),
  }),
);

/** Anywhere in the years that the engine promises to be exact in. */
const anyInstant = fc.integer({ min: 0, max: Date.UTC(2100, 11, 31) });
const anyDuration = fc.integer({ min: 1, max: 10 * 365 * DAY_MS });

describe('the engine and a walk over every minute', () => {
  it('count the same working time between two instants', () => {
    fc.assert(
      fc.property(withInstants, ({ spec, a, b }) => {
        const [fromAt, toAt] = a < b ? [a, b] : [b, a];
        expect(compileCalendar(spec).between(fromAt, toAt)).toBe(betweenByHand(spec, fromAt, toAt));
      }),
      { numRuns: 250 },
    );
  });

  it('reach the same deadline', () => {
    const duration = fc.oneof(
      fc.integer({ min: 1, max: 40 * HOUR_MS }),
      fc.integer({ min: 1, max: 160 }).map((quarters) => (quarters * HOUR_MS) / 4),
    );
    fc.assert(
      fc.property(withInstants, duration, ({ spec, moment, a }, durationMs) => {
        const horizonAt = moment.at + 4 * DAY_MS;
        const due = compileCalendar(spec).add(a, durationMs);
        const byHand = addByHand(spec, a, durationMs, horizonAt);
        if (byHand === null) expect(due === null || due > horizonAt).toBe(true);
        else expect(due).toBe(byHand);
      }),
      { numRuns: 250 },
    );
  });

  it('agree on whether an instant is open', () => {
    fc.assert(
      fc.property(withInstants, ({ spec, a, b, c }) => {
        const calendar = compileCalendar(spec);
        for (const at of [a, b, c]) expect(calendar.isOpen(at)).toBe(isOpenByHand(spec, at));
      }),
      { numRuns: 400 },
    );
  });
});

describe('the laws of business time', () => {
  it('a deadline has exactly its duration before it, and one millisecond less has less', () => {
    fc.assert(
      fc.property(scene, anyInstant, anyDuration, ({ spec }, startAt, durationMs) => {
        const calendar = compileCalendar(spec);
        const due = calendar.add(startAt, durationMs);
        if (due === null) return;
        expect(calendar.between(startAt, due)).toBe(durationMs);
        expect(calendar.between(startAt, due - 1)).toBe(durationMs - 1);
      }),
      { numRuns: 500 },
    );
  });

  it('time in two parts is the time of the whole', () => {
    fc.assert(
      fc.property(scene, anyInstant, anyInstant, anyInstant, ({ spec }, ...instants) => {
        const [a, b, c] = instants.sort((x, y) => x - y) as [number, number, number];
        const calendar = compileCalendar(spec);
        expect(calendar.between(a, b) + calendar.between(b, c)).toBe(calendar.between(a, c));
      }),
      { numRuns: 500 },
    );
  });

  it('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(scene, anyInstant, anyDuration, anyDuration, ({ spec }, startAt, firstMs, secondMs) => {
        const calendar = compileCalendar(spec);
        const halfway = calendar.add(startAt, firstMs);
        const inSteps = halfway === null ? null : calendar.add(halfway, secondMs);
        expect(inSteps).toBe(calendar.add(startAt, firstMs + secondMs));
      }),
      { numRuns: 500 },
    );
  });

  it('the open intervals are disjoint, ascending, open inside and add up to the time between', () => {
    fc.assert(
      fc.property(withInstants, ({ spec, a, b }) => {
        const calendar = compileCalendar(spec);
        let sumMs = 0;
        let lastEnd = Number.NEGATIVE_INFINITY;
        for (const [fromAt, toAt] of calendar.openIntervals(a, b)) {
          expect(fromAt).toBeGreaterThan(lastEnd);
          expect(toAt).toBeGreaterThan(fromAt);
          expect(calendar.isOpen(fromAt) && calendar.isOpen(toAt - 1)).toBe(true);
          sumMs += toAt - fromAt;
          lastEnd = toAt;
        }
        expect(sumMs).toBe(calendar.between(a, b));
      }),
      { numRuns: 300 },
    );
  });

  it('between an instant and the next opening nothing is worked, and from there on something is', () => {
    fc.assert(
      fc.property(withInstants, ({ spec, a }) => {
        const calendar = compileCalendar(spec);
        const openAt = calendar.nextOpening(a);
        if (openAt === null) {
          expect(calendar.add(a, 1)).toBeNull();
          return;
        }
        expect(calendar.between(a, openAt)).toBe(0);
        expect(calendar.isOpen(openAt)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('from an open instant to closing every millisecond is worked, and at closing none', () => {
    fc.assert(
      fc.property(withInstants, ({ spec, a }) => {
        const calendar = compileCalendar(spec);
        const closeAt = calendar.closingAfter(a);
        if (closeAt === null) return;
        expect(calendar.between(a, closeAt)).toBe(closeAt - a);
        expect(calendar.isOpen(closeAt)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('no valid calendar makes any call throw or run on, however far the instants lie', () => {
    const extreme = fc.oneof(
      fc.maxSafeInteger().map((value) => Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, value))),
      fc.constantFrom(-LAST_INSTANT, LAST_INSTANT, 0),
      anyInstant,
    );
    const duration = fc.oneof(
      fc.maxSafeInteger(),
      fc.constantFrom(0, -1, 0.5, 1e300, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(scene, extreme, extreme, duration, ({ spec }, a, b, durationMs) => {
        const calendar = compileCalendar(spec);
        const due = calendar.add(a, durationMs);
        expect(due === null || (due >= a && due <= LAST_INSTANT)).toBe(true);
        expect(calendar.between(a, b)).toBeGreaterThanOrEqual(0);
        for (const answer of [calendar.nextOpening(a), calendar.closingAfter(a)]) {
          expect(answer === null || answer >= a).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
