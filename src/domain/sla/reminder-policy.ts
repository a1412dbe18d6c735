// What the configuration says about reminders: which steps there are, in what order, and whom each one reaches.
import { parseDuration } from './duration.ts';

/** `before`: `80%` of the target, or `30m` of business time before it is due; `after`: business time past it. */
export interface ReminderPolicy {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Business time after which a promise that is owed is reminded of. */
  readonly owed?: readonly string[];
}

/** 0: the ticket's thread; 1: the assignee too; 2: the leads too. */
export type ReminderLevel = 0 | 1 | 2;

/** A step of the policy, the same for every timer. */
export type PolicyStep = { readonly step: string; readonly level: ReminderLevel } & (
  | { readonly kind: 'before'; readonly percent: number }
  | { readonly kind: 'before'; readonly beforeMs: number }
  | { readonly kind: 'breach' | 'after'; readonly afterMs: number }
  | { readonly kind: 'owed'; readonly owedMs: number }
);

const percentOf = (text: string): number | null => {
  const match = /^(\d{1,2})%$/.exec(text);
  return match === null ? null : Number(match[1]);
};

const durationOf = (text: string): number => {
  const durationMs = parseDuration(text);
  if (durationMs === null) throw new RangeError(`Not a reminder step: ${text}`);
  return durationMs;
};

/** Percent steps by percent, then the durations from the longest on: each nearer to the deadline than the last. */
function beforeSteps(texts: readonly string[]): PolicyStep[] {
  const percents = texts.flatMap((text) => percentOf(text) ?? []).sort((a, b) => a - b);
  const durations = texts.filter((text) => percentOf(text) === null);
  durations.sort((a, b) => durationOf(b) - durationOf(a));
  return [
    ...percents.map((percent) => ({ step: `${percent}%`, kind: 'before' as const, percent })),
    ...durations.map((text) => ({ step: `-${text}`, kind: 'before' as const, beforeMs: durationOf(text) })),
  ].map((step, index) => ({ ...step, level: levelAt(index, texts.length) }));
}

/** The thread hears of the first step alone, the leads of the last. */
function levelAt(index: number, count: number): ReminderLevel {
  if (index === count - 1) return 2;
  return index === 0 ? 0 : 1;
}

function afterSteps(texts: readonly string[]): PolicyStep[] {
  return texts
    .map((text) => ({ step: `+${text}`, afterMs: durationOf(text), level: 2 as const }))
    .map((step) => ({ ...step, kind: step.afterMs === 0 ? ('breach' as const) : ('after' as const) }));
}

const owedPrefix = 'owed+';

/** Whether the step of that key reminds of a promise that is owed. */
export const isOwedStep = (stepKey: string): boolean => stepKey.startsWith(owedPrefix);

function owedSteps(texts: readonly string[]): PolicyStep[] {
  return texts
    .toSorted((a, b) => durationOf(a) - durationOf(b))
    .map((text, index) => ({
      step: `${owedPrefix}${text}`,
      kind: 'owed',
      owedMs: durationOf(text),
      level: levelAt(index, texts.length),
    }));
}

/**
 * The policy's steps in the order in which they escalate; `step` names one for good: `50%`, `-30m`, `+0m`, `+2h`, and
 * `owed+30m` while a promise is owed.
 * @throws RangeError on text that is neither a percentage nor a duration; the configuration lets none through.
 */
export function policySteps(policy: ReminderPolicy): readonly PolicyStep[] {
  const steps = known.get(policy) ?? [
    ...owedSteps(policy.owed ?? []),
    ...beforeSteps(policy.before),
    ...afterSteps(policy.after),
  ];
  known.set(policy, steps);
  return steps;
}

/** Worked out once a policy, since every change of every ticket asks for them. */
const known = new WeakMap<ReminderPolicy, readonly PolicyStep[]>();

/** Whom the step of that key reaches, in whichever round; the thread alone when the policy no longer has it. */
export function reminderLevel(policy: ReminderPolicy, stepKey: string): ReminderLevel {
  const [key] = stepKey.split('#');
  return policySteps(policy).find(({ step }) => step === key)?.level ?? 0;
}
