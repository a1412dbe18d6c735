// What delivering works with: its parts, and one delivery with all that is known about it.

import type { Documents } from './documents.ts';
import type { DeskPolicy } from './policy.ts';
import type {
  Clock,
  Conversation,
  Delivery,
  Facts,
  Ids,
  Logger,
  Platforms,
  Presenter,
  Store,
} from './ports.ts';
import type { LanguageOf } from './reader.ts';
import type { SealSample } from './samples.ts';

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
}

/** A delivery that is to be sent now. */
export interface Work {
  readonly delivery: Delivery;
  readonly conversation: Conversation;
  readonly facts: Facts;
}
