// The contract of the platforms' budgets: shared by all who send, and held by one of them at a time.
import { describe, expect, test } from 'vitest';
import { reserve } from '../../../src/app/pace.ts';
import type { Cost } from '../../../src/app/ports.ts';
import { monday, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function budgetsContract(underTest: UnderTest): void {
  const cost = (key: string): Cost => ({ key, calls: 2, withinMs: 1_000, count: 1 });

  describe('a budget', () => {
    test('that nobody has used is empty, and is afterwards what was saved', async () => {
      const { store } = underTest();
      const [one, other] = [unique('b'), unique('a')];
      const held = await store.transaction((tx) => tx.budgets.hold([one, other]));
      expect([...held.values()]).toEqual(Array(2).fill({ givenAt: [], blockedUntil: null }));
      const use = { givenAt: [monday, monday + 0.5], blockedUntil: monday + 9 };
      await store.transaction(async (tx) => {
        await tx.budgets.hold([one]);
        await tx.budgets.save(new Map([[one, use]]));
      });
      const again = await store.transaction((tx) => tx.budgets.hold([other, one]));
      expect(again.get(one)).toEqual(use);
      expect(again.get(other)).toEqual({ givenAt: [], blockedUntil: null });
    });

    test('gives every instant out once, however many ask at once', async () => {
      const { store } = underTest();
      const costs = [cost(unique('chat')), cost(unique('all'))];
      const instants = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.transaction((tx) =>
            reserve(tx.budgets, index % 2 === 0 ? costs : costs.toReversed(), {
              now: monday,
              patienceMs: 60_000,
            }),
          ),
        ),
      );
      const expected = Array.from({ length: 12 }, (_, index) => monday + Math.floor(index / 2) * 1_000);
      expect(instants.sort((a, b) => a - b)).toEqual(expected);
    });
  });
}
