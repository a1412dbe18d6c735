// Every shared vector: business time, pauses, and timelines of one clock, compared to the last millisecond.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CalendarSpec, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import {
  advanceTimer,
  dueAtIfResumed,
  judgeTimer,
  startTimer,
  type TimerEvent,
  timerState,
  workedMs,
} from '../../../src/domain/sla/timers.ts';
import { instantWorked, workedSpans, workedUntil } from '../../../src/domain/sla/worked-spans.ts';
import { minutes } from './given.ts';

interface Vector {
  readonly id: string;
  readonly calendar: CalendarSpec;
  readonly op: 'add' | 'between';
  readonly start: string;
  readonly end?: string;
  readonly minutes?: number;
  readonly pauses?: readonly (readonly [string, string])[];
  readonly expected: string | number | null;
  readonly alt_expected?: string | number | null;
}

interface Timeline {
  readonly id: string;
  readonly note: string;
  readonly calendar: CalendarSpec;
  readonly start: string;
  readonly target: number;
  readonly events: readonly (readonly [string, string, (number | CalendarSpec)?])[];
  readonly now: string;
  readonly expect: { due?: string; state?: string; breachedAt?: string; workedMinutes?: number };
}

const fixture = new URL('../../fixtures/business-time.json', import.meta.url);
const { vectors, pauses, timelines } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  vectors: Vector[];
  pauses: Vector[];
  timelines: Timeline[];
};

const comparable = (value: string | number | null): number | null =>
  typeof value === 'string' ? Date.parse(value) : value;

function accepted({ expected, alt_expected }: Vector): (number | null)[] {
  return [expected, ...(alt_expected === undefined ? [] : [alt_expected])].map(comparable);
}

const title = ({ id, op }: Vector): string => `${id}: ${op} gives what the vector says`;

describe('business time', () => {
  it('has the whole set of vectors before it', () => {
    expect([vectors.length, pauses.length, timelines.length]).toEqual([99, 9, 6]);
  });

  it.each(vectors.map((vector) => [title(vector), vector] as const))('%s', (_title, vector) => {
    const calendar = compileCalendar(vector.calendar);
    const startAt = Date.parse(vector.start);
    const actual =
      vector.op === 'add'
        ? calendar.add(startAt, minutes(vector.minutes ?? Number.NaN))
        : calendar.between(startAt, Date.parse(vector.end ?? '')) / minutes(1);
    expect(accepted(vector)).toContain(actual);
  });
});

describe('business time with pauses', () => {
  it.each(pauses.map((vector) => [title(vector), vector] as const))('%s', (_title, vector) => {
    const calendar = compileCalendar(vector.calendar);
    const spans = workedSpans(
      [{ fromAt: Date.parse(vector.start), calendar }],
      (vector.pauses ?? []).map(([from, to]) => ({ fromAt: Date.parse(from), toAt: Date.parse(to) })),
    );
    const actual =
      vector.op === 'add'
        ? instantWorked(spans, minutes(vector.minutes ?? Number.NaN))
        : workedUntil(spans, Date.parse(vector.end ?? '')) / minutes(1);
    expect(accepted(vector)).toContain(actual);
  });
});

function eventOf([text, type, argument]: Timeline['events'][number], index: number): TimerEvent {
  const at = Date.parse(text);
  switch (type) {
    case 'target':
      return { at, type, withinMs: minutes(Number(argument)) };
    case 'calendar':
      return { at, type, calendar: `event ${index}` };
    case 'pause':
    case 'resume':
    case 'met':
    case 'close':
    case 'reopen':
      return { at, type };
    default:
      throw new Error(`unknown event ${type}`);
  }
}

describe('one clock through its life', () => {
  const cases = timelines.map((timeline) => [`${timeline.id}: ${timeline.note}`, timeline] as const);

  it.each(cases)('%s', (_title, { calendar, start, target, events, now, expect: expected }) => {
    const calendars = (key: string) => {
      const index = events.findIndex((_event, each) => key === `event ${each}`);
      return compileCalendar(index < 0 ? calendar : (events[index]?.[2] as CalendarSpec));
    };
    const started = startTimer(
      { metric: 'resolution', startedAt: Date.parse(start), withinMs: minutes(target), calendar: 'own' },
      calendars,
    );
    const nowAt = Date.parse(now);
    const advanced = events
      .map(eventOf)
      .reduce((timer, event) => advanceTimer(timer, event, calendars), started);
    const timer = judgeTimer(advanced, nowAt);

    expect(timerState(timer, nowAt)).toBe(expected.state);
    expect(dueAtIfResumed(timer, nowAt, calendars)).toBe(comparable(expected.due ?? null));
    if (expected.breachedAt !== undefined) expect(timer.breachedAt).toBe(Date.parse(expected.breachedAt));
    if (expected.workedMinutes !== undefined) {
      expect(workedMs(timer, nowAt, calendars)).toBe(minutes(expected.workedMinutes));
    }
  });
});
