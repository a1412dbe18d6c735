// Keeps the desk within the platforms' budgets: when the next call may be made, and what is then used up.
import type { Instant } from '../domain/instant.ts';
import type { Budgets, BudgetUse, Cost } from './ports.ts';

const unused: BudgetUse = { givenAt: [], blockedUntil: null };

/** When calls that cost so much may be made, and what of the budgets is used then. */
export function plan(
  costs: readonly Cost[],
  uses: ReadonlyMap<string, BudgetUse>,
  now: Instant,
): { readonly at: Instant; readonly uses: ReadonlyMap<string, BudgetUse> } {
  const slots = costs.map((cost) => ({ cost, given: slotsOf(cost, uses.get(cost.key) ?? unused, now) }));
  const at = Math.max(
    now,
    ...slots.map(({ cost, given }) => given[Math.min(cost.count, cost.calls) - 1] ?? now),
  );
  const after = slots.map(({ cost, given }): [string, BudgetUse] => {
    const { givenAt, blockedUntil } = uses.get(cost.key) ?? unused;
    const used = cost.isShared === true ? given : given.map((slot) => Math.max(slot, at));
    const latest = [...givenAt, ...used].sort((a, b) => a - b).slice(-cost.calls);
    return [cost.key, { givenAt: latest, blockedUntil }];
  });
  return { at, uses: new Map(after) };
}

/** The earliest instants at which each of the calls finds room: the n-th before it must be a whole span past. */
function slotsOf({ calls, withinMs, count }: Cost, { givenAt, blockedUntil }: BudgetUse, now: Instant) {
  const given = [...givenAt];
  const slots: Instant[] = [];
  for (let call = 0; call < count; call += 1) {
    const before = given.at(-calls);
    const free = before === undefined || given.length < calls ? now : before + withinMs;
    const slot = Math.max(now, free, blockedUntil ?? now);
    slots.push(slot);
    given.push(slot);
    given.sort((a, b) => a - b);
  }
  return slots;
}

/** A call before this one of the same conversation: when it was to be made, and when it was. */
export interface MadeBefore {
  readonly plannedAt: Instant;
  readonly madeAt: Instant;
}

/**
 * When the calls may be made. They are then counted, unless they would have to wait for longer than `patienceMs`: then
 * they are to be asked for again. A call before them that was made late counts from then on, so that they do not follow
 * it too soon. Budgets are held until the transaction ends, so this comes late in it.
 */
export async function reserve(
  budgets: Budgets,
  costs: readonly Cost[],
  {
    now,
    patienceMs,
    before = null,
  }: { readonly now: Instant; readonly patienceMs: number; readonly before?: MadeBefore | null },
): Promise<Instant> {
  if (costs.length === 0) return now;
  const held = await budgets.hold(costs.map(({ key }) => key));
  const uses = before === null ? held : corrected(held, costs, before);
  const planned = plan(costs, uses, now);
  if (planned.at - now <= patienceMs) await budgets.save(planned.uses);
  return planned.at;
}

/** Of a budget of many chats the instants are others' as well. */
function corrected(
  uses: ReadonlyMap<string, BudgetUse>,
  costs: readonly Cost[],
  { plannedAt, madeAt }: MadeBefore,
): ReadonlyMap<string, BudgetUse> {
  if (madeAt <= plannedAt) return uses;
  const own = new Set(costs.filter(({ isShared }) => isShared !== true).map(({ key }) => key));
  const late = ({ givenAt, blockedUntil }: BudgetUse): BudgetUse => ({
    givenAt: givenAt.map((at) => (at === plannedAt ? madeAt : at)).sort((a, b) => a - b),
    blockedUntil,
  });
  return new Map([...uses].map(([key, use]) => [key, own.has(key) ? late(use) : use]));
}

/** Keeps every replica from the budget until `until`, since the platform asked for that. */
export async function block(budgets: Budgets, key: string, until: Instant): Promise<void> {
  const use = (await budgets.hold([key])).get(key) ?? unused;
  await budgets.save(new Map([[key, { ...use, blockedUntil: Math.max(until, use.blockedUntil ?? 0) }]]));
}

/** The costs of several calls as one: what they take of the same budget is added up. */
export function sumOf(costs: readonly Cost[]): readonly Cost[] {
  const byKey = Map.groupBy(costs, ({ key }) => key);
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, count: others.reduce((sum, { count }) => sum + count, first.count) }],
  );
}
