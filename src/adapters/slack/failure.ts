// What a refusal by Slack means for a delivery.
import { webApi } from '@slack/bolt';
import { MessengerError, type MessengerFailure } from '../../app/ports.ts';
import { SECOND_MS } from '../../domain/instant.ts';

/** Slack's own trouble, or the desk's installation's, which its operator can mend while deliveries wait. */
const passing = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'org_login_required',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'token_expired',
  'token_revoked',
]);

/** Codes by which Slack says that it does not know what it did. */
const unknowing = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** Whether an error code may be gone when the same is tried again. */
export const isPassing = (code: string): boolean => passing.has(code);

/** Nothing arrives until somebody invites the app, or the person comes back. */
const blocking = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'ekm_access_denied',
  'messages_tab_disabled',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'user_disabled',
]);

/** The first message of the thread is no more. */
const threadless = new Set(['invalid_thread_ts', 'thread_not_found']);

/**
 * Runs what may only add to something that was partly done before: where it is to be tried again, that is in doubt
 * still, whatever was refused now.
 */
export async function doubting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof MessengerError ? error.failure : failureOf(error);
    throw failure?.kind === 'retry' ? new MessengerError({ ...failure, isInDoubt: true }) : error;
  }
}

/** Sends, and turns Slack's refusals into MessengerError; what is not Slack's is rethrown as the bug it is. */
export async function delivering<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const failure = failureOf(error);
    throw failure === null ? error : new MessengerError(failure);
  }
}

/** The failure that an error of Slack's client stands for; null for any other error. */
export function failureOf(error: unknown): MessengerFailure | null {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'retry', reason: 'ratelimited', afterMs: error.retryAfter * SECOND_MS };
  }
  if (error instanceof webApi.WebAPIPlatformError) return failureOfCode(error.data);
  if (error instanceof webApi.WebAPIHTTPError) {
    return { kind: 'retry', reason: `HTTP ${error.statusCode}`, afterMs: null, isInDoubt: true };
  }
  if (error instanceof webApi.WebAPIRequestError) {
    return { kind: 'retry', reason: error.message, afterMs: null, isInDoubt: true };
  }
  return isUnnamedRateLimit(error) ? { kind: 'retry', reason: 'ratelimited', afterMs: null } : null;
}

/** Slack's error code, where Slack answered with one. */
export const codeOf = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : null;

function failureOfCode(data: webApi.WebAPIPlatformError['data']): MessengerFailure {
  const { error: reason, response_metadata: metadata } = data;
  if (passing.has(reason)) {
    const seconds = metadata?.retryAfter;
    const afterMs = seconds === undefined ? null : seconds * SECOND_MS;
    return { kind: 'retry', reason, afterMs, ...(unknowing.has(reason) && { isInDoubt: true }) };
  }
  if (threadless.has(reason)) return { kind: 'threadGone', reason };
  return { kind: blocking.has(reason) ? 'blocked' : 'failed', reason };
}

/** The client has no class of error for a 429 that does not say when to come back. */
const isUnnamedRateLimit = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout');
