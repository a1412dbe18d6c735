// Deadlines explained segment by segment, given–when–then, with the calendars of a Moscow office.
import { describe, expect, it } from 'vitest';
import { type Calendar, compileCalendar } from '../../../src/domain/sla/calendar.ts';
import { explainTimer, type Segment } from '../../../src/domain/sla/explain.ts';
import { summarise } from '../../../src/domain/sla/summarise.ts';
import {
  advanceTimer,
  type SlaTimer,
  startTimer,
  type TimerEvent,
  type TimerStart,
} from '../../../src/domain/sla/timers.ts';
import { calendars as given, hours, minutes, moscow, officeSpec } from './given.ts';

const festive = compileCalendar({
  ...officeSpec,
  holidays: ['2026-02-23'],
  extra: [{ date: '2026-02-20', hours: [['09:00', '17:00']] }],
});
const calendars = (key: string): Calendar => (key === 'festive' ? festive : given(key));

const friday = moscow('2026-02-06 17:40');

function timerOf(start: Partial<TimerStart>, ...events: readonly TimerEvent[]): SlaTimer {
  const started = startTimer(
    { metric: 'resolution', startedAt: friday, withinMs: hours(6), calendar: 'office', ...start },
    calendars,
  );
  return events.reduce((timer, event) => advanceTimer(timer, event, calendars), started);
}

const wall = (at: number): string => new Date(at + hours(3)).toISOString().slice(5, 16).replace('T', ' ');

const told = (segments: readonly Segment[]): readonly string[] =>
  segments.map(({ kind, fromAt, toAt, countedMs }) => {
    const counted = countedMs === 0 ? '' : ` ${countedMs / minutes(1)}`;
    return `${wall(fromAt)} – ${wall(toAt)} ${kind}${counted}`;
  });

const explained = (timer: SlaTimer, now = friday) => told(explainTimer(timer, now, calendars).segments);

describe('a deadline is explained', () => {
  it('over a weekend, by the minutes before it and the hours after it', () => {
    expect(explained(timerOf({}))).toEqual([
      '02-06 17:40 – 02-06 18:00 worked 20',
      '02-06 18:00 – 02-09 09:00 closed',
      '02-09 09:00 – 02-09 14:40 worked 340',
    ]);
  });

  it('with a holiday and a shortened day before it by their names', () => {
    const timer = timerOf({ calendar: 'festive', startedAt: moscow('2026-02-20 16:00') });
    expect(explained(timer)).toEqual([
      '02-20 16:00 – 02-20 17:00 worked 60',
      '02-20 17:00 – 02-20 18:00 exception',
      '02-20 18:00 – 02-23 00:00 closed',
      '02-23 00:00 – 02-24 00:00 holiday',
      '02-24 00:00 – 02-24 09:00 closed',
      '02-24 09:00 – 02-24 14:00 worked 300',
    ]);
  });

  it('with what a pause took, from when to when', () => {
    const timer = timerOf(
      {},
      { type: 'pause', at: moscow('2026-02-09 10:00') },
      { type: 'resume', at: moscow('2026-02-09 12:30') },
    );
    expect(explained(timer)).toEqual([
      '02-06 17:40 – 02-06 18:00 worked 20',
      '02-06 18:00 – 02-09 09:00 closed',
      '02-09 09:00 – 02-09 10:00 worked 60',
      '02-09 10:00 – 02-09 12:30 paused',
      '02-09 12:30 – 02-09 17:10 worked 280',
    ]);
  });

  it('as far as now, while a pause lasts', () => {
    const timer = timerOf({}, { type: 'pause', at: moscow('2026-02-06 17:50') });
    expect(explained(timer, moscow('2026-02-10 12:00'))).toEqual([
      '02-06 17:40 – 02-06 17:50 worked 10',
      '02-06 17:50 – 02-10 12:00 paused',
    ]);
  });

  it('from a promise on, with the time in which none had been made', () => {
    const timer = timerOf(
      { metric: 'firstResponse', withinMs: null },
      { type: 'promise', at: moscow('2026-02-09 11:00'), withinMs: hours(4) },
    );
    expect(explained(timer)).toEqual([
      '02-06 17:40 – 02-09 11:00 owed',
      '02-09 11:00 – 02-09 15:00 worked 240',
    ]);
    expect(explainTimer(timer, friday, calendars).withinMs).toBe(hours(4));
  });

  it('without any time counted while a promise is owed', () => {
    const timer = timerOf({ metric: 'firstResponse', withinMs: null });
    expect(explained(timer, moscow('2026-02-06 18:30'))).toEqual(['02-06 17:40 – 02-06 18:30 owed']);
    expect(explainTimer(timer, friday, calendars).withinMs).toBeNull();
  });

  it('on the other calendar from a phone call on', () => {
    const timer = timerOf({}, { type: 'call', at: moscow('2026-02-06 20:00'), calendar: 'always' });
    expect(explained(timer)).toEqual([
      '02-06 17:40 – 02-06 18:00 worked 20',
      '02-06 18:00 – 02-06 20:00 closed',
      '02-06 20:00 – 02-07 01:40 worked 340',
    ]);
    const { segments } = explainTimer(timer, friday, calendars);
    expect(segments.map(({ calendar }) => calendar)).toEqual(['office', 'office', 'always']);
  });

  it('as it was judged, once it is answered: a later call and a later pause had no part in it', () => {
    const before: TimerEvent = { type: 'met', at: moscow('2026-02-09 10:00') };
    const later: TimerEvent[] = [
      { type: 'call', at: moscow('2026-02-09 11:00'), calendar: 'always' },
      { type: 'close', at: moscow('2026-02-09 12:00') },
    ];
    const answered = timerOf({ metric: 'firstResponse' }, before, ...later);
    expect(explained(answered, moscow('2026-03-01 10:00')).at(-1)).toBe(
      '02-09 09:00 – 02-09 14:40 worked 340',
    );
  });

  it('with a pause that ended in the answer', () => {
    const timer = timerOf(
      {},
      { type: 'pause', at: moscow('2026-02-09 09:30') },
      { type: 'met', at: moscow('2026-02-09 10:00') },
    );
    expect(explained(timer, moscow('2026-03-01 10:00')).slice(2)).toEqual([
      '02-09 09:00 – 02-09 09:30 worked 30',
      '02-09 09:30 – 02-09 10:00 paused',
      '02-09 10:00 – 02-09 15:10 worked 310',
    ]);
  });

  it('by no segments where the target was changed after the answer', () => {
    const timer = timerOf(
      { metric: 'firstResponse' },
      { type: 'met', at: moscow('2026-02-09 10:00') },
      { type: 'target', at: moscow('2026-02-09 11:00'), withinMs: hours(1) },
    );
    expect(explained(timer)).toEqual([]);
  });

  it('up to the end of a ticket that was resolved without the answer', () => {
    const timer = timerOf({ metric: 'firstResponse' }, { type: 'close', at: moscow('2026-02-09 09:30') });
    expect(explained(timer, moscow('2026-03-01 10:00')).at(-1)).toBe('02-09 09:00 – 02-09 09:30 worked 30');
  });

  it('in bounded length however far off it is, the rest in one', () => {
    const timer = timerOf({ withinMs: hours(9 * 5 * 52 * 50) });
    const { segments, toAt } = explainTimer(timer, friday, calendars);
    expect(segments.length).toBe(1_001);
    expect(segments.at(-1)).toMatchObject({ kind: 'rest', toAt });
    expect(segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(hours(9 * 5 * 52 * 50));
  });
});

describe('a long explanation is summarised', () => {
  const segmentsFor = (withinMs: number): readonly Segment[] =>
    explainTimer(timerOf({ withinMs, calendar: 'festive' }), friday, calendars).segments;

  it('not at all while it is short', () => {
    const segments = segmentsFor(hours(6));
    expect(summarise(segments, 3)).toBe(segments);
  });

  it('by weeks, nights being part of them', () => {
    expect(told(summarise(segmentsFor(hours(60)), 6))).toEqual([
      '02-06 17:40 – 02-06 18:00 worked 20',
      '02-06 18:00 – 02-09 09:00 closed',
      '02-09 09:00 – 02-13 18:00 worked 2700',
      '02-13 18:00 – 02-16 09:00 closed',
      '02-16 09:00 – 02-17 14:40 worked 880',
    ]);
  });

  it('by stretches between holidays when weeks are too many', () => {
    expect(told(summarise(segmentsFor(hours(160)), 9))).toEqual([
      '02-06 17:40 – 02-20 17:00 worked 5360',
      '02-20 17:00 – 02-20 18:00 exception',
      '02-20 18:00 – 02-23 00:00 closed',
      '02-23 00:00 – 02-24 00:00 holiday',
      '02-24 00:00 – 02-24 09:00 closed',
      '02-24 09:00 – 03-05 16:40 worked 4240',
    ]);
  });

  it('with a rest where even these are too many', () => {
    expect(told(summarise(segmentsFor(hours(160)), 3))).toEqual([
      '02-06 17:40 – 02-20 17:00 worked 5360',
      '02-20 17:00 – 02-20 18:00 exception',
      '02-20 18:00 – 03-05 16:40 rest 4240',
    ]);
  });
  it('without joining what two calendars counted', () => {
    const timer = timerOf({}, { type: 'call', at: moscow('2026-02-06 20:00'), calendar: 'always' });
    const { segments } = explainTimer(timer, friday, calendars);
    expect(told(summarise(segments, 2))).toEqual([
      '02-06 17:40 – 02-06 18:00 worked 20',
      '02-06 18:00 – 02-07 01:40 rest 340',
    ]);
  });
});
