// `deskhand sla check`: files as administrators write them, good, wrong and malformed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/cli/parse-instant.ts';
import { runSlaCheck } from '../../src/cli/sla-check.ts';
import type { CalendarSpec } from '../../src/domain/sla/calendar.ts';

const always: CalendarSpec = {
  timezone: 'UTC',
  hours: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
};
const add = { id: 'a', calendar: always, op: 'add', start: '2026-02-02T10:00:00Z', minutes: 60 };
const right = { ...add, expected: '2026-02-02T14:00:00+03:00' };
const timeline = {
  id: 't',
  calendar: always,
  start: '2026-02-02T10:00:00Z',
  target: 60,
  events: [] as unknown[],
  now: '2026-02-02T10:30:00Z',
  expect: { state: 'running' } as Record<string, unknown>,
};

const check = (file: unknown, json = false, calendars: Record<string, CalendarSpec> = {}) =>
  runSlaCheck(typeof file === 'string' ? file : JSON.stringify(file), { json, calendars });

const objects = (file: unknown) =>
  check(file, true).lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a file that is right', () => {
  it('passes whole, as the shared set does', () => {
    const fixture = readFileSync(new URL('../fixtures/business-time.json', import.meta.url), 'utf8');
    expect(check(fixture)).toEqual({ lines: ['114 passed, 0 failed'], exitCode: 0 });
    expect(objects(fixture).every(({ passed }) => passed)).toBe(true);
  });

  it('may hold any of the sections, and keys that mean nothing here', () => {
    expect(check({ pauses: [{ ...right, pauses: [] }], format: 'x' }).lines).toEqual(['1 passed, 0 failed']);
    expect(check({ timelines: [{ ...timeline, colour: 'red' }], also: 1 }).lines).toEqual([
      '1 passed, 0 failed',
    ]);
    expect(check({ vectors: [] })).toEqual({ lines: ['0 passed, 0 failed'], exitCode: 0 });
  });

  it('compares instants, not their spelling', () => {
    for (const expected of [
      '2026-02-02T11:00:00Z',
      '2026-02-02T11:00:00.000+00:00',
      '2026-02-02T06:00:00-05:00',
    ]) {
      expect(check({ vectors: [{ ...add, expected }] }).exitCode).toBe(0);
    }
  });

  it('accepts the alternative', () => {
    const vector = { ...add, expected: null, alt_expected: '2026-02-02T11:00:00Z' };
    expect(check({ vectors: [vector] }).exitCode).toBe(0);
    expect(check({ vectors: [{ ...vector, alt_expected: null }] }).exitCode).toBe(1);
  });

  it('may use calendars without working time, and pauses that are empty', () => {
    const never = { timezone: 'UTC', hours: {} };
    expect(check({ vectors: [{ ...add, calendar: never, expected: null }] }).exitCode).toBe(0);
    const pauses = [['2026-02-02T10:30:00Z', '2026-02-02T10:30:00Z']];
    expect(check({ pauses: [{ ...right, pauses }] }).exitCode).toBe(0);
  });

  it('may name a calendar of the configuration', () => {
    const named = { ...right, calendar: 'around-the-clock' };
    expect(check({ vectors: [named] }, false, { 'around-the-clock': always }).exitCode).toBe(0);
    expect(check({ vectors: [named] }).lines[0]).toBe(
      'a: malformed: vectors[0].calendar: names no configured calendar: around-the-clock',
    );
    expect(check({ vectors: [{ ...right, calendar: 'toString' }] }).exitCode).toBe(1);
  });
});

describe('a case that is wrong', () => {
  it('is told with what was expected and what came, and makes the exit code 1', () => {
    const wrong = { ...add, id: 'w', expected: '2026-02-02T11:30:00Z' };
    expect(check({ vectors: [right, wrong] })).toEqual({
      lines: ['w: expected 2026-02-02T11:30:00.000Z, got 2026-02-02T11:00:00.000Z', '1 passed, 1 failed'],
      exitCode: 1,
    });
  });

  it('is a JSON line like any other', () => {
    const wrong = { ...add, id: 'w', expected: null };
    expect(objects({ vectors: [right, wrong] })).toEqual([
      { id: 'a', actual: '2026-02-02T11:00:00.000Z', passed: true },
      { id: 'w', actual: '2026-02-02T11:00:00.000Z', passed: false },
    ]);
    expect(check({ vectors: [wrong] }, true).exitCode).toBe(1);
  });

  it('of a timeline shows only what the case names', () => {
    const wrong = { ...timeline, expect: { state: 'met' } };
    expect(check({ timelines: [wrong] }).lines[0]).toBe(
      't: expected {"state":"met"}, got {"due":"2026-02-02T11:00:00.000Z","state":"running","breachedAt":null}',
    );
  });
});

describe('a timeline', () => {
  const stand = (events: unknown[], now = '2026-02-02T23:00:00Z', extra: object = {}) =>
    objects({ timelines: [{ ...timeline, ...extra, events, now, expect: {} }] })[0]?.actual;

  it('takes every kind of event', () => {
    const events = [
      ['2026-02-02T10:10:00Z', 'pause'],
      ['2026-02-02T10:20:00Z', 'resume'],
      ['2026-02-02T10:21:00Z', 'target', 120],
      [
        '2026-02-02T10:22:00Z',
        'calendar',
        { timezone: 'UTC', hours: { mon: [['10:00', '11:00']], tue: [['09:00', '12:00']] } },
      ],
      ['2026-02-02T10:30:00Z', 'close'],
      ['2026-02-02T10:40:00Z', 'reopen'],
    ];
    // 40 of the 120 minutes fit into Monday; the other 80 begin on Tuesday at 9.
    expect(stand(events)).toEqual({ due: '2026-02-03T10:20:00.000Z', state: 'running', breachedAt: null });
  });

  it('that is met by being resolved continues when it is reopened', () => {
    const events = [
      ['2026-02-02T10:30:00Z', 'met'],
      ['2026-02-02T22:50:00Z', 'reopen'],
    ];
    expect(stand(events)).toEqual({ due: '2026-02-02T23:20:00.000Z', state: 'running', breachedAt: null });
  });

  it('that is met before its ticket closes is a response, and stays met', () => {
    const events = [
      ['2026-02-02T10:30:00Z', 'met'],
      ['2026-02-02T10:40:00Z', 'close'],
      ['2026-02-02T22:50:00Z', 'reopen'],
    ];
    expect(stand(events)).toMatchObject({ due: '2026-02-02T11:00:00.000Z', state: 'met' });
  });

  it('may name its metric', () => {
    const closed = [['2026-02-02T10:30:00Z', 'close']];
    expect(stand(closed)).toMatchObject({ state: 'paused' });
    expect(stand(closed, undefined, { metric: 'nextResponse' })).toMatchObject({ state: 'unmet' });
  });
});

describe('a case that is malformed', () => {
  it('is reported by its position, and the others still run', () => {
    const { lines, exitCode } = check({ vectors: [right, { ...right, start: 'yesterday' }, 7] });
    expect(lines[0]).toBe(
      'a: malformed: vectors[1].start: is not an instant with its offset, such as 2026-02-02T10:00:00Z',
    );
    expect(lines[1]).toMatch(/^vectors\[2\]: malformed: vectors\[2\]: /);
    expect(lines[2]).toBe('1 passed, 2 failed');
    expect(exitCode).toBe(1);
  });

  it('is told every problem of its calendar', () => {
    const calendar = {
      timezone: 'Mars/Olympus',
      hours: { mon: [['09:00', '25:00']] },
      holidays: ['2026-02-30'],
    };
    expect(check({ vectors: [{ ...right, calendar }] }).lines.slice(0, 3)).toEqual([
      'a: malformed: vectors[0].calendar.timezone: unknown-zone: Mars/Olympus',
      'a: malformed: vectors[0].calendar.hours.mon[0][1]: bad-time: 25:00',
      'a: malformed: vectors[0].calendar.holidays[0]: bad-date: 2026-02-30',
    ]);
  });

  it('is told which event it does not understand', () => {
    const events = [
      ['2026-02-02T10:10:00Z', 'pause'],
      ['2026-02-02T10:20:00Z', 'explode'],
    ];
    expect(check({ timelines: [{ ...timeline, events }] }).lines[0]).toContain('timelines[0].events[1]');
  });

  it('is a JSON line with its problems', () => {
    expect(objects({ vectors: [{ ...right, op: 'subtract' }] })).toMatchObject([
      { id: 'a', actual: null, passed: false, problems: [expect.stringContaining('vectors[0].op')] },
    ]);
  });

  it.each([
    ['not JSON', '{'],
    ['no object', '[]'],
    ['an object without any section', '{"cases": []}'],
    ['a section that is no list', '{"vectors": {}}'],
  ])('a file that is %s is refused with a reason', (_what, contents) => {
    const { lines, exitCode } = check(contents);
    expect(lines).toHaveLength(1);
    expect(exitCode).toBe(1);
  });
});

describe('an instant', () => {
  it('is read with an offset of minutes or seconds', () => {
    expect(parseInstant('2026-02-02T10:00:00Z')).toBe(Date.UTC(2026, 1, 2, 10));
    expect(parseInstant('2026-02-02T10:00+0530')).toBe(Date.UTC(2026, 1, 2, 4, 30));
    expect(parseInstant('1971-02-02T10:00:00-00:44:30')).toBe(Date.UTC(1971, 1, 2, 10, 44, 30));
    expect(parseInstant('2026-02-02T10:00:00.250+01:00')).toBe(Date.UTC(2026, 1, 2, 9, 0, 0, 250));
  });

  it('without an offset, or of a day that does not exist, is none', () => {
    expect(['2026-02-02T10:00:00', '2026-13-02T10:00:00Z', 'now', ''].map(parseInstant)).toEqual(
      Array(4).fill(null),
    );
  });
});
