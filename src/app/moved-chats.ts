// Chats that their platform gave another id: what is stored under the old one is rewritten, and the old one leads on.
import { z } from 'zod';
import type { DeskPolicy } from './policy.ts';
import type { Logger, Repositories, Store } from './ports.ts';

export interface MovedChat {
  readonly platform: string;
  readonly from: string;
  readonly to: string;
}

/** What a process knows of such chats, the configuration's old names for them among others. */
export interface MovedChats {
  /** The id that the chat has now: its own where it never got another. */
  chatNow(platform: string, chat: string): string;
  learn(move: MovedChat): void;
}

const prefix = 'moved-chat:';
const keptSchema = z.object({ platform: z.string(), from: z.string(), to: z.string() });

export function createMovedChats(): MovedChats {
  const moves = new Map<string, string>();
  const keyOf = (platform: string, chat: string): string => JSON.stringify([platform, chat]);
  return {
    chatNow(platform, chat) {
      let now = chat;
      // No more steps than there are moves, so that ids that lead in a circle end somewhere.
      for (let step = 0; step < moves.size; step += 1) now = moves.get(keyOf(platform, now)) ?? now;
      return now;
    },
    learn: ({ platform, from, to }) => {
      if (from !== to) moves.set(keyOf(platform, from), to);
    },
  };
}

/** Learns what is on record, from whichever process. */
export async function refreshMovedChats(store: Pick<Store, 'read'>, moved: MovedChats): Promise<void> {
  const kept = await store.read(({ settings }) => settings.startingWith(prefix));
  for (const value of kept.values()) moved.learn(keptSchema.parse(value));
}

/**
 * Rewrites inside `tx` where the chat is named as a place to speak in, or as one whose people belong together. Messages
 * keep the id that their chat had: the new one counts its messages anew, so that an old number would mean another.
 * Doing it again changes nothing more.
 */
export async function moveChat(
  tx: Pick<Repositories, 'conversations' | 'organisations' | 'settings'>,
  move: MovedChat,
): Promise<void> {
  const { platform, from, to } = move;
  if (from === to) return;
  await tx.conversations.moveChat(platform, from, to);
  await moveBinding(tx, move);
  await tx.settings.set(`${prefix}${platform}:${from}`, { platform, from, to });
}

async function moveBinding(
  { organisations }: Pick<Repositories, 'organisations'>,
  { platform, from, to }: MovedChat,
): Promise<void> {
  const [old, current] = [from, to].map((place) => ({ platform, scope: 'chat', place }) as const);
  const bound = await organisations.boundTo(old!);
  if (bound === null) return;
  if ((await organisations.boundTo(current!)) === null)
    await organisations.bind({ ...current!, organisationId: bound.id });
  await organisations.unbind(old!);
}

/** Says of every queue whose chat is configured by an id that it no longer has, what to write instead. */
export function warnOfOldIds(policy: DeskPolicy, logger: Logger): void {
  for (const { key, chats } of policy.queues.values()) {
    for (const { platform, chat } of chats) {
      const now = policy.movedChats.chatNow(platform, chat);
      if (now === chat) continue;
      const fields = { queue: key, platform, configured: chat, write: now };
      logger.warn(fields, `the chat of queue ${key} has another id now: write ${now} in place of ${chat}`);
    }
  }
}
