// What delivering works with: its parts, one delivery with all that is known about it, and what became of it.

import type { Instant } from '../domain/instant.ts';
import type { Documents } from './documents.ts';
import type { DeskPolicy } from './policy.ts';
import type {
  Clock,
  Conversation,
  Cost,
  Delivery,
  Facts,
  Ids,
  Logger,
  Platforms,
  Presenter,
  Repositories,
  Store,
} from './ports.ts';
import type { LanguageOf } from './reader.ts';
import type { SealSample } from './samples.ts';
import type { View } from './view.ts';

export interface DeliverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
  readonly languageOf: LanguageOf;
  readonly platforms: Platforms;
  readonly presenter: Presenter;
  readonly sealSample: SealSample;
  readonly documents: Documents;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Resolves after `ms` milliseconds, or as soon as `signal` is aborted; never rejects. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Whether the desk keeps to the platforms' budgets. */
  readonly isPaced: boolean;
}

/** A delivery that is to be sent. */
export interface Work {
  readonly delivery: Delivery;
  readonly conversation: Conversation;
  readonly facts: Facts;
  /** What it says, as far as words say it. */
  readonly view: View | null;
  /** What it takes of its platform's budgets; the one that a refusal for haste is put down to comes first. */
  readonly costs: readonly Cost[];
  /** When its platform's budgets allow it. */
  readonly startsAt: Instant;
}

/** What became of a delivery; recorded in one transaction with the claim of the next one. */
export interface Settlement {
  /** Writes down what became of it and whatever follows from that. */
  record(tx: Repositories): Promise<void>;
  /** Known for certain, so that it is recorded even by a drain that has lost its right to the conversation. */
  readonly hasArrived: boolean;
  /** Whether the conversation goes on with the next delivery, or the same one elsewhere, at once. */
  readonly goesOn: boolean;
}
