// Who is a member of which chat, asked of Telegram and remembered for less than a minute.
import { z } from 'zod';
import type { Clock, Directory } from '../../app/ports.ts';
import { MessengerError } from '../../app/ports.ts';
import { type TelegramApi, wireId } from './api.ts';
import { isRefusal } from './failure.ts';
import { patiently, type Wait } from './wait.ts';

const REMEMBERED_FOR_MS = 55_000;
const REMEMBERED_ANSWERS = 10_000;

/** How Telegram says that the user is not, and never was, in the chat. */
const STRANGER = /user not found|member not found|PARTICIPANT_ID_INVALID|USER_ID_INVALID/i;

const memberSchema = z.object({ status: z.string(), is_member: z.boolean().optional() });

export interface TelegramDirectory extends Directory {
  /** Forgets what was known, since the user's standing in the chat changed. */
  changed(chat: string, userId: string): void;
}

/** `isMember` throws `MessengerError` where Telegram gives no answer. */
export function createDirectory(parts: {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly wait: Wait;
}): TelegramDirectory {
  const { api, clock, wait } = parts;
  const answers = new Map<string, { readonly isMember: boolean; readonly until: number }>();

  function remember(key: string, isMember: boolean): void {
    const [oldest] = answers.keys();
    if (answers.size >= REMEMBERED_ANSWERS && oldest !== undefined) answers.delete(oldest);
    answers.delete(key);
    answers.set(key, { isMember, until: clock.now() + REMEMBERED_FOR_MS });
  }

  return {
    async isMember(chat, userId) {
      const key = keyOf(chat, userId);
      const known = answers.get(key);
      if (known !== undefined && clock.now() < known.until) return known.isMember;
      const isMember = await patiently(wait, () => askMembership(api, chat, userId));
      remember(key, isMember);
      return isMember;
    },
    changed: (chat, userId) => {
      answers.delete(keyOf(chat, userId));
    },
  };
}

function keyOf(chat: string, userId: string): string {
  return `${chat}:${userId}`;
}

async function askMembership(api: TelegramApi, chat: string, userId: string): Promise<boolean> {
  try {
    const answer = await api.call('getChatMember', { chat_id: wireId(chat), user_id: Number(userId) });
    const { status, is_member } = memberSchema.parse(answer);
    return (
      ['creator', 'administrator', 'member'].includes(status) ||
      (status === 'restricted' && is_member === true)
    );
  } catch (error) {
    if (error instanceof MessengerError && error.failure.kind === 'moved')
      return askMembership(api, error.failure.chat, userId);
    // A chat that the bot was removed from vouches for nobody.
    if (isRefusal(error, STRANGER) || (error instanceof MessengerError && error.failure.kind === 'blocked'))
      return false;
    throw error;
  }
}
