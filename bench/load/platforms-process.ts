// The process of the emulated platforms, as the benchmark sees it.
import { type Child, startChild } from './child.ts';
import type { Load } from './open-loop.ts';

export interface PlatformsWanted {
  readonly slackUsers: number;
  readonly telegramUsers: number;
  /** Slack channels of the desk's queues. */
  readonly channels: readonly string[];
  readonly rateLimits: boolean;
  /** Forum groups of Telegram of the desk's queues. */
  readonly groups?: readonly number[];
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
  /** How many tickets agents can speak of, in a thread or a topic. */
  readonly places: number;
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

/** Who speaks on: customers to the agents, or an agent to the customers of a platform. */
export type Speaking = 'slackCustomers' | 'telegramCustomers' | 'agentToSlack' | 'agentToTelegram';

export interface Relaying {
  readonly speaking: readonly Speaking[];
  /** Arrivals by the clock, or so many side by side as fast as the desk takes them. */
  readonly pace: { readonly ratePerSecond: number } | { readonly atOnce: number };
  readonly seconds: number;
}

export interface RelayedSoFar {
  readonly said: number;
  /** Messages that have reached the other side. */
  readonly relayed: number;
  readonly doubled: number;
  /** Messages that have not, by who said them. */
  readonly waiting: Readonly<Record<Speaking, number>>;
  /** From when it was said to when the platform took it from the desk, in ascending order. */
  readonly latenciesMs: readonly number[];
}

/** Messages that a platform took, by where they went. */
export interface PostedSoFar {
  readonly slack: Readonly<Record<string, number>>;
  readonly telegram: Readonly<Record<string, number>>;
  /** Calls refused as too many, by method. */
  readonly tooMany: Readonly<Record<string, number>>;
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
