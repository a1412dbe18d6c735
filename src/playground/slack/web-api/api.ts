// The Web API as a whole: who calls, may they, how often, with what result. HTTP is none of its business.
import { SlackRefusal } from '../refusals.ts';
import type { Wire } from '../workspace/wire.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import type { Fault, Faults } from './faults.ts';
import { fileMethods, type Uploads } from './files.ts';
import { historyMethods } from './history.ts';
import { type ApiContext, type ApiMethod, requireScope } from './method.ts';
import { peopleMethods } from './people.ts';
import { type RateLimiter, tooMany } from './rate-limits.ts';
import { reactionMethods } from './reactions.ts';
import { viewMethods } from './views.ts';

export interface ApiCall {
  readonly method: string;
  readonly args: Wire;
  readonly token: string | undefined;
}

/** A call as it came, without its token, and what was answered. `answer` is undefined while none was given. */
export interface CallRecord {
  readonly at: number;
  readonly method: string;
  readonly args: Wire;
  readonly status: number | undefined;
  readonly answer: Wire | undefined;
}

interface ApiAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Wire;
}

export type ApiOutcome = ApiAnswer | { readonly kind: 'hang' } | { readonly kind: 'cut' };

export interface ApiParts {
  readonly context: ApiContext;
  readonly uploads: Uploads;
  readonly tokens: { readonly bot: string; readonly app: string | undefined };
  readonly limiter: RateLimiter | undefined;
  readonly faults: Faults;
  readonly onCall: (call: { method: string; args: Wire }) => void;
  readonly onAnswer: (record: CallRecord) => void;
}

function answer(body: Wire, status = 200, headers: Record<string, string> = {}): ApiAnswer {
  return { kind: 'answer', status, headers, body };
}

function refusal(error: SlackRefusal): ApiAnswer {
  return answer({ ok: false, error: error.code, ...error.details }, error.status, error.headers);
}

/** Builds the function that answers calls. Every call is recorded, whatever comes of it. */
export function createApi(parts: ApiParts): (call: ApiCall) => ApiOutcome {
  const methods = new Map<string, ApiMethod>(
    [
      ...peopleMethods,
      ...chatMethods,
      ...conversationMethods,
      ...historyMethods,
      ...viewMethods,
      ...reactionMethods,
      ...fileMethods(parts.uploads),
    ].map((method) => [method.name, method]),
  );

  const run = (call: ApiCall): Wire => {
    const method = methods.get(call.method);
    if (method === undefined) throw new SlackRefusal('unknown_method', { req_method: call.method });
    requireToken(method, call.token, parts.tokens);
    parts.limiter?.(method, call.args);
    requireScope(parts.context.workspace, method.scopes);
    return { ok: true, ...method.run(parts.context, call.args) };
  };

  const outcomeOf = (call: ApiCall): ApiAnswer => {
    try {
      return answer(run(call));
    } catch (error) {
      if (error instanceof SlackRefusal) return refusal(error);
      throw error;
    }
  };

  /** Whatever is answered says what the bot's token was granted, and what the method asks for. */
  const process = (call: ApiCall): ApiOutcome => {
    const outcome = outcomeOf(call);
    if (call.token !== parts.tokens.bot) return outcome;
    const accepted = methods.get(call.method)?.scopes ?? [];
    const headers = {
      'x-oauth-scopes': [...parts.context.workspace.app.scopes].join(','),
      ...(accepted.length > 0 && { 'x-accepted-oauth-scopes': accepted.join(',') }),
      ...outcome.headers,
    };
    return { ...outcome, headers };
  };

  const withFault = (fault: Fault, call: ApiCall): ApiOutcome => {
    if ('error' in fault) return refusal(new SlackRefusal(fault.error));
    if ('timeout' in fault) return { kind: 'hang' };
    if ('cutBeforeProcessing' in fault) return { kind: 'cut' };
    if ('cutAfterProcessing' in fault) {
      process(call);
      return { kind: 'cut' };
    }
    if (fault.status === 429) return refusal(tooMany(fault.retryAfterSeconds ?? 1));
    return answer({ ok: false, error: 'internal_error' }, fault.status);
  };

  return (call) => {
    const { token: _, ...args } = call.args;
    const seen = { method: call.method, args };
    parts.onCall(seen);
    const fault = parts.faults.take(seen);
    const outcome = fault === undefined ? process(call) : withFault(fault, call);
    const given = outcome.kind === 'answer' ? outcome : undefined;
    parts.onAnswer({
      ...seen,
      at: parts.context.workspace.now(),
      status: given?.status,
      answer: given?.body,
    });
    return outcome;
  };
}

function requireToken(method: ApiMethod, token: string | undefined, tokens: ApiParts['tokens']): void {
  if (token === undefined || token === '') throw new SlackRefusal('not_authed');
  if (token !== tokens.bot && token !== tokens.app) throw new SlackRefusal('invalid_auth');
  const expected = method.token === 'app' ? tokens.app : tokens.bot;
  if (token !== expected) throw new SlackRefusal('not_allowed_token_type');
}
