// What the methods of the Bot API and the people at play share: the world and the bot's receiving end.
import type { BotProfile } from './bot-profile.ts';
import type { CallbackQueries } from './callback-queries.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Receiving } from './receiving.ts';
import type { UpdateQueue } from './update-queue.ts';
import type { World } from './world.ts';

export interface Backend {
  readonly world: World;
  readonly updates: UpdateQueue;
  readonly receiving: Receiving;
  readonly callbacks: CallbackQueries;
  readonly profile: BotProfile;
  readonly limits: RateLimits;
  /** Accept webhooks at `http://` and on any port, which Telegram never would. */
  readonly allowInsecureWebhook: boolean;
}

/** The part of the backend that telling the bot about something needs. */
export type Announcer = Pick<Backend, 'world' | 'updates' | 'profile'>;
