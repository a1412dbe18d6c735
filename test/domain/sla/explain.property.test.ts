// Laws that an explanation keeps for any history of a timer: it tiles, adds up, and agrees with the clock.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/domain/instant.ts';
import { explainTimer, type Segment } from '../../../src/domain/sla/explain.ts';
import { summarise } from '../../../src/domain/sla/summarise.ts';
import {
  advanceTimer,
  judgeTimer,
  METRICS,
  type SlaTimer,
  startTimer,
  type TimerEvent,
  workedMs,
} from '../../../src/domain/sla/timers.ts';
import { calendars, utc } from './given.ts';

const START_AT = utc('2026-02-02 10:00');
const withinMs = fc.integer({ min: 0, max: 300 * HOUR_MS });
const calendar = fc.constantFrom('office', 'always', 'mornings', 'never');

const happening: fc.Arbitrary<(at: number) => TimerEvent> = fc.oneof(
  fc.option(withinMs).map((within) => (at: number) => ({ type: 'target' as const, at, withinMs: within })),
  withinMs.map((within) => (at: number) => ({ type: 'promise' as const, at, withinMs: within })),
  fc
    .tuple(fc.constantFrom('calendar' as const, 'call' as const), calendar)
    .map(([type, key]) => (at: number) => ({ type, at, calendar: key })),
  fc
    .constantFrom('pause' as const, 'resume' as const, 'close' as const, 'reopen' as const, 'cancel' as const)
    .map((type) => (at: number) => ({ type, at })),
  fc.constantFrom('a', 'b').map((by) => (at: number) => ({ type: 'met' as const, at, by })),
);

const lived: fc.Arbitrary<{ timer: SlaTimer; now: number }> = fc
  .record({
    metric: fc.constantFrom(...METRICS),
    within: fc.option(withinMs, { freq: 6 }),
    key: calendar,
    steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * HOUR_MS }), happening), { maxLength: 8 }),
    later: fc.integer({ min: 0, max: 100 * HOUR_MS }),
  })
  .map(({ metric, within, key, steps, later }) => {
    let at = START_AT;
    let timer = startTimer({ metric, startedAt: at, withinMs: within, calendar: key }, calendars);
    for (const [gapMs, event] of steps) {
      at += gapMs;
      timer = advanceTimer(timer, event(at), calendars);
    }
    return { timer: judgeTimer(timer, at + later), now: at + later };
  });

const sumOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { countedMs }) => sum + countedMs, 0);

function expectTiling(segments: readonly Segment[], fromAt: number, toAt: number): void {
  let at = fromAt;
  for (const segment of segments) {
    expect(segment.fromAt).toBe(at);
    expect(segment.toAt).toBeGreaterThan(segment.fromAt);
    at = segment.toAt;
  }
  expect(at).toBe(toAt);
}

describe('an explanation of any timer', () => {
  it('tiles the time from the start to the due instant, else to the end or now', () => {
    fc.assert(
      fc.property(lived, ({ timer, now }) => {
        const { fromAt, toAt, segments } = explainTimer(timer, now, calendars);
        expect(fromAt).toBe(timer.startedAt);
        if (timer.dueAt !== null) expect(toAt).toBe(timer.dueAt);
        const isRevised = timer.answers.length > 0 && segments.length === 0;
        if (!isRevised) expectTiling(segments, fromAt, toAt);
      }),
      { numRuns: 1_500 },
    );
  });

  it('counts exactly the target up to the due instant', () => {
    fc.assert(
      fc.property(lived, ({ timer, now }) => {
        const { segments, withinMs: target } = explainTimer(timer, now, calendars);
        fc.pre(timer.dueAt !== null && segments.length > 0);
        expect(sumOf(segments)).toBe(target);
      }),
      { numRuns: 1_500 },
    );
  });

  it('counts what the clock has counted, segment by segment', () => {
    fc.assert(
      fc.property(lived, ({ timer, now }) => {
        fc.pre(timer.answers.length === 0 && timer.cancelledAt === null);
        const { segments } = explainTimer(timer, now, calendars);
        // While a promise is owed the clock counts from the start, towards nothing.
        fc.pre(!segments.some(({ kind }) => kind === 'owed'));
        let sum = 0;
        for (const { kind, toAt, countedMs } of segments) {
          sum += countedMs;
          expect(workedMs(timer, toAt, calendars)).toBe(sum);
          expect(countedMs > 0).toBe(kind === 'worked');
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('summarised tiles and counts the same, in no more segments than asked for', () => {
    fc.assert(
      fc.property(lived, fc.integer({ min: 2, max: 12 }), ({ timer, now }, most) => {
        const { segments } = explainTimer(timer, now, calendars);
        const told = summarise(segments, most);
        expect(told.length).toBeLessThanOrEqual(most);
        expect(sumOf(told)).toBe(sumOf(segments));
        if (segments.length > 0) expectTiling(told, segments[0]?.fromAt ?? 0, segments.at(-1)?.toAt ?? 0);
      }),
      { numRuns: 500 },
    );
  });
});
