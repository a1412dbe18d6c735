// SLA timers given–when–then: what a clock has been told, and where it stands.
import { describe, expect, it } from 'vitest';
import {
  advanceTimer,
  calendarAt,
  dueAtIfResumed,
  judgeTimer,
  type Metric,
  type SlaTimer,
  startTimer,
  type TimerEvent,
  type TimerStart,
  timerState,
  workedMs,
} from '../../../src/domain/sla/timers.ts';
import { calendars, hours, minutes, moscow, utc } from './given.ts';

type Told = TimerEvent extends infer Event ? (Event extends TimerEvent ? Omit<Event, 'at'> : never) : never;

/** A clock of two hours around the clock from 10:00 on Monday 2 February 2026, unless said otherwise. */
function given(start: Partial<TimerStart> = {}): SlaTimer {
  const usual = {
    metric: 'firstResponse' as Metric,
    startedAt: at('10:00'),
    withinMs: hours(2),
    calendar: 'always',
  };
  return startTimer({ ...usual, ...start }, calendars);
}

const at = (time: string): number => utc(`2026-02-02 ${time}`);

const when = (timer: SlaTimer, ...events: (readonly [time: string, event: Told])[]): SlaTimer =>
  events.reduce((now, [time, event]) => advanceTimer(now, { ...event, at: at(time) }, calendars), timer);

const stateAt = (timer: SlaTimer, time: string) => timerState(timer, at(time));

const PAUSE: Told = { type: 'pause' };
const RESUME: Told = { type: 'resume' };
const MET: Told = { type: 'met' };
const CLOSE: Told = { type: 'close' };
const REOPEN: Told = { type: 'reopen' };
const CANCEL: Told = { type: 'cancel' };
const target = (withinMs: number | null): Told => ({ type: 'target', withinMs });
const promise = (withinMs: number): Told => ({ type: 'promise', withinMs });
const calendar = (key: string): Told => ({ type: 'calendar', calendar: key });
const call = (key: string): Told => ({ type: 'call', calendar: key });
const metBy = (by: string): Told => ({ type: 'met', by });
const withdrawn = (by: string): Told => ({ type: 'metWithdrawn', by });

describe('a running clock', () => {
  it('is due after its target on its calendar', () => {
    expect(given().dueAt).toBe(at('12:00'));
    const office = given({ calendar: 'office', startedAt: moscow('2026-02-06 17:40'), withinMs: hours(6) });
    expect(office.dueAt).toBe(moscow('2026-02-09 14:40'));
  });

  it('still runs at its due instant and is breached a millisecond later', () => {
    expect(timerState(given(), at('12:00'))).toBe('running');
    expect(timerState(given(), at('12:00') + 1)).toBe('breached');
  });

  it('that began long before it was recorded is breached at its due instant, not at the recording', () => {
    const late = judgeTimer(given(), at('18:00'));
    expect(late.breachedAt).toBe(at('12:00'));
  });

  it('is never due on a calendar without working time', () => {
    const never = given({ calendar: 'never' });
    expect(never.dueAt).toBeNull();
    expect(dueAtIfResumed(never, at('11:00'), calendars)).toBeNull();
    expect(timerState(never, utc('2099-01-01 00:00'))).toBe('running');
  });

  it('with no time allowed is due at its start', () => {
    const timer = given({ withinMs: 0 });
    expect(timer.dueAt).toBe(at('10:00'));
    expect(timerState(timer, at('10:00') + 1)).toBe('breached');
  });

  it('counts the time it has worked, and no more after its answer', () => {
    expect(workedMs(given(), at('10:45'), calendars)).toBe(minutes(45));
    expect(workedMs(when(given(), ['11:00', MET]), at('15:00'), calendars)).toBe(hours(1));
    expect(workedMs(when(given(), ['10:30', CANCEL]), at('15:00'), calendars)).toBe(minutes(30));
  });

  it('is plain data that survives being stored', () => {
    const timer = when(
      given(),
      ['10:10', PAUSE],
      ['10:20', RESUME],
      ['10:30', call('always')],
      ['11:00', metBy('a')],
    );
    expect(JSON.parse(JSON.stringify(timer))).toEqual(timer);
  });
});

describe('an answer', () => {
  it('at the due instant meets the target', () => {
    const timer = when(given(), ['12:00', MET]);
    expect(stateAt(timer, '18:00')).toBe('met');
    expect(timer.metAt).toBe(at('12:00'));
  });

  it('after the due instant does not, and the breach is dated to the due instant', () => {
    const timer = when(given(), ['12:30', MET]);
    expect(stateAt(timer, '18:00')).toBe('breached');
    expect(timer).toMatchObject({ metAt: null, breachedAt: at('12:00'), dueAt: at('12:00') });
  });

  it('given in time counts even when the sweep came before the desk learnt of it', () => {
    const swept = judgeTimer(given(), at('12:05'));
    expect(swept.breachedAt).toBe(at('12:00'));
    expect(when(swept, ['11:59', MET])).toEqual(when(given(), ['11:59', MET]));
    expect(stateAt(when(swept, ['11:59', MET]), '12:10')).toBe('met');
  });

  it('once given is not judged again when the target shrinks or the calendar changes', () => {
    const timer = when(given(), ['11:30', MET], ['11:40', target(minutes(5))], ['11:45', calendar('office')]);
    expect(timer).toMatchObject({ metAt: at('11:30'), dueAt: at('12:00'), breachedAt: null });
  });

  it('given late is not made good by a longer target', () => {
    const timer = when(given(), ['12:30', MET], ['12:40', target(hours(9))]);
    expect(stateAt(timer, '12:50')).toBe('breached');
    expect(timer.dueAt).toBe(at('12:00'));
  });

  it('while paused is judged as if the clock had been resumed then', () => {
    const timer = when(given(), ['11:00', PAUSE], ['20:00', MET]);
    expect(timer).toMatchObject({ metAt: at('20:00'), dueAt: at('21:00') });
    expect(workedMs(timer, at('23:00'), calendars)).toBe(hours(1));
  });

  it('without a target, since nobody promised one, is an answer in time', () => {
    expect(stateAt(when(given({ withinMs: null }), ['23:00', MET]), '23:30')).toBe('met');
  });
});

describe('an answer whose delivery fails for good', () => {
  it('leaves the clock running as if it had not been given', () => {
    const timer = when(given(), ['11:00', metBy('reply-1')], ['11:30', withdrawn('reply-1')]);
    expect(timer).toEqual(given());
  });

  it('after the due instant leaves a breach at the due instant', () => {
    const timer = when(given(), ['11:00', metBy('reply-1')], ['13:00', withdrawn('reply-1')]);
    expect(timer).toMatchObject({ metAt: null, dueAt: at('12:00'), breachedAt: at('12:00') });
  });

  it('hands over to the next answer, which is judged by its own instant', () => {
    const inTime = when(given(), ['11:00', metBy('a')], ['11:50', metBy('b')], ['13:00', withdrawn('a')]);
    expect(inTime.metAt).toBe(at('11:50'));
    const tooLate = when(given(), ['11:00', metBy('a')], ['12:50', metBy('b')], ['13:00', withdrawn('a')]);
    expect(tooLate).toMatchObject({ metAt: null, breachedAt: at('12:00') });
    expect(stateAt(tooLate, '14:00')).toBe('breached');
  });

  it('does not touch the answer before it', () => {
    const timer = when(given(), ['11:00', metBy('a')], ['11:50', metBy('b')], ['13:00', withdrawn('b')]);
    expect(timer.metAt).toBe(at('11:00'));
  });

  it('knows the targets that changed meanwhile', () => {
    const timer = when(
      given(),
      ['10:30', metBy('a')],
      ['10:40', target(hours(5))],
      ['11:00', withdrawn('a')],
    );
    expect(timer.dueAt).toBe(at('15:00'));
  });

  it('dates a breach to when the unanswered clock would have had it, not to a change after it', () => {
    const timer = when(
      given(),
      ['11:00', metBy('a')],
      ['13:00', target(hours(1))],
      ['14:00', withdrawn('a')],
    );
    expect(timer).toMatchObject({ dueAt: at('11:00'), breachedAt: at('12:00') });
  });

  it('reported twice, or sent twice, changes nothing more', () => {
    const once = when(given(), ['11:00', metBy('a')]);
    expect(when(once, ['11:10', metBy('a')]).answers).toEqual(once.answers);
    const gone = when(once, ['11:30', withdrawn('a')]);
    expect(when(gone, ['11:40', withdrawn('a')])).toEqual(gone);
  });
});

describe('a pause', () => {
  it('moves the deadline by its length in working time', () => {
    expect(when(given(), ['10:30', PAUSE], ['11:15', RESUME]).dueAt).toBe(at('12:45'));
    const office = given({ calendar: 'office', startedAt: moscow('2026-02-02 17:00'), withinMs: hours(2) });
    const paused = advanceTimer(office, { type: 'pause', at: moscow('2026-02-02 17:30') }, calendars);
    const resumed = advanceTimer(paused, { type: 'resume', at: moscow('2026-02-03 10:00') }, calendars);
    expect(resumed.dueAt).toBe(moscow('2026-02-03 11:30'));
  });

  it('has no due instant while it lasts, but tells one as if resumed now', () => {
    const timer = when(given(), ['11:00', PAUSE]);
    expect(timer.dueAt).toBeNull();
    expect(stateAt(timer, '23:00')).toBe('paused');
    expect(dueAtIfResumed(timer, at('15:00'), calendars)).toBe(at('16:00'));
  });

  it('at the very due instant does not rescue', () => {
    const timer = when(given(), ['12:00', PAUSE]);
    expect(timer.dueAt).toBe(at('12:00'));
    expect(stateAt(timer, '12:30')).toBe('breached');
    expect(judgeTimer(timer, at('12:30')).breachedAt).toBe(at('12:00'));
  });

  it('a millisecond before the due instant does', () => {
    const paused = advanceTimer(given(), { type: 'pause', at: at('12:00') - 1 }, calendars);
    expect(stateAt(paused, '15:00')).toBe('paused');
    expect(dueAtIfResumed(paused, at('15:00'), calendars)).toBe(at('15:00') + 1);
  });

  it('keeps its seconds and milliseconds', () => {
    const timer = when(given(), ['10:30:00.250', PAUSE], ['10:30:59.750', RESUME]);
    expect(timer.dueAt).toBe(at('12:00:59.500'));
  });

  it('asked for twice is one, and resuming what runs changes nothing', () => {
    const twice = when(given(), ['10:30', PAUSE], ['10:40', PAUSE], ['11:00', RESUME]);
    expect(twice.dueAt).toBe(at('12:30'));
    expect(when(given(), ['10:30', RESUME])).toEqual(given());
  });

  it('learnt of only after the sweep still counts from when it was', () => {
    const swept = judgeTimer(given(), at('12:05'));
    const timer = when(swept, ['11:00', PAUSE]);
    expect(timer).toEqual(when(given(), ['11:00', PAUSE]));
    expect(timer.breachedAt).toBeNull();
  });

  it('before a change of target survives it', () => {
    const timer = when(given(), ['10:30', PAUSE], ['11:30', target(hours(1))], ['12:30', RESUME]);
    expect(timer.dueAt).toBe(at('13:00'));
  });
});

describe('a severity that changes', () => {
  it('is counted from the start of the clock, not from the change', () => {
    expect(when(given(), ['10:30', target(hours(1))]).dueAt).toBe(at('11:00'));
  });

  it('and puts the deadline in the past is shown honestly, with the breach at the change', () => {
    const timer = when(given(), ['11:30', target(hours(1))]);
    expect(timer).toMatchObject({ dueAt: at('11:00'), breachedAt: at('11:30') });
  });

  it('and puts the deadline at the change itself is no breach yet', () => {
    const timer = when(given(), ['11:00', target(hours(1))]);
    expect(timer.breachedAt).toBeNull();
    expect(stateAt(timer, '11:00')).toBe('running');
    expect(judgeTimer(timer, at('11:01')).breachedAt).toBe(at('11:00'));
  });

  it('and changes back restores the deadline', () => {
    const timer = when(given(), ['10:30', target(hours(1))], ['10:40', target(hours(2))]);
    expect(timer.dueAt).toBe(given().dueAt);
    expect(timer.pastBreaches).toEqual([]);
  });

  it('and changes back at the same instant leaves no breach behind', () => {
    const timer = when(given(), ['11:30', target(hours(1))], ['11:30', target(hours(2))]);
    expect(timer).toMatchObject({ dueAt: at('12:00'), breachedAt: null, pastBreaches: [] });
  });

  it('sets a breached clock running again when the new deadline is ahead, and keeps the breach on record', () => {
    const timer = when(given(), ['13:00', target(hours(8))]);
    expect(stateAt(timer, '13:00')).toBe('running');
    expect(timer).toMatchObject({ dueAt: at('18:00'), breachedAt: null, pastBreaches: [at('12:00')] });
    expect(judgeTimer(timer, at('18:01')).breachedAt).toBe(at('18:00'));
  });

  it('leaves a breach where it was when the new deadline is past as well', () => {
    const timer = when(given(), ['13:00', target(hours(1))], ['13:30', target(hours(1.5))]);
    expect(timer).toMatchObject({ dueAt: at('11:30'), breachedAt: at('12:00'), pastBreaches: [] });
  });

  it('does not move a breach either when the deadline comes later and is still past', () => {
    const timer = when(given(), ['14:00', target(hours(3))]);
    expect(timer).toMatchObject({ dueAt: at('13:00'), breachedAt: at('12:00') });
  });

  it('while paused is judged when the clock had already used the new target up', () => {
    const timer = when(given(), ['11:30', PAUSE], ['13:00', target(hours(1))]);
    expect(timer).toMatchObject({ dueAt: at('11:00'), breachedAt: at('13:00') });
    const revived = when(timer, ['14:00', target(hours(4))]);
    expect(revived).toMatchObject({ dueAt: null, breachedAt: null, pastBreaches: [at('13:00')] });
    expect(stateAt(revived, '15:00')).toBe('paused');
  });
});

describe('a calendar that changes', () => {
  it('is counted anew from the start', () => {
    const office = given({ calendar: 'office', startedAt: moscow('2026-02-02 17:30'), withinMs: hours(4) });
    const moved = { type: 'calendar', calendar: 'always', at: moscow('2026-02-02 19:00') } as const;
    expect(advanceTimer(office, moved, calendars).dueAt).toBe(moscow('2026-02-02 21:30'));
  });

  it('keeps the pauses', () => {
    const timer = when(given(), ['10:30', PAUSE], ['11:00', RESUME], ['11:10', calendar('mornings')]);
    expect(timer.dueAt).toBe(at('12:30'));
  });
});

describe('a phone call out of hours', () => {
  const opened = given({ calendar: 'office', startedAt: moscow('2026-02-02 17:00'), withinMs: hours(6) });
  const calledAt = moscow('2026-02-02 22:00');
  const called = advanceTimer(opened, { type: 'call', calendar: 'always', at: calledAt }, calendars);

  it('counts around the clock from the call on, after what the office had worked', () => {
    expect(opened.dueAt).toBe(moscow('2026-02-03 14:00'));
    expect(called.dueAt).toBe(moscow('2026-02-03 03:00'));
    expect(workedMs(called, moscow('2026-02-02 23:00'), calendars)).toBe(hours(2));
  });

  it('names the calendar that counts at an instant', () => {
    expect(calendarAt(called, calledAt - 1)).toBe('office');
    expect(calendarAt(called, calledAt)).toBe('always');
  });

  it('keeps both pieces when the target or the calendar is changed afterwards', () => {
    const later = moscow('2026-02-02 23:00');
    const retargeted = advanceTimer(called, { type: 'target', withinMs: hours(4), at: later }, calendars);
    expect(retargeted.dueAt).toBe(moscow('2026-02-03 01:00'));
    const moved = advanceTimer(called, { type: 'calendar', calendar: 'never', at: later }, calendars);
    expect(moved.dueAt).toBe(moscow('2026-02-03 04:00'));
  });

  it('before the clock began decides from its start on', () => {
    const early = advanceTimer(
      opened,
      { type: 'call', calendar: 'always', at: moscow('2026-02-02 16:00') },
      calendars,
    );
    expect(early.dueAt).toBe(moscow('2026-02-02 23:00'));
  });
});

describe('a promise', () => {
  it('is owed while the plan fixes no time and nobody gave one', () => {
    const timer = given({ withinMs: null });
    expect(timer.dueAt).toBeNull();
    expect(stateAt(timer, '23:00')).toBe('owed');
  });

  it('counts from when it was given', () => {
    const timer = when(given({ withinMs: null }), ['15:00', promise(hours(3))]);
    expect(timer.dueAt).toBe(at('18:00'));
    expect(stateAt(timer, '18:01')).toBe('breached');
  });

  it('gives way to the plan’s time and holds again when that is taken back', () => {
    const promised = when(given({ withinMs: null }), ['11:00', promise(hours(5))]);
    const raised = when(promised, ['12:00', target(hours(4))]);
    expect(raised.dueAt).toBe(at('14:00'));
    expect(when(raised, ['12:30', target(null)]).dueAt).toBe(at('16:00'));
  });

  it('given again replaces the one before', () => {
    const timer = when(given({ withinMs: null }), ['11:00', promise(hours(5))], ['12:00', promise(hours(1))]);
    expect(timer.dueAt).toBe(at('13:00'));
  });

  it('is owed anew when a breached target is taken away, and the breach stays on record', () => {
    const timer = when(given(), ['13:00', target(null)]);
    expect(stateAt(timer, '14:00')).toBe('owed');
    expect(timer.pastBreaches).toEqual([at('12:00')]);
  });
});

describe('resolving and reopening', () => {
  const resolution = (withinMs = hours(2)) => given({ metric: 'resolution', withinMs });

  it('meets a resolution and stops its clock', () => {
    const timer = when(resolution(), ['11:00', MET]);
    expect(stateAt(timer, '23:00')).toBe('met');
    expect(judgeTimer(timer, at('23:00')).breachedAt).toBeNull();
  });

  it('closes an open pause', () => {
    const timer = when(resolution(), ['11:00', PAUSE], ['12:00', MET], ['13:00', REOPEN]);
    expect(timer.dueAt).toBe(at('14:00'));
    expect(stateAt(timer, '13:30')).toBe('running');
  });

  it('and reopening continues the clock, with the closed time as a pause', () => {
    const timer = when(resolution(), ['11:00', MET], ['15:00', REOPEN]);
    expect(timer).toMatchObject({ dueAt: at('16:00'), metAt: null, answers: [] });
    expect(stateAt(timer, '16:01')).toBe('breached');
  });

  it('at the last moment and reopening is a breach from the reopening on, not before', () => {
    const timer = when(resolution(), ['12:00', MET], ['15:00', REOPEN]);
    expect(timer).toMatchObject({ dueAt: at('12:00'), breachedAt: at('15:00'), pastBreaches: [] });
  });

  it('late and reopening leaves the breach where it was', () => {
    const timer = when(resolution(), ['13:00', MET], ['15:00', REOPEN]);
    expect(timer.breachedAt).toBe(at('12:00'));
    expect(stateAt(timer, '16:00')).toBe('breached');
  });

  it('can be met again after reopening', () => {
    const timer = when(resolution(), ['11:00', MET], ['15:00', REOPEN], ['15:30', MET]);
    expect(timer.metAt).toBe(at('15:30'));
    expect(workedMs(timer, at('23:00'), calendars)).toBe(hours(1.5));
  });

  it('leaves a first response decided, whatever is reopened later', () => {
    const timer = when(given(), ['11:00', MET], ['11:30', CLOSE], ['15:00', REOPEN]);
    expect(timer.metAt).toBe(at('11:00'));
    expect(stateAt(timer, '23:00')).toBe('met');
  });

  it('without an answer leaves a response unmet, and never met', () => {
    const timer = when(given(), ['11:00', CLOSE]);
    expect(stateAt(timer, '23:00')).toBe('unmet');
    expect(timer.metAt).toBeNull();
  });

  it('without an answer and reopened, a response is awaited again for the time that was left', () => {
    const timer = when(given(), ['11:00', CLOSE], ['15:00', REOPEN]);
    expect(timer.dueAt).toBe(at('16:00'));
    expect(stateAt(timer, '15:30')).toBe('running');
  });

  it('a closed clock cannot be resumed, only reopened', () => {
    const timer = when(given(), ['11:00', CLOSE], ['11:30', RESUME]);
    expect(stateAt(timer, '23:00')).toBe('unmet');
  });

  it('a resolution that is only closed stands as paused', () => {
    expect(stateAt(when(resolution(), ['11:00', CLOSE]), '23:00')).toBe('paused');
    expect(when(resolution(), ['11:00', CLOSE], ['12:00', REOPEN]).dueAt).toBe(at('13:00'));
  });

  it('reopening what is open changes nothing', () => {
    expect(when(given(), ['11:00', REOPEN])).toEqual(given());
  });

  it('after the deadline passed leaves a breach, not merely an unmet target', () => {
    expect(stateAt(when(given(), ['13:00', CLOSE]), '14:00')).toBe('breached');
  });
});

describe('cancelling', () => {
  it('ends the clock for good: nothing later moves it', () => {
    const timer = when(given(), ['11:00', CANCEL]);
    expect(stateAt(timer, '23:00')).toBe('cancelled');
    expect(when(timer, ['11:30', MET], ['12:00', target(1)], ['13:00', REOPEN])).toBe(timer);
    expect(judgeTimer(timer, at('23:00')).breachedAt).toBeNull();
  });

  it('keeps a breach that came before on record', () => {
    const timer = when(given(), ['13:00', CANCEL]);
    expect(timer.breachedAt).toBe(at('12:00'));
    expect(stateAt(timer, '14:00')).toBe('cancelled');
  });

  it('does not undo an answer', () => {
    expect(stateAt(when(given(), ['11:00', MET], ['11:30', CANCEL]), '12:00')).toBe('met');
  });
});
