// Slack's rate limits: calls a minute by tier, and about one posted message a second a channel.
import { SlackRefusal } from '../refusals.ts';
import type { Wire } from '../workspace/wire.ts';
import type { ApiMethod, Tier } from './method.ts';

interface Allowance {
  /** Calls that may come at once. */
  readonly burst: number;
  readonly perMinute: number;
}

const ALLOWANCES: Record<Exclude<Tier, 'unlimited'>, Allowance> = {
  1: { burst: 10, perMinute: 1 },
  2: { burst: 20, perMinute: 20 },
  3: { burst: 50, perMinute: 50 },
  4: { burst: 100, perMinute: 100 },
  posting: { burst: 5, perMinute: 60 },
};

const MINUTE_MS = 60_000;

/** Throws `ratelimited` (HTTP 429, `Retry-After` in seconds) when a call comes too soon. */
export type RateLimiter = (method: ApiMethod, args: Wire) => void;

/** Limits by token buckets on the clock `now`: one bucket a method, for posting one a channel. */
export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, { level: number; at: number }>();
  return ({ name, tier }, args) => {
    if (tier === 'unlimited') return;
    const { burst, perMinute } = ALLOWANCES[tier];
    const key = tier === 'posting' ? `${name} ${String(args.channel)}` : name;
    const bucket = buckets.get(key) ?? { level: burst, at: now() };
    const level = Math.min(burst, bucket.level + ((now() - bucket.at) * perMinute) / MINUTE_MS);
    buckets.set(key, { level: level < 1 ? level : level - 1, at: now() });
    if (level < 1) throw tooMany(Math.ceil(((1 - level) * 60) / perMinute));
  };
}

/** `ratelimited` as Slack answers it. */
export function tooMany(retryAfterSeconds: number): SlackRefusal {
  const headers = { 'retry-after': String(Math.max(1, retryAfterSeconds)) };
  return new SlackRefusal('ratelimited', {}, { status: 429, headers });
}
