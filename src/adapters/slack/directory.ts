// Who is in which conversation, asked of Slack and believed for under a minute.
import { z } from 'zod';
import type { Clock, Directory } from '../../app/ports.ts';
import { SECOND_MS } from '../../domain/instant.ts';
import type { SlackClient } from './client.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { codeOf } from './failure.ts';

export interface SlackDirectory extends Directory {
  /** Told when somebody joined or left the conversation. */
  changed(chat: string): void;
}

const memberPage = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const pageSize = 500;
/** What Slack answers for a conversation that the app cannot see: nobody is known to be in it. */
const unseen = new Set<string | null>(['channel_not_found', 'not_in_channel']);

/** Throws the client's error where Slack does not answer: nobody is taken for a member, or for none, by guess. */
export function createDirectory(client: SlackClient, clock: Clock): SlackDirectory {
  const cache = createExpiringCache<ReadonlySet<string>>({
    clock,
    lifetimeMs: 50 * SECOND_MS,
    capacity: 500,
  });

  async function load(chat: string): Promise<ReadonlySet<string>> {
    const members = new Set<string>();
    let cursor: string | undefined;
    do {
      const answer = await client.conversations.members({
        channel: chat,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      const page = memberPage.parse(answer);
      for (const member of page.members) members.add(member);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return members;
  }

  return {
    async isMember(chat, userId) {
      try {
        return (await cache.get(chat, () => load(chat))).has(userId);
      } catch (error) {
        if (unseen.has(codeOf(error))) return false;
        throw error;
      }
    },
    changed: (chat) => cache.forget(chat),
  };
}
