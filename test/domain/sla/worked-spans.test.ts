// Clocks with holes in them: pauses in any order and changes of calendar.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/instant.ts';
import { instantWorked, type Pause, workedSpans, workedUntil } from '../../../src/domain/sla/worked-spans.ts';
import { calendars, hours, minutes, moscow, utc } from './given.ts';

const always = calendars('always');
const office = calendars('office');
const startAt = utc('2026-02-02 10:00');
const pause = (from: string, to: string | null): Pause => ({
  fromAt: utc(`2026-02-02 ${from}`),
  toAt: to === null ? null : utc(`2026-02-02 ${to}`),
});
const spans = (...pauses: Pause[]) => workedSpans([{ fromAt: startAt, calendar: always }], pauses);

describe('spans between pauses', () => {
  it('are one without end when nothing pauses', () => {
    expect(spans()).toEqual([{ fromAt: startAt, toAt: Number.POSITIVE_INFINITY, calendar: always }]);
  });

  it('end where an open pause begins', () => {
    expect(spans(pause('11:00', null)).map(({ toAt }) => toAt)).toEqual([utc('2026-02-02 11:00')]);
    expect(instantWorked(spans(pause('11:00', null)), hours(1))).toBe(utc('2026-02-02 11:00'));
    expect(instantWorked(spans(pause('11:00', null)), hours(1) + 1)).toBeNull();
  });

  it('are the same for pauses in any order, overlapping or touching', () => {
    const whole = [pause('11:00', '13:00')];
    const parts = [pause('12:00', '13:00'), pause('11:00', '11:30'), pause('11:15', '12:00')];
    expect(instantWorked(spans(...parts), hours(3))).toBe(instantWorked(spans(...whole), hours(3)));
    expect(workedUntil(spans(...parts), utc('2026-02-02 14:00'))).toBe(hours(2));
  });

  it('do not mind pauses that are empty, reversed, or over before the start', () => {
    const noise = [pause('11:00', '11:00'), pause('12:00', '11:30'), pause('08:00', '09:00')];
    expect(instantWorked(spans(...noise), hours(3))).toBe(utc('2026-02-02 13:00'));
    expect(workedUntil(spans(...noise), utc('2026-02-02 13:00'))).toBe(hours(3));
  });

  it('begin late when the pause covers the start', () => {
    expect(instantWorked(spans(pause('09:00', '10:30')), minutes(30))).toBe(utc('2026-02-02 11:00'));
  });
});

describe('spans on several calendars', () => {
  const called = moscow('2026-02-02 20:00');
  const pieces = [
    { fromAt: moscow('2026-02-02 17:00'), calendar: office },
    { fromAt: called, calendar: always },
  ];

  it('count each piece on its own calendar', () => {
    expect(workedUntil(workedSpans(pieces, []), moscow('2026-02-02 21:30'))).toBe(hours(2.5));
    expect(instantWorked(workedSpans(pieces, []), hours(6))).toBe(moscow('2026-02-03 01:00'));
  });

  it('are cut by a pause that reaches over the change', () => {
    const over = { fromAt: moscow('2026-02-02 17:30'), toAt: moscow('2026-02-02 22:00') };
    expect(instantWorked(workedSpans(pieces, [over]), hours(2))).toBe(moscow('2026-02-02 23:30'));
  });

  it('reach nothing when there are none', () => {
    expect(workedSpans([], [])).toEqual([]);
    expect(instantWorked([], 1)).toBeNull();
  });
});

describe('any pauses', () => {
  const anyPauses = fc.array(
    fc
      .tuple(fc.integer({ min: -DAY_MS, max: 5 * DAY_MS }), fc.integer({ min: 0, max: DAY_MS }))
      .map(([from, length]) => ({ fromAt: startAt + from, toAt: startAt + from + length })),
    { maxLength: 6 },
  );

  it('leave exactly the milliseconds outside them', () => {
    fc.assert(
      fc.property(anyPauses, fc.integer({ min: 1, max: 6 * DAY_MS }), (pauses, lengthMs) => {
        const untilAt = startAt + lengthMs;
        // Every border is a candidate; between two neighbours a clock runs or stands throughout.
        const borders = [startAt, untilAt, ...pauses.flatMap(({ fromAt, toAt }) => [fromAt, toAt])]
          .filter((at) => at >= startAt && at <= untilAt)
          .sort((a, b) => a - b);
        const runningMs = borders.slice(1).reduce((sumMs, toAt, index) => {
          const fromAt = borders[index] ?? toAt;
          const stands = pauses.some((each) => each.fromAt <= fromAt && toAt <= each.toAt && fromAt < toAt);
          return stands ? sumMs : sumMs + toAt - fromAt;
        }, 0);
        expect(workedUntil(workedSpans([{ fromAt: startAt, calendar: always }], pauses), untilAt)).toBe(
          runningMs,
        );
      }),
    );
  });

  it('a deadline has its duration worked, and no earlier instant has', () => {
    fc.assert(
      fc.property(anyPauses, fc.integer({ min: 1, max: 20 * DAY_MS }), (pauses, durationMs) => {
        const paused = workedSpans([{ fromAt: startAt, calendar: office }], pauses);
        const due = instantWorked(paused, durationMs) ?? Number.NaN;
        expect(workedUntil(paused, due)).toBe(durationMs);
        expect(workedUntil(paused, due - 1)).toBe(durationMs - 1);
      }),
    );
  });
});
