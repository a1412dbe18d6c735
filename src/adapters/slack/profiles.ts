// Who people are: Slack's profile of a user, remembered for ten minutes.
import { z } from 'zod';
import type { PlatformUser } from '../../app/inbound.ts';
import type { Clock, Logger } from '../../app/ports.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import type { SlackClient } from './client.ts';
import { createExpiringCache } from './expiring-cache.ts';

/** What the event itself tells of its author, for those whom Slack does not let the app look up. */
export interface KnownName {
  readonly name?: string | undefined;
  readonly handle?: string | undefined;
  readonly team?: string | undefined;
}

export interface Profiles {
  /** The user by their profile; by `known` where Slack tells nothing, as it may of people of other workspaces. */
  userOf(userId: string, known: KnownName): Promise<PlatformUser>;
  /** What others mention the user by, without `@`. */
  handleOf(userId: string): Promise<string>;
}

const userInfo = z.object({
  user: z.object({
    name: z.string().optional(),
    team_id: z.string().optional(),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    tz: z.string().optional(),
    profile: z.object({ real_name: z.string().optional(), display_name: z.string().optional() }).optional(),
  }),
});

export function createProfiles(parts: { client: SlackClient; clock: Clock; logger: Logger }): Profiles {
  const cache = createExpiringCache<PlatformUser>({
    clock: parts.clock,
    lifetimeMs: 10 * MINUTE_MS,
    capacity: 5_000,
  });

  async function load(userId: string): Promise<PlatformUser> {
    const { user } = userInfo.parse(await parts.client.users.info({ user: userId, include_locale: true }));
    const names = [user.profile?.real_name, user.real_name, user.profile?.display_name, user.name];
    return {
      platform: 'slack',
      userId,
      name: names.find((name) => name) ?? userId,
      handle: user.name ?? null,
      languageTag: user.locale ?? null,
      timezone: user.tz ?? null,
      team: user.team_id ?? null,
    };
  }

  async function userOf(userId: string, known: KnownName): Promise<PlatformUser> {
    try {
      const profile = await cache.get(userId, () => load(userId));
      return known.team === undefined ? profile : { ...profile, team: known.team };
    } catch (error) {
      parts.logger.warn({ err: error, userId }, 'no profile of a Slack user');
      return strangerOf(userId, known);
    }
  }

  return {
    userOf,
    handleOf: async (userId) => (await userOf(userId, {})).handle ?? userId,
  };
}

const strangerOf = (userId: string, known: KnownName): PlatformUser => ({
  platform: 'slack',
  userId,
  name: known.name || known.handle || userId,
  handle: known.handle ?? null,
  languageTag: null,
  timezone: null,
  team: known.team ?? null,
});
