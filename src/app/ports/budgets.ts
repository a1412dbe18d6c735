// How much of the platforms’ budgets is used.
import type { Instant } from '../../domain/instant.ts';

/** What was given out of a budget. */
export interface BudgetUse {
  /** The latest instants given out, the earliest first. */
  readonly givenAt: readonly Instant[];
  /** Until when the platform itself asked for silence. */
  readonly blockedUntil: Instant | null;
}

/** How much of the platforms' budgets is used, by all replicas together. */
export interface Budgets {
  /** What was used of each key, held until the transaction ends; in the order of their keys, whatever order is asked. */
  hold(keys: readonly string[]): Promise<ReadonlyMap<string, BudgetUse>>;
  /** Records what is used of budgets that are held. */
  save(uses: ReadonlyMap<string, BudgetUse>): Promise<void>;
}
