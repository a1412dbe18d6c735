// What Telegram's refusals mean to the desk.
import { TelegramError } from 'telegraf';
import { MessengerError, type MessengerFailure } from '../../app/ports.ts';

const THREAD_GONE = /message thread not found|TOPIC_DELETED|TOPIC_CLOSED|TOPIC_ID_INVALID/i;
/** Somebody who never started the bot, or a group it was never in: 400 to Telegram, but mended by them alone. */
const UNREACHABLE = /chat not found|PEER_ID_INVALID/i;
/** Not the message's fault: the token was revoked or another instance receives; mended by the operator. */
const OPERATORS_TROUBLE = new Set([401, 409]);

/**
 * The failure behind what a call threw: a refusal by Telegram, or no answer at all. Anything else is a bug and is
 * given back as it is.
 */
export function asMessengerError(error: unknown): unknown {
  if (error instanceof TelegramError) return new MessengerError(refusal(error));
  if (error instanceof Error && (error.name === 'FetchError' || error.name === 'AbortError')) {
    return new MessengerError({ kind: 'retry', reason: networkTrouble(error), afterMs: null });
  }
  return error;
}

/** Whether `error` is a refusal whose reason matches. */
export function isRefusal(error: unknown, reason: RegExp): boolean {
  return (
    error instanceof MessengerError && error.failure.kind !== 'moved' && reason.test(error.failure.reason)
  );
}

function refusal({ code, description, parameters }: TelegramError): MessengerFailure {
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { kind: 'moved', chat: String(parameters.migrate_to_chat_id) };
  }
  const reason = description;
  if (code === 429) {
    const seconds = parameters?.retry_after;
    return { kind: 'retry', reason, afterMs: seconds === undefined ? null : seconds * 1000 };
  }
  if (code >= 500 || OPERATORS_TROUBLE.has(code)) return { kind: 'retry', reason, afterMs: null };
  if (code === 403 || UNREACHABLE.test(reason)) return { kind: 'blocked', reason };
  return THREAD_GONE.test(reason) ? { kind: 'threadGone', reason } : { kind: 'failed', reason };
}

/** Only the kind of trouble: the message of a network error may hold the address, and with it the token. */
function networkTrouble(error: Error): string {
  if (error.name === 'AbortError') return 'Telegram did not answer in time';
  const detail = 'code' in error ? error.code : 'type' in error ? error.type : undefined;
  return `Telegram could not be reached${typeof detail === 'string' ? ` (${detail})` : ''}`;
}
