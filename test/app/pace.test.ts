// The desk keeps to what a platform allows, wastes none of it, and lets no chat wait for another's turn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { block, type MadeBefore, plan, reserve, sumOf } from '../../src/app/pace.ts';
import type { BudgetUse, Cost } from '../../src/app/ports.ts';
import { monday10 } from '../builders/ticket.ts';
import { createMemoryStore } from '../fakes/store.ts';

const chat = (key: string, count = 1): Cost => ({ key, calls: 5, withinMs: 5_000, count });
const overall = (count = 1): Cost => ({ key: 'all', calls: 1, withinMs: 34, count });

/** Asks for so many turns as soon as each was given, and says when they were, from now on. */
function turns(costs: readonly Cost[], times: number): readonly number[] {
  let uses: ReadonlyMap<string, BudgetUse> = new Map();
  let now = monday10;
  return Array.from({ length: times }, () => {
    const planned = plan(costs, uses, now);
    uses = new Map([...uses, ...planned.uses]);
    now = planned.at;
    return planned.at - monday10;
  });
}

describe('a budget', () => {
  it('allows a burst, and then no more than its rate', () => {
    expect(turns([chat('a')], 12)).toEqual([0, 0, 0, 0, 0, 5000, 5000, 5000, 5000, 5000, 10_000, 10_000]);
  });

  it('is taken for all parts of a message at once', () => {
    expect(turns([chat('a', 3)], 3)).toEqual([0, 5000, 10_000]);
    expect(turns([chat('a', 7)], 2)).toEqual([0, 10_000]);
  });

  it('is spread where one call at a time is allowed', () => {
    expect(turns([overall()], 3)).toEqual([0, 34, 68]);
    expect(turns([overall(3)], 2)).toEqual([0, 102]);
  });

  it('of a chat that has to wait holds up no other chat', () => {
    const first = plan([chat('a', 5), overall()], new Map(), monday10);
    const waiting = plan([chat('a'), overall()], first.uses, monday10);
    expect(waiting.at).toBe(monday10 + 5_000);
    const other = plan([chat('b'), overall()], new Map([...first.uses, ...waiting.uses]), monday10);
    expect(other.at).toBe(monday10 + 34);
  });

  it('of many chats keeps the turn of a call that waits for its own chat', () => {
    const first = plan([chat('a', 5), overall()], new Map(), monday10);
    const waiting = plan([chat('a'), overall()], first.uses, monday10);
    const then = waiting.at - 10;
    const other = plan([chat('b'), overall()], new Map([...first.uses, ...waiting.uses]), then);
    expect(other.at).toBe(waiting.at + 34);
  });

  it('is never exceeded in any span of time, whoever asks for what and when', () => {
    const call = fc.record({
      to: fc.constantFrom('a', 'b', 'c'),
      count: fc.integer({ min: 1, max: 5 }),
      afterMs: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const everywhere: Cost = { key: 'all', calls: 7, withinMs: 1_000, count: 1 };
        const made: { readonly key: string; readonly at: number }[] = [];
        let uses: ReadonlyMap<string, BudgetUse> = new Map();
        let now = monday10;
        for (const { to, count, afterMs } of calls) {
          now += afterMs;
          const costs = [chat(to, count), { ...everywhere, count }];
          const planned = plan(costs, uses, now);
          uses = new Map([...uses, ...planned.uses]);
          expect(planned.at).toBeGreaterThanOrEqual(now);
          for (const { key } of costs) made.push(...Array(count).fill({ key, at: planned.at }));
        }
        for (const budget of [chat('a'), chat('b'), chat('c'), everywhere]) {
          const own = made.filter(({ key }) => key === budget.key);
          for (const { at: start } of own) {
            const inSpan = own.filter(({ at }) => at >= start && at < start + budget.withinMs);
            expect(inSpan.length).toBeLessThanOrEqual(budget.calls);
          }
        }
      }),
    );
  });

  it('adds up what several calls take of it', () => {
    expect(sumOf([chat('a'), overall(), chat('a', 2)])).toEqual([chat('a', 3), overall()]);
  });
});

describe('reserving', () => {
  const now = monday10;

  it('counts only what is worth waiting for', async () => {
    const store = createMemoryStore();
    const ask = (patienceMs: number) =>
      store.transaction((tx) => reserve(tx.budgets, [chat('a', 5)], { now, patienceMs }));
    expect(await ask(0)).toBe(now);
    expect(await ask(4_999)).toBe(now + 5_000);
    expect(await ask(5_000)).toBe(now + 5_000);
    expect(await ask(60_000)).toBe(now + 10_000);
  });

  it('counts calls that were made late from when they were made', async () => {
    const ask = async (before?: MadeBefore) => {
      const store = createMemoryStore();
      const reserving = (costs: readonly Cost[], options: Parameters<typeof reserve>[2]) =>
        store.transaction((tx) => reserve(tx.budgets, costs, options));
      await reserving([chat('a', 5), overall()], { now, patienceMs: 0 });
      return reserving([chat('a'), overall()], {
        now: now + 400,
        patienceMs: 60_000,
        ...(before && { before }),
      });
    };
    expect(await ask()).toBe(now + 5_000);
    const all = { costs: [chat('a', 5), overall()], plannedAt: now, madeAt: now + 300 };
    expect(await ask(all)).toBe(now + 5_300);
    expect(await ask({ ...all, madeAt: now })).toBe(now + 5_000);
    expect(await ask({ ...all, costs: [chat('a', 1)] })).toBe(now + 5_000);
    expect(await ask({ ...all, costs: [chat('b', 5)] })).toBe(now + 5_000);
  });

  it('keeps when calls were made also where the next ones are to be asked for again', async () => {
    const store = createMemoryStore();
    const reserving = (costs: readonly Cost[], options: Parameters<typeof reserve>[2]) =>
      store.transaction((tx) => reserve(tx.budgets, costs, options));
    const before = { costs: [chat('a', 5)], plannedAt: now, madeAt: now + 300 };
    await reserving([chat('a', 5)], { now, patienceMs: 0 });
    expect(await reserving([chat('a')], { now: now + 400, patienceMs: 0, before })).toBe(now + 5_300);
    expect(await reserving([chat('a')], { now: now + 5_000, patienceMs: 5_000 })).toBe(now + 5_300);
  });

  it('keeps to what the platform itself asked for, the longest of it', async () => {
    const store = createMemoryStore();
    await store.transaction((tx) => block(tx.budgets, 'a', now + 30_000));
    await store.transaction((tx) => block(tx.budgets, 'a', now + 20_000));
    const at = await store.transaction((tx) => reserve(tx.budgets, [chat('a')], { now, patienceMs: 60_000 }));
    expect(at).toBe(now + 30_000);
  });
});
