// Laws that SLA timers keep for any history: replaying, sweeping, pausing and changing one's mind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/domain/instant.ts';
import {
  advanceTimer,
  dueAtIfResumed,
  judgeTimer,
  METRICS,
  type SlaTimer,
  startTimer,
  type TimerEvent,
  timerState,
  workedMs,
} from '../../../src/domain/sla/timers.ts';
import { calendars, utc } from './given.ts';

const START_AT = utc('2026-02-02 10:00');
const KEYS = ['office', 'always', 'mornings', 'never'];
const ENDINGS = ['met', 'close', 'cancel', 'metWithdrawn'];

const withinMs = fc.integer({ min: 0, max: 60 * HOUR_MS });
const calendarKey = fc.constantFrom(...KEYS);
const reply = fc.constantFrom('a', 'b');

type Told = TimerEvent extends infer Event ? (Event extends TimerEvent ? Omit<Event, 'at'> : never) : never;

const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ type: fc.constant('target' as const), withinMs: fc.option(withinMs) }),
  fc.record({ type: fc.constant('promise' as const), withinMs }),
  fc.record({ type: fc.constantFrom('calendar' as const, 'call' as const), calendar: calendarKey }),
  fc.record({ type: fc.constant('met' as const), by: reply }),
  fc.record({ type: fc.constant('metWithdrawn' as const), by: reply }),
  fc.record({
    type: fc.constantFrom('pause' as const, 'resume' as const, 'close' as const, 'reopen' as const),
  }),
  fc.record({ type: fc.constant('cancel' as const) }),
);

const gapMs = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 * HOUR_MS }));

/** Events in the order in which they happened, some at the same instant. */
const history: fc.Arbitrary<TimerEvent[]> = fc
  .array(fc.tuple(gapMs, told), { maxLength: 10 })
  .map((steps) => {
    let at = START_AT;
    return steps.map(([gap, event]) => {
      at += gap;
      return { ...event, at };
    });
  });

const start: fc.Arbitrary<SlaTimer> = fc
  .record({
    metric: fc.constantFrom(...METRICS),
    withinMs: fc.option(withinMs, { freq: 9 }),
    calendar: calendarKey,
  })
  .map((given) => startTimer({ ...given, startedAt: START_AT }, calendars));

const replay = (timer: SlaTimer, events: readonly TimerEvent[]): SlaTimer =>
  events.reduce((now, event) => advanceTimer(now, event, calendars), timer);

/** What can be told from outside; under an answer the clock is not swept, so its breach may be unrecorded. */
const standing = (timer: SlaTimer, now: number) => {
  const { clock, ...seen } = judgeTimer(timer, now);
  return timer.answers.length > 0 ? { ...seen, dueUnderneath: clock.dueAt } : { ...seen, clock };
};

const lastAt = (events: readonly TimerEvent[]): number => events.at(-1)?.at ?? START_AT;
const endsNothing = (events: readonly TimerEvent[]): boolean =>
  events.every(({ type }) => !ENDINGS.includes(type));

describe('any history of a timer', () => {
  it('replayed is the same as lived through, stored after each event and swept in between', () => {
    fc.assert(
      fc.property(start, history, fc.infiniteStream(gapMs), (timer, events, sweeps) => {
        const lived = events.reduce((now, event) => {
          const stored: SlaTimer = JSON.parse(JSON.stringify(advanceTimer(now, event, calendars)));
          return judgeTimer(stored, event.at + Number(sweeps.next().value));
        }, timer);
        const endAt = lastAt(events) + 40 * DAY_MS;
        expect(judgeTimer(lived, endAt)).toEqual(judgeTimer(replay(timer, events), endAt));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, and its verdict is consistent', () => {
    fc.assert(
      fc.property(start, history, gapMs, (given, events, laterMs) => {
        const now = lastAt(events) + laterMs;
        const timer = judgeTimer(replay(given, events), now);
        const state = timerState(timer, now);
        expect(workedMs(timer, now, calendars)).toBeGreaterThanOrEqual(0);
        const due = dueAtIfResumed(timer, now, calendars);
        if (timer.dueAt !== null) expect(due).toBe(timer.dueAt);
        if (state === 'met') expect(timer.dueAt === null || Number(timer.metAt) <= timer.dueAt).toBe(true);
        if (state === 'running') expect(timer.dueAt === null || timer.dueAt >= now).toBe(true);
        if (state === 'breached') expect([timer.breachedAt, timer.dueAt]).not.toContain(null);
        if (timer.breachedAt !== null) expect(timer.breachedAt).toBeLessThanOrEqual(now);
        if (timer.metAt !== null) expect(timer.breachedAt).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('has its past breaches in order, each before the breach that stands', () => {
    fc.assert(
      fc.property(start, history, (given, events) => {
        const { pastBreaches, breachedAt } = judgeTimer(replay(given, events), lastAt(events) + DAY_MS);
        const all = breachedAt === null ? pastBreaches : [...pastBreaches, breachedAt];
        expect(all).toEqual([...all].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('pausing', () => {
  it('and resuming at once changes nothing that anybody could tell', () => {
    fc.assert(
      fc.property(start, history, gapMs, (given, events, laterMs) => {
        const timer = replay(given, events);
        fc.pre(timer.pauses.every(({ toAt }) => toAt !== null));
        const at = lastAt(events) + laterMs;
        const blinked = replay(timer, [
          { type: 'pause', at },
          { type: 'resume', at },
        ]);
        const now = at + DAY_MS;
        expect(standing({ ...blinked, pauses: timer.pauses }, now)).toEqual(standing(timer, now));
        expect(workedMs(blinked, now, calendars)).toBe(workedMs(timer, now, calendars));
      }),
      { numRuns: 500 },
    );
  });

  it('longer never brings a deadline forward', () => {
    const pauseAt = fc.integer({ min: 0, max: 40 * HOUR_MS });
    fc.assert(
      fc.property(start, pauseAt, gapMs, gapMs, (timer, afterMs, shortMs, moreMs) => {
        const fromAt = START_AT + afterMs;
        const paused = (lengthMs: number) =>
          replay(timer, [
            { type: 'pause', at: fromAt },
            { type: 'resume', at: fromAt + lengthMs },
          ]).dueAt ?? Number.POSITIVE_INFINITY;
        expect(paused(shortMs)).toBeGreaterThanOrEqual(timer.dueAt ?? Number.POSITIVE_INFINITY);
        expect(paused(shortMs + moreMs)).toBeGreaterThanOrEqual(paused(shortMs));
      }),
      { numRuns: 500 },
    );
  });

  it('shifts the deadline by just so much working time as it covered', () => {
    const pauseAt = fc.integer({ min: 0, max: 40 * HOUR_MS });
    fc.assert(
      fc.property(start, pauseAt, gapMs, (timer, afterMs, lengthMs) => {
        const fromAt = START_AT + afterMs;
        fc.pre(timer.dueAt !== null && fromAt < timer.dueAt);
        const resumed = replay(timer, [
          { type: 'pause', at: fromAt },
          { type: 'resume', at: fromAt + lengthMs },
        ]);
        const calendar = calendars(timer.calendar);
        const covered = calendar.between(fromAt, fromAt + lengthMs);
        expect(calendar.between(Number(timer.dueAt), Number(resumed.dueAt))).toBe(covered);
      }),
    );
  });
});

describe('changing one’s mind', () => {
  it('about the severity restores the deadline', () => {
    fc.assert(
      fc.property(start, history, withinMs, gapMs, gapMs, (given, events, otherMs, firstMs, thenMs) => {
        const timer = replay(given, events);
        const raisedAt = lastAt(events) + firstMs;
        const restored = replay(timer, [
          { type: 'target', withinMs: otherMs, at: raisedAt },
          { type: 'target', withinMs: timer.withinMs, at: raisedAt + thenMs },
        ]);
        expect(restored.dueAt).toBe(timer.dueAt);
        expect(restored.metAt).toBe(timer.metAt);
      }),
      { numRuns: 500 },
    );
  });

  it('about the calendar restores the deadline', () => {
    fc.assert(
      fc.property(start, history, calendarKey, gapMs, (given, events, key, afterMs) => {
        fc.pre(endsNothing(events));
        const timer = replay(given, events);
        const at = lastAt(events) + afterMs;
        const restored = replay(timer, [
          { type: 'calendar', calendar: key, at },
          { type: 'calendar', calendar: timer.calendar, at },
        ]);
        expect(restored.dueAt).toBe(timer.dueAt);
      }),
      { numRuns: 300 },
    );
  });

  it('about an answer leaves the clock as if it had not been given', () => {
    fc.assert(
      fc.property(start, history, gapMs, gapMs, (given, events, afterMs, thenMs) => {
        fc.pre(given.metric !== 'resolution' && events.every(({ type }) => type !== 'cancel'));
        const timer = replay(given, events);
        const metAt = lastAt(events) + afterMs;
        const withdrawnAt = metAt + thenMs;
        const withdrawn = replay(timer, [
          { type: 'met', by: 'lost', at: metAt },
          { type: 'metWithdrawn', by: 'lost', at: withdrawnAt },
        ]);
        const now = withdrawnAt + DAY_MS;
        expect(standing(withdrawn, now)).toEqual(standing(timer, now));
      }),
      { numRuns: 500 },
    );
  });
});
