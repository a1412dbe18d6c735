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
  const at = whenAllHaveRoom(costs, uses, now);
  const after = costs.map((cost): [string, BudgetUse] => {
    const { givenAt, blockedUntil } = uses.get(cost.key) ?? unused;
    const inSight = givenAt.filter((given) => given > now - cost.withinMs);
    return [cost.key, { givenAt: withCalls(inSight, cost, at), blockedUntil }];
  });
  return { at, uses: new Map(after) };
}

/** Room that one budget has later may be room that another no longer has. */
function whenAllHaveRoom(
  costs: readonly Cost[],
  uses: ReadonlyMap<string, BudgetUse>,
  from: Instant,
): Instant {
  const blocked = costs.map(({ key }) => uses.get(key)?.blockedUntil ?? from);
  let at = Math.max(from, ...blocked);
  for (;;) {
    const next = Math.max(at, ...costs.map((cost) => firstRoom(uses.get(cost.key)?.givenAt ?? [], cost, at)));
    if (next === at) return at;
    at = next;
  }
}

/**
 * The first instant from `from` on at which so many calls may be added: no span then holds more of them than is
 * allowed, be they before or after it. What exceeds a whole span's worth has to follow later.
 */
function firstRoom(given: readonly Instant[], { calls, withinMs, count }: Cost, from: Instant): Instant {
  const left = calls - Math.min(count, calls);
  const inSpanFrom = (start: Instant): readonly Instant[] =>
    given.filter((at) => at >= start && at < start + withinMs);
  let at = from;
  for (;;) {
    const starts = [...given.filter((start) => start > at - withinMs && start <= at), at];
    const full = starts.map(inSpanFrom).findLast((span) => span.length > left);
    const [first] = full ?? [];
    if (first === undefined) return at;
    // Every instant up to the end of the span that begins with this call shares a span with as many.
    at = first + withinMs;
  }
}

/** The instants with those of the calls, which begin at `at`; the earliest first. */
function withCalls(given: readonly Instant[], cost: Cost, at: Instant): readonly Instant[] {
  const { calls, count } = cost;
  const together = Math.min(count, calls);
  const taken = [...given, ...Array<Instant>(together).fill(at)].sort((a, b) => a - b);
  if (count === together) return taken;
  const rest = { ...cost, count: count - together };
  return withCalls(taken, rest, firstRoom(taken, rest, at));
}

/** What was made before: what it took, when it was to be made, and when at the latest the platform had it. */
export interface MadeBefore {
  readonly costs: readonly Cost[];
  readonly plannedAt: Instant;
  readonly madeAt: Instant;
}

/**
 * When the calls may be made. They are then counted, unless they would have to wait for longer than `patienceMs`: then
 * they are to be asked for again. Calls before them count from when the platform had them, also for whoever asks next, so
 * that nothing follows too soon. Budgets are held until the transaction ends, so this comes late in it.
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
  const uses = before === null ? held : corrected(held, before);
  const planned = plan(costs, uses, now);
  const isTaken = planned.at - now <= patienceMs;
  if (isTaken || before !== null) await budgets.save(isTaken ? planned.uses : uses);
  return planned.at;
}

/** Whose instant it was makes no difference, where several calls were given the same one. */
function corrected(
  uses: ReadonlyMap<string, BudgetUse>,
  { costs, plannedAt, madeAt }: MadeBefore,
): ReadonlyMap<string, BudgetUse> {
  const late = ({ givenAt, blockedUntil }: BudgetUse, { count }: Cost): BudgetUse => {
    const first = givenAt.indexOf(plannedAt);
    const moved = givenAt.map((at, place) => (at === plannedAt && place < first + count ? madeAt : at));
    return { givenAt: moved.sort((a, b) => a - b), blockedUntil };
  };
  const costOf = new Map(costs.map((cost) => [cost.key, cost]));
  return new Map(
    [...uses].map(([key, use]) => {
      const cost = costOf.get(key);
      return [key, cost === undefined ? use : late(use, cost)];
    }),
  );
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
