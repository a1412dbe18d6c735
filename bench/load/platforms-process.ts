// The process of the emulated platforms, as the benchmark sees it.
import { type Child, startChild } from './child.ts';
import type { Load } from './open-loop.ts';

export interface PlatformsWanted {
  readonly slackUsers: number;
  readonly telegramUsers: number;
  /** Slack channels of the desk's queues. */
  readonly channels: readonly string[];
  readonly rateLimits: boolean;
}

export interface Platforms {
  readonly slackApiUrl: string;
  readonly slackTeam: string;
  readonly customers: readonly string[];
  /** The channel that all customers are in, with the app. */
  readonly commonChannel: string;
  readonly telegramUrl: string;
  readonly telegramToken: string;
}

export interface SentSoFar {
  /** How many tickets have a card in a queue's channel. */
  readonly cards: number;
  /** How many tickets' requesters were told that theirs is open. */
  readonly answers: number;
  /** How many of those were posted more than once. */
  readonly doubled: number;
  /** What the platforms refused, by method and error. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Calls of both APIs. */
  readonly calls: number;
}

/** `latenciesMs` is from the intended arrival of the command to the answer to the press. */
export interface TelegramLoad extends Load {
  /** From the intended arrival to the question how severe it is. */
  readonly promptsMs: readonly number[];
}

export interface PlatformsProcess extends Platforms {
  readonly child: Child;
  sent(): Promise<SentSoFar>;
  stop(): Promise<void>;
}

export async function startPlatforms(wanted: PlatformsWanted): Promise<PlatformsProcess> {
  const child = await startChild(new URL('platforms.ts', import.meta.url));
  const platforms = await child.ask<Platforms>('start', wanted);
  return { ...platforms, child, sent: () => child.ask('sent'), stop: () => child.stop() };
}
