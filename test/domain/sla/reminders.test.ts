// When people are reminded, who is, and what a worker that comes late still says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/domain/instant.ts';
import { parseDuration as durationOf } from '../../../src/domain/sla/duration.ts';
import {
  type OutsideHours,
  pendingSteps,
  placeStep,
  type ReminderPolicy,
  type ReminderStep,
  reminderLevel,
  reminderSteps,
  stepsStillTrue,
} from '../../../src/domain/sla/reminders.ts';
import { advanceTimer, judgeTimer, type SlaTimer, startTimer } from '../../../src/domain/sla/timers.ts';
import { calendars, hours, minutes, moscow, utc } from './given.ts';

const POLICY: ReminderPolicy = { before: ['50%', '80%', '95%'], after: ['0m', '30m', '2h'] };
const at = (time: string): number => utc(`2026-02-02 ${time}`);

/** Ten hours around the clock from 10:00: half is used at 15:00, and 20:00 is the deadline. */
const tenHours = startTimer(
  { metric: 'firstResponse', startedAt: at('10:00'), withinMs: hours(10), calendar: 'always' },
  calendars,
);

/** Six office hours from Friday 17:40 in Moscow: due on Monday at 14:40. */
const fridayEvening = startTimer(
  { metric: 'firstResponse', startedAt: moscow('2026-02-06 17:40'), withinMs: hours(6), calendar: 'office' },
  calendars,
);

/** From 10:00 around the clock, towards nothing until somebody promises a time. */
const owed = startTimer(
  { metric: 'firstResponse', startedAt: at('10:00'), withinMs: null, calendar: 'always' },
  calendars,
);
const REMINDED: ReminderPolicy = { ...POLICY, owed: ['2h', '30m', '4h'] };

const stepsOf = (timer: SlaTimer, policy = POLICY): ReminderStep[] => reminderSteps(timer, policy, calendars);
const clock = (instant: number): string => new Date(instant).toISOString().slice(11, 16);
const timetable = (timer: SlaTimer, policy = POLICY) =>
  stepsOf(timer, policy).map((step) => [step.step, clock(step.at), step.level, step.kind]);
const advance = (
  timer: SlaTimer,
  time: string,
  event: { type: 'pause' | 'resume' | 'met' | 'cancel' | 'close' },
) => advanceTimer(timer, { ...event, at: at(time) }, calendars);
const retarget = (timer: SlaTimer, time: string, withinMs: number) =>
  advanceTimer(timer, { type: 'target', withinMs, at: at(time) }, calendars);

function toSend(timer: SlaTimer, time: string, ...sent: string[]) {
  const { send, passed } = stepsStillTrue(timer, stepsOf(timer), at(time), new Set(sent));
  return { send: send?.step ?? null, passed: passed.map(({ step }) => step) };
}

describe('the steps of a timer', () => {
  it('stand at their share of the target, at the deadline and after it, each one level up', () => {
    expect(timetable(tenHours)).toEqual([
      ['50%', '15:00', 0, 'before'],
      ['80%', '18:00', 1, 'before'],
      ['95%', '19:30', 2, 'before'],
      ['+0m', '20:00', 2, 'breach'],
      ['+30m', '20:30', 2, 'after'],
      ['+2h', '22:00', 2, 'after'],
    ]);
  });

  it('count working time only, before the deadline and after it', () => {
    const [half, , , breach, , twoHours] = stepsOf(fridayEvening);
    expect(half?.at).toBe(moscow('2026-02-09 11:40'));
    expect(breach?.at).toBe(moscow('2026-02-09 14:40'));
    expect(twoHours?.at).toBe(moscow('2026-02-09 16:40'));
  });

  it('may be business time before the deadline, those nearest to it coming last', () => {
    expect(timetable(tenHours, { before: ['30m', '50%', '2h'], after: [] })).toEqual([
      ['50%', '15:00', 0, 'before'],
      ['-2h', '18:00', 1, 'before'],
      ['-30m', '19:30', 2, 'before'],
    ]);
  });

  it('leave out a time before the deadline that is longer than the target', () => {
    expect(timetable(tenHours, { before: ['10h', '11h', '9h'], after: [] })).toEqual([
      ['-9h', '11:00', 2, 'before'],
    ]);
  });

  it('carry their percentage, and only they', () => {
    expect(stepsOf(tenHours).map(({ percent }) => percent)).toEqual([
      50,
      80,
      95,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('move with a pause', () => {
    const resumed = advance(advance(tenHours, '11:00', { type: 'pause' }), '12:00', { type: 'resume' });
    expect(stepsOf(resumed).map((step) => clock(step.at))).toEqual([
      '16:00',
      '19:00',
      '20:30',
      '21:00',
      '21:30',
      '23:00',
    ]);
  });

  it('move with the target', () => {
    expect(timetable(retarget(tenHours, '10:30', hours(2)))[0]).toEqual(['50%', '11:00', 0, 'before']);
  });

  it('are none while the clock is paused, or a promise is owed that nobody is to be reminded of', () => {
    expect(stepsOf(advance(tenHours, '11:00', { type: 'pause' }))).toEqual([]);
    expect(stepsOf(owed)).toEqual([]);
  });

  it.each(['met', 'cancel', 'close'] as const)('are none after %s', (type) => {
    expect(stepsOf(advance(tenHours, '11:00', { type }))).toEqual([]);
  });

  it('of a deadline that a change put in the past have the breach at the change', () => {
    const shrunk = retarget(tenHours, '15:00', hours(1));
    expect(timetable(shrunk).find(([step]) => step === '+0m')).toEqual(['+0m', '15:00', 2, 'breach']);
  });

  it('begin a new round once a breached timer runs again', () => {
    const revived = retarget(tenHours, '21:00', hours(13));
    expect(stepsOf(revived).map(({ step }) => step)).toContain('+0m#2');
    expect(stepsOf(retarget(tenHours, '15:00', hours(13))).map(({ step }) => step)).toContain('+0m');
  });
});

describe('a promise that is owed', () => {
  const promised = advanceTimer(owed, { type: 'promise', withinMs: hours(4), at: at('11:00') }, calendars);
  const send = (timer: SlaTimer, time: string, ...sent: string[]) =>
    stepsStillTrue(timer, stepsOf(timer, REMINDED), at(time), new Set(sent));

  it('is reminded of after business time from the start, each step one level up', () => {
    expect(timetable(owed, REMINDED)).toEqual([
      ['owed+30m', '10:30', 0, 'owed'],
      ['owed+2h', '12:00', 1, 'owed'],
      ['owed+4h', '14:00', 2, 'owed'],
    ]);
    const office = startTimer(
      { metric: 'nextResponse', startedAt: moscow('2026-02-06 17:40'), withinMs: null, calendar: 'office' },
      calendars,
    );
    expect(stepsOf(office, REMINDED)[0]?.at).toBe(moscow('2026-02-09 09:10'));
  });

  it('is of the last level at once where there is one step only', () => {
    expect(timetable(owed, { ...POLICY, owed: ['1h'] })).toEqual([['owed+1h', '11:00', 2, 'owed']]);
    expect(reminderLevel(REMINDED, 'owed+2h')).toBe(1);
  });

  it('is no longer spoken of once it is made, and the deadline is', () => {
    expect(timetable(promised, REMINDED).map(([step]) => step)).toEqual([
      '50%',
      '80%',
      '95%',
      '+0m',
      '+30m',
      '+2h',
    ]);
    expect(send(promised, '12:59').send).toBeNull();
    expect(send(promised, '13:00', 'owed+30m').send?.step).toBe('50%');
  });

  it('is reminded of by a late worker once, by the last step that fell due', () => {
    expect(send(owed, '10:29').send).toBeNull();
    expect(send(owed, '12:30')).toMatchObject({ send: { step: 'owed+2h' }, passed: [{ step: 'owed+30m' }] });
    expect(send(owed, '12:30', 'owed+2h')).toEqual({ send: null, passed: [] });
  });

  it('is not reminded of while the clock is paused, and moves with the pause', () => {
    const paused = advance(owed, '10:45', { type: 'pause' });
    expect(send(paused, '12:30')).toEqual({ send: null, passed: [] });
    const resumed = advance(paused, '11:45', { type: 'resume' });
    expect(timetable(resumed, REMINDED).map(([, time]) => time)).toEqual(['10:30', '13:00', '15:00']);
  });

  it.each(['met', 'cancel', 'close'] as const)('is not reminded of after %s', (type) => {
    expect(stepsOf(advance(owed, '10:10', { type }), REMINDED)).toEqual([]);
  });
});

describe('the level of a step', () => {
  it('is the thread’s for the first, the assignee’s from the second, the leads’ from the last on', () => {
    expect(['50%', '80%', '95%', '+0m', '+2h'].map((step) => reminderLevel(POLICY, step))).toEqual([
      0, 1, 2, 2, 2,
    ]);
  });

  it('is the same in every round', () => {
    expect(reminderLevel(POLICY, '80%#3')).toBe(1);
  });

  it('of the only step before the deadline is the leads’, since it is the last one', () => {
    expect(reminderLevel({ before: ['80%'], after: [] }, '80%')).toBe(2);
  });

  it('does not depend on the order in which the steps are written', () => {
    const shuffled = { before: ['95%', '50%', '80%'], after: ['2h', '0m'] };
    expect(['50%', '80%', '95%'].map((step) => reminderLevel(shuffled, step))).toEqual([0, 1, 2]);
  });

  it('of a step that the policy no longer has is the thread’s', () => {
    expect(reminderLevel(POLICY, '33%')).toBe(0);
  });

  it('cannot be told for a policy that is no policy', () => {
    expect(() => reminderLevel({ before: ['soon'], after: [] }, 'soon')).toThrow(RangeError);
  });
});

describe('a worker that looks', () => {
  it('before the first step has nothing to send', () => {
    expect(toSend(tenHours, '14:59')).toEqual({ send: null, passed: [] });
  });

  it('when a step falls due sends it, once', () => {
    expect(toSend(tenHours, '15:00')).toEqual({ send: '50%', passed: [] });
    expect(toSend(tenHours, '15:01', '50%')).toEqual({ send: null, passed: [] });
  });

  it('late, sends only what is still true and sums up the rest', () => {
    expect(toSend(tenHours, '19:45')).toEqual({ send: '95%', passed: ['50%', '80%'] });
  });

  it('after the deadline says nothing of time that is left', () => {
    expect(toSend(tenHours, '20:10')).toEqual({ send: '+0m', passed: ['50%', '80%', '95%'] });
    expect(toSend(tenHours, '20:10', '50%', '80%', '95%')).toEqual({ send: '+0m', passed: [] });
  });

  it('after the deadline sends nothing where the policy has only steps before it', () => {
    const steps = stepsOf(tenHours, { before: ['50%', '95%'], after: [] });
    const { send, passed } = stepsStillTrue(tenHours, steps, at('20:10'), new Set());
    expect(send).toBeNull();
    expect(passed.map(({ step }) => step)).toEqual(['50%', '95%']);
  });

  it('long after the deadline sends one notice, not three', () => {
    expect(toSend(tenHours, '23:00')).toEqual({ send: '+2h', passed: ['50%', '80%', '95%', '+0m', '+30m'] });
  });

  it('does not come back to a step that a later one overtook', () => {
    expect(toSend(tenHours, '18:30', '80%')).toEqual({ send: null, passed: [] });
    expect(pendingSteps(stepsOf(tenHours), new Set(['80%'])).map(({ step }) => step)).toEqual([
      '95%',
      '+0m',
      '+30m',
      '+2h',
    ]);
  });

  it('after an answer sends nothing, though the steps were reckoned before it', () => {
    const answered = advance(tenHours, '14:00', { type: 'met' });
    expect(stepsStillTrue(answered, stepsOf(tenHours), at('19:45'), new Set())).toEqual({
      send: null,
      passed: [],
    });
  });

  it('during a pause sends nothing', () => {
    const paused = advance(tenHours, '14:00', { type: 'pause' });
    expect(stepsStillTrue(paused, stepsOf(tenHours), at('19:45'), new Set()).send).toBeNull();
  });

  it('after a change that put the deadline in the past sends one notice, and skips what elapsed', () => {
    const shrunk = retarget(tenHours, '15:30', hours(1));
    const first = toSend(shrunk, '15:30');
    expect(first.send).toBe('+0m');
    expect(first.passed).toEqual(['50%', '80%', '95%', '+30m', '+2h']);
    expect(toSend(shrunk, '23:00', '+0m')).toEqual({ send: null, passed: [] });
  });

  it('tells of a second breach, although the first was told', () => {
    const revived = retarget(tenHours, '21:00', hours(13));
    const told = ['50%', '80%', '95%', '+0m', '+30m'];
    expect(toSend(revived, '21:30', ...told).send).toBe('80%#2');
    expect(toSend(judgeTimer(revived, at('23:01')), '23:01', ...told, '80%#2').send).toBe('+0m#2');
  });
});

describe('a step outside working hours', () => {
  const step = (text: string): ReminderStep => ({ step: '+2h', at: moscow(text), level: 2, kind: 'after' });
  const placed = (text: string, outsideHours: OutsideHours) =>
    placeStep(step(text), fridayEvening, outsideHours, calendars);

  it('is held until opening', () => {
    expect(placed('2026-02-07 12:00', 'hold')).toEqual({ at: moscow('2026-02-09 09:00'), toOnCall: false });
  });

  it('is sent as it is', () => {
    expect(placed('2026-02-07 12:00', 'send')).toEqual({ at: moscow('2026-02-07 12:00'), toOnCall: false });
  });

  it('is sent to whoever is on call', () => {
    expect(placed('2026-02-07 12:00', 'on-call')).toEqual({ at: moscow('2026-02-07 12:00'), toOnCall: true });
  });

  it.each(['hold', 'send', 'on-call'] as const)(
    'is not one at closing time: %s leaves it alone',
    (outsideHours) => {
      expect(placed('2026-02-06 18:00', outsideHours)).toEqual({
        at: moscow('2026-02-06 18:00'),
        toOnCall: false,
      });
      expect(placed('2026-02-06 12:00', outsideHours).toOnCall).toBe(false);
    },
  );

  it('a millisecond after closing is one', () => {
    const late = { ...step('2026-02-06 18:00'), at: moscow('2026-02-06 18:00') + 1 };
    expect(placeStep(late, fridayEvening, 'hold', calendars).at).toBe(moscow('2026-02-09 09:00'));
  });

  it('is none once a call has moved the timer around the clock', () => {
    const called = advanceTimer(
      fridayEvening,
      { type: 'call', calendar: 'always', at: moscow('2026-02-06 20:00') },
      calendars,
    );
    expect(placeStep(step('2026-02-07 12:00'), called, 'hold', calendars).at).toBe(
      moscow('2026-02-07 12:00'),
    );
  });

  it('goes out at once when the calendar never opens again', () => {
    const never = { ...fridayEvening, calendar: 'never' };
    expect(placeStep(step('2026-02-07 12:00'), never, 'hold', calendars).at).toBe(moscow('2026-02-07 12:00'));
  });
});

describe('any policy on any target', () => {
  const policy = fc.record({
    before: fc.uniqueArray(fc.constantFrom('5%', '50%', '80%', '99%', '10m', '1h', '3h'), { maxLength: 5 }),
    after: fc.uniqueArray(fc.constantFrom('0m', '1m', '30m', '2h'), { maxLength: 4 }),
    owed: fc.uniqueArray(fc.constantFrom('1m', '30m', '2h', '9h'), { maxLength: 4 }),
  });
  const withinMs = fc.integer({ min: 1, max: 30 * HOUR_MS });
  const timer = fc
    .tuple(withinMs, fc.constantFrom('office', 'always', 'mornings'))
    .map(([within, calendar]) =>
      startTimer({ metric: 'resolution', startedAt: at('10:00'), withinMs: within, calendar }, calendars),
    );

  it('has its steps in order, with steps before the deadline before it and the others not', () => {
    fc.assert(
      fc.property(timer, policy, (given, steps) => {
        const all = reminderSteps(given, steps, calendars);
        expect(all.map((step) => step.at)).toEqual(all.map((step) => step.at).sort((a, b) => a - b));
        for (const step of all) expect(step.at <= Number(given.dueAt)).toBe(step.kind !== 'after');
        expect(new Set(all.map(({ step }) => step)).size).toBe(all.length);
      }),
    );
  });

  it('looked at every so often sends each step at most once, and always ends with the last', () => {
    fc.assert(
      fc.property(timer, policy, fc.integer({ min: minutes(7), max: hours(9) }), (given, steps, everyMs) => {
        const all = reminderSteps(given, steps, calendars);
        const sent: string[] = [];
        const endAt = Number(given.dueAt) + 12 * 24 * HOUR_MS;
        for (let now = given.startedAt; now < endAt; now += everyMs) {
          const { send } = stepsStillTrue(given, all, now, new Set(sent));
          if (send !== null) sent.push(send.step);
        }
        expect(new Set(sent).size).toBe(sent.length);
        if (steps.after.length > 0) expect(sent.at(-1)).toBe(all.at(-1)?.step);
      }),
      { numRuns: 50 },
    );
  });

  it('while a promise is owed speaks of nothing else, and once it is made never of that', () => {
    const calendar = fc.constantFrom('office', 'always', 'mornings');
    const promiseAfterMs = fc.integer({ min: 0, max: 20 * HOUR_MS });
    fc.assert(
      fc.property(calendar, policy, promiseAfterMs, withinMs, (on, steps, afterMs, within) => {
        const start = {
          metric: 'firstResponse',
          startedAt: at('10:00'),
          withinMs: null,
          calendar: on,
        } as const;
        const waiting = startTimer(start, calendars);
        const madeAt = waiting.startedAt + afterMs;
        const promised = advanceTimer(waiting, { type: 'promise', withinMs: within, at: madeAt }, calendars);
        const before = reminderSteps(waiting, steps, calendars);
        expect(before.map(({ kind }) => kind)).toEqual(steps.owed.map(() => 'owed'));
        expect(before.map((step) => step.at)).toEqual(before.map((step) => step.at).sort((a, b) => a - b));
        expect(before.every((step) => step.at > waiting.startedAt)).toBe(true);
        for (const step of before) {
          expect(calendars(on).between(waiting.startedAt, step.at)).toBe(durationOf(step.step.slice(5)));
        }
        const after = reminderSteps(promised, steps, calendars);
        expect(after.some(({ kind }) => kind === 'owed')).toBe(false);
        expect(after.every((step) => step.at >= madeAt)).toBe(true);
      }),
    );
  });
});
