// When a timer's reminders fall due, which of them a late worker should still send, and when people may be disturbed.
import type { Instant } from '../instant.ts';
import { type PolicyStep, policySteps, type ReminderLevel, type ReminderPolicy } from './reminder-policy.ts';
import {
  type Calendars,
  calendarAt,
  dueAfter,
  instantAfterStart,
  openPause,
  targetOf,
} from './timer-clock.ts';
import type { SlaTimer } from './timers.ts';

export { isOwedStep, type ReminderLevel, type ReminderPolicy, reminderLevel } from './reminder-policy.ts';

/** One notice about one timer. */
export interface ReminderStep {
  /** Stable for the timer: `owed+2h`, `50%`, `-30m`, `+0m`; `50%#2` once a breached timer was set running again. */
  readonly step: string;
  readonly at: Instant;
  readonly level: ReminderLevel;
  /** Only `breach` and `after` may speak of a breach; `owed`: no time has been promised. */
  readonly kind: 'owed' | 'before' | 'breach' | 'after';
  readonly percent?: number;
}

/** What a queue does with a step that falls outside working hours. */
export type OutsideHours = 'hold' | 'send' | 'on-call';

function instantOf(step: PolicyStep, timer: SlaTimer, calendars: Calendars): Instant | null {
  const withinMs = targetOf(timer)?.withinMs;
  if (step.kind === 'owed') {
    return withinMs === undefined ? instantAfterStart(timer, calendars, step.owedMs) : null;
  }
  if (withinMs === undefined || timer.dueAt === null) return null;
  switch (step.kind) {
    case 'before': {
      const usedMs = 'percent' in step ? (withinMs * step.percent) / 100 : withinMs - step.beforeMs;
      return usedMs <= 0 ? null : dueAfter(timer, calendars, usedMs - withinMs);
    }
    case 'breach':
      return timer.breachedAt ?? Math.max(timer.dueAt, timer.changedAt);
    case 'after':
      return dueAfter(timer, calendars, step.afterMs);
    default:
      return step satisfies never;
  }
}

/** Whether anybody is still waiting for what the timer promises. */
const isAwaited = (timer: SlaTimer): boolean =>
  timer.answers.length === 0 && timer.cancelledAt === null && timer.closedAt === null;

/** A breach that was overtaken by a later `dueAt` begins a new round, whose steps are posted again. */
const roundSuffix = (timer: SlaTimer): string =>
  timer.pastBreaches.length === 0 ? '' : `#${timer.pastBreaches.length + 1}`;

/**
 * The timer's steps in order of time; none while nothing is due or nobody waits. Steps count the target's own
 * business time, pauses left out; while a promise is owed, that since the timer's start. A breach that a change put in the past has its notice at the change.
 */
export function reminderSteps(timer: SlaTimer, policy: ReminderPolicy, calendars: Calendars): ReminderStep[] {
  if (!isAwaited(timer)) return [];
  const suffix = roundSuffix(timer);
  return policySteps(policy)
    .flatMap((each): ReminderStep[] => {
      const at = instantOf(each, timer, calendars);
      const percent = 'percent' in each ? { percent: each.percent } : {};
      return at === null
        ? []
        : [{ step: `${each.step}${suffix}`, at, level: each.level, kind: each.kind, ...percent }];
    })
    .sort((a, b) => a.at - b.at);
}

/** The steps that come after the last one sent: what lies before it is out of date, sent or not. */
export function pendingSteps<Step extends ReminderStep>(
  steps: readonly Step[],
  alreadySent: ReadonlySet<string>,
): readonly Step[] {
  return steps.slice(steps.findLastIndex(({ step }) => alreadySent.has(step)) + 1);
}

export interface StepsToSend<Step extends ReminderStep = ReminderStep> {
  /** The one notice that says how things stand at `now`; null when there is nothing new to say. */
  readonly send: Step | null;
  /** What fell due meanwhile and is out of date: to be summarised, not sent. */
  readonly passed: readonly Step[];
}

/**
 * What a worker that looks at `now`, however late, has to send: the last step that fell due and is still true.
 * A step before the deadline is no longer true from `dueAt` on; none is while the timer is paused short of it, or
 * paused before anybody promised a time.
 */
export function stepsStillTrue<Step extends ReminderStep>(
  timer: SlaTimer,
  steps: readonly Step[],
  now: Instant,
  alreadySent: ReadonlySet<string>,
): StepsToSend<Step> {
  const isTrue = truthAt(timer, now);
  if (!isAwaited(timer) || isTrue === null) return { send: null, passed: [] };
  const fallen = pendingSteps(steps, alreadySent).filter(({ at }) => at <= now);
  const send = fallen.findLast(isTrue) ?? null;
  return { send, passed: fallen.filter((step) => step !== send) };
}

/** Which steps are true of the timer at `now`; null where none can be. */
function truthAt(timer: SlaTimer, now: Instant): ((step: ReminderStep) => boolean) | null {
  if (targetOf(timer) === null) return openPause(timer) === undefined ? ({ kind }) => kind === 'owed' : null;
  if (timer.dueAt === null) return null;
  const isLate = timer.dueAt <= now;
  return ({ kind }) => (kind === 'before') === !isLate;
}

/**
 * When a step goes out, and whether to whoever is on call: judged on the calendar on which the timer runs at that
 * moment, the closing instant counting as inside. Held for a calendar that never opens again, it goes out at once.
 */
export function placeStep(
  step: ReminderStep,
  timer: SlaTimer,
  outsideHours: OutsideHours,
  calendars: Calendars,
): { readonly at: Instant; readonly toOnCall: boolean } {
  const calendar = calendars(calendarAt(timer, step.at));
  const isInside = calendar.isOpen(step.at) || calendar.isOpen(step.at - 1);
  if (isInside || outsideHours === 'send') return { at: step.at, toOnCall: false };
  if (outsideHours === 'on-call') return { at: step.at, toOnCall: true };
  return { at: calendar.nextOpening(step.at) ?? step.at, toOnCall: false };
}
