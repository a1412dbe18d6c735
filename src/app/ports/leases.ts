// What only one process may do at a time.
import type { Instant } from '../../domain/instant.ts';

/** Sole rights among processes, by name, each until a time unless prolonged. */
export interface Leases {
  /**
   * Takes the right: `anew` when nobody was on record with it, `over` when it was left, ran out, or is the owner's
   * already and is prolonged. Null when another has it. Whoever has it already, whether another or the owner, will learn
   * at `giveBack` that it was asked for.
   */
  take(name: string, owner: string, now: Instant, until: Instant): Promise<'anew' | 'over' | null>;
  /** Prolongs those of the named rights that the owner has; any other one of its runs out. */
  prolong(owner: string, names: readonly string[], until: Instant): Promise<void>;
  /** Gives the right back, unless another asked for it meanwhile: then false, and that is forgotten. */
  giveBack(name: string, owner: string): Promise<boolean>;
  /** Gives the right back, whoever asked. */
  release(name: string, owner: string): Promise<void>;
  /** Leaves the right on record for whoever takes it `over`; without a name, all that the owner has. */
  leave(owner: string, name?: string): Promise<void>;
}
