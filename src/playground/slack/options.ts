// How a Slack emulator is set up: its clock, the app's secrets, and what the app was granted.
import type { EmulatorClock } from '../emulator-clock.ts';
import type { Wire } from './workspace/wire.ts';

/** One line of recorded traffic; tokens are left out. */
export interface SlackTraffic {
  readonly platform: 'slack';
  readonly kind: 'call' | 'response_url' | 'event';
  readonly method?: string;
  readonly params: Wire;
}

/** What the installed app may do and hears of; everything where undefined. */
export interface Installation {
  readonly scopes?: readonly string[];
  /** Subscribed bot events, e.g. `message.channels`. */
  readonly events?: readonly string[];
  /** Slash commands with their slash, e.g. `/ticket`. */
  readonly commands?: readonly string[];
  /** Callback ids of shortcuts. */
  readonly shortcuts?: readonly string[];
}

export interface SlackEmulatorOptions {
  readonly clock: EmulatorClock;
  readonly signingSecret: string;
  readonly botToken: string;
  /** Needed for Socket Mode (`xapp-…`). */
  readonly appToken?: string;
  /** Where the app takes events, commands and interactions by HTTP; can be set later. */
  readonly requestUrl?: string;
  /** Whether the app uses Socket Mode instead; default: when there is an app token and no request URL. */
  readonly socketMode?: boolean;
  readonly installation?: Installation;
  /** Slack's rate limits, by the emulator's clock; default on. */
  readonly rateLimits?: boolean;
  readonly port?: number;
  readonly team?: { readonly id?: string; readonly name?: string; readonly domain?: string };
  readonly bot?: {
    readonly userId?: string;
    readonly name?: string;
    readonly realName?: string;
    readonly locale?: string;
  };
  /**
   * The instant by which requests are signed, milliseconds. Default: the machine's time whatever `clock`
   * says, since apps compare signatures with their machine's time.
   */
  readonly signedAt?: () => number;
  readonly trafficSink?: (traffic: SlackTraffic) => void;
  /**
   * When an event that the app did not take is repeated, milliseconds after it happened. Slack's own unless told:
   * nearly at once, after 1 and after 5 minutes. Long trials compress them.
   */
  readonly eventRetriesAfterMs?: readonly number[];
  /** How many of the newest calls `calls` keeps at least; all unless told. Long trials would fill the memory. */
  readonly keptCalls?: number;
}

/** Scopes that every method of the emulator together needs. */
export const EVERY_SCOPE = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
] as const;
