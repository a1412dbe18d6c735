// How many messages the platforms took from the desk, and what they found too many.
import type { SlackEmulator } from '../../src/playground/slack/emulator.ts';
import type { TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import type { PostedSoFar } from './platforms-process.ts';

/** Counts all calls since the platforms were started. */
export function countPosted({
  slack,
  telegram,
}: {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
}): PostedSoFar {
  const posted = { slack: {}, telegram: {}, tooMany: {} };
  for (const { method, args, answer, status } of slack.calls) {
    if (status === 429) add(posted.tooMany, `slack ${method}`);
    else if (method === 'chat.postMessage' && answer?.ok === true) add(posted.slack, String(args.channel));
  }
  for (const { method, params, error } of telegram.calls) {
    if (error?.code === 429) add(posted.tooMany, `telegram ${method}`);
    else if (method === 'sendMessage' && error === undefined) add(posted.telegram, String(params.chat_id));
  }
  return posted;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
