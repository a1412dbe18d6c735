// The acceptance runner says what came out of a case, and passes it only for what was expected.
import { describe, expect, it } from 'vitest';
import {
  type AddCase,
  type BetweenCase,
  runBusinessTimeCase,
  runTimelineCase,
  type TimelineCase,
} from '../../../src/domain/sla/check.ts';
import { calendars, hours, moscow, utc } from './given.ts';

const add: AddCase = {
  id: 'a',
  op: 'add',
  calendar: calendars('office'),
  startAt: moscow('2026-02-02 17:00'),
  pauses: [],
  minutes: 90.5,
  expected: [moscow('2026-02-03 09:30:30')],
};

const between: BetweenCase = {
  id: 'b',
  op: 'between',
  calendar: calendars('office'),
  startAt: moscow('2026-02-02 17:00'),
  endAt: moscow('2026-02-03 09:00:15'),
  pauses: [],
  expected: [60.25],
};

const timeline: TimelineCase = {
  id: 't',
  metric: 'resolution',
  startAt: utc('2026-02-02 10:00'),
  targetMinutes: 120,
  calendar: 'own',
  calendars: new Map([
    ['own', calendars('always')],
    ['other', calendars('mornings')],
  ]),
  events: [],
  now: utc('2026-02-02 11:00'),
  expect: { dueAt: utc('2026-02-02 12:00'), state: 'running', breachedAt: null, workedMinutes: 60 },
};

describe('a case of business time', () => {
  it('gives an ISO instant for add', () => {
    expect(runBusinessTimeCase(add)).toMatchObject({
      id: 'a',
      actual: '2026-02-03T06:30:30.000Z',
      passed: true,
    });
  });

  it('gives minutes for between', () => {
    expect(runBusinessTimeCase(between)).toMatchObject({ id: 'b', actual: 60.25, passed: true });
  });

  it('fails for any other instant or number', () => {
    const late = { ...add, expected: [moscow('2026-02-03 09:30')] };
    expect(runBusinessTimeCase(late)).toMatchObject({ passed: false, expected: '2026-02-03T06:30:00.000Z' });
    expect(runBusinessTimeCase({ ...between, expected: [60] }).passed).toBe(false);
  });

  it('accepts an alternative', () => {
    expect(runBusinessTimeCase({ ...between, expected: [60, 60.25] }).passed).toBe(true);
    expect(runBusinessTimeCase({ ...add, expected: [null, ...add.expected] }).passed).toBe(true);
  });

  it('may be never due', () => {
    const never: AddCase = { ...add, calendar: calendars('never'), expected: [null] };
    expect(runBusinessTimeCase(never)).toMatchObject({ actual: null, passed: true });
    expect(runBusinessTimeCase({ ...never, expected: add.expected }).passed).toBe(false);
  });

  it('of no or negative time is the start, even in a pause', () => {
    const pauses = [{ fromAt: add.startAt, toAt: add.startAt + hours(1) }];
    const none: AddCase = { ...add, pauses, minutes: 0, expected: [add.startAt] };
    expect(runBusinessTimeCase(none).passed).toBe(true);
    expect(runBusinessTimeCase({ ...none, minutes: -5 }).passed).toBe(true);
  });

  it('leaves pauses out', () => {
    const pauses = [{ fromAt: moscow('2026-02-02 17:00'), toAt: moscow('2026-02-02 17:30') }];
    expect(runBusinessTimeCase({ ...between, pauses }).actual).toBe(30.25);
    expect(runBusinessTimeCase({ ...add, pauses }).actual).toBe('2026-02-03T07:00:30.000Z');
  });

  it('does not round a millisecond away', () => {
    const exact: BetweenCase = { ...between, endAt: between.startAt + 1, expected: [1 / 60_000] };
    expect(runBusinessTimeCase(exact).passed).toBe(true);
    expect(runBusinessTimeCase({ ...exact, expected: [0] }).passed).toBe(false);
  });
});

describe('a timeline', () => {
  it('gives due, state and breach', () => {
    const outcome = { due: '2026-02-02T12:00:00.000Z', state: 'running', breachedAt: null };
    expect(runTimelineCase(timeline)).toMatchObject({ id: 't', actual: outcome, passed: true });
  });

  it.each([
    ['due', { dueAt: utc('2026-02-02 12:01') }],
    ['state', { state: 'paused' }],
    ['breach', { breachedAt: utc('2026-02-02 12:00') }],
    ['worked time', { workedMinutes: 61 }],
  ])('fails for another %s', (_what, other) => {
    expect(runTimelineCase({ ...timeline, expect: { ...timeline.expect, ...other } }).passed).toBe(false);
  });

  it('is compared in nothing that it does not name', () => {
    expect(runTimelineCase({ ...timeline, expect: {} })).toMatchObject({ passed: true, expected: {} });
  });

  it('records a breach that nobody swept', () => {
    const late = { ...timeline, now: utc('2026-02-02 13:00'), expect: {} };
    expect(runTimelineCase(late).actual).toMatchObject({
      state: 'breached',
      breachedAt: '2026-02-02T12:00:00.000Z',
    });
  });

  it('changes to a calendar of its own', () => {
    const moved: TimelineCase = {
      ...timeline,
      events: [{ at: utc('2026-02-02 10:30'), type: 'calendar', calendar: 'other' }],
      targetMinutes: 240,
      expect: { dueAt: utc('2026-02-03 10:00') },
    };
    expect(runTimelineCase(moved).passed).toBe(true);
  });

  it('does not know yet what happens after now', () => {
    const later: TimelineCase = { ...timeline, events: [{ at: utc('2026-02-02 11:30'), type: 'pause' }] };
    expect(runTimelineCase(later).passed).toBe(true);
  });

  it('that lacks a calendar is a bug of whoever built it', () => {
    expect(() => runTimelineCase({ ...timeline, calendar: 'missing' })).toThrow('missing');
  });

  it('without a target waits for a promise', () => {
    const owed = { ...timeline, targetMinutes: null, expect: {} };
    expect(runTimelineCase(owed).actual).toEqual({ due: null, state: 'owed', breachedAt: null });
  });
});
