// The platforms' budgets in memory.
import type { Budgets } from '../../../src/app/ports.ts';
import type { State } from './state.ts';

export function memoryBudgets(state: State): Budgets {
  const unused = { givenAt: [], blockedUntil: null };
  return {
    hold: async (keys) => new Map([...keys].sort().map((key) => [key, state.budgets.get(key) ?? unused])),
    async save(uses) {
      for (const [key, use] of uses) state.budgets.set(key, structuredClone(use));
    },
  };
}
