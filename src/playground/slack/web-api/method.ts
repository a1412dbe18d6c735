// What a Web API method is to the emulator: its arguments, the scopes it needs, how often, and what it does.
import type { z } from 'zod';
import type { Happenings } from '../delivery/happenings.ts';
import type { Triggers } from '../interactions/triggers.ts';
import { SlackRefusal } from '../refusals.ts';
import type { Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { parseArguments } from './arguments.ts';

export interface ApiContext {
  readonly workspace: Workspace;
  readonly happenings: Happenings;
  readonly triggers: Triggers;
  readonly baseUrl: string;
  /** Keeps work that goes on after the answer, such as the events of a message, in sight of `settled()`. */
  readonly background: (work: Promise<unknown>) => void;
  /** Opens the way for one Socket Mode connection. */
  readonly socketUrl: () => string;
}

/** Slack's tiers of calls a minute; `posting` is about one a second a channel. */
export type Tier = 1 | 2 | 3 | 4 | 'posting' | 'unlimited';

export interface ApiMethod {
  readonly name: string;
  readonly tier: Tier;
  /** `app` for methods that take the app-level token. */
  readonly token: 'bot' | 'app';
  /** Any one of these is enough; none when the method needs none. */
  readonly scopes: readonly string[];
  readonly args: z.ZodType;
  readonly run: (context: ApiContext, raw: Wire) => Wire;
}

interface Definition<S extends z.ZodType> {
  readonly name: string;
  readonly tier: Tier;
  readonly token?: 'bot' | 'app';
  readonly scopes?: readonly string[];
  readonly args: S;
  readonly run: (context: ApiContext, args: z.output<S>) => Wire;
}

/** Declares a method; `run` gets its arguments parsed and throws SlackRefusal for what Slack refuses. */
export function method<S extends z.ZodType>(definition: Definition<S>): ApiMethod {
  const { name, tier, args } = definition;
  return {
    name,
    tier,
    args,
    token: definition.token ?? 'bot',
    scopes: definition.scopes ?? [],
    run: (context, raw) => definition.run(context, parseArguments(args, raw)),
  };
}

/** Throws `missing_scope` unless the app was granted one of `needed`. */
export function requireScope(workspace: Workspace, needed: readonly string[]): void {
  const provided = workspace.app.scopes;
  if (needed.length === 0 || needed.some((scope) => provided.has(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: needed.join(','), provided: [...provided].join(',') });
}
