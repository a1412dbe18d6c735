// Who is an agent: whoever is a member of a queue's chat, asked of the platform itself.
import type { QueueKey } from '../domain/ticket.ts';
import type { DeskPolicy } from './policy.ts';
import type { Person, Platforms } from './ports.ts';

interface AgentParts {
  readonly policy: DeskPolicy;
  readonly platforms: Platforms;
}

/** Whether the person is an agent of the queue now, by any of their identities. Asks the platforms: not for use in a transaction. */
export async function isAgentOf(
  { policy, platforms }: AgentParts,
  person: Person,
  queue: QueueKey,
): Promise<boolean> {
  for (const { platform, chat } of policy.queues.get(queue)?.chats ?? []) {
    const directory = platforms.get(platform)?.directory;
    const now = policy.movedChats.chatNow(platform, chat);
    for (const identity of person.identities) {
      if (identity.platform === platform && (await directory?.isMember(now, identity.userId))) return true;
    }
  }
  return false;
}

/** The queues that the person is an agent of now. */
export async function queuesOf(parts: AgentParts, person: Person): Promise<readonly QueueKey[]> {
  const queues: QueueKey[] = [];
  for (const queue of parts.policy.queues.keys()) {
    if (await isAgentOf(parts, person, queue)) queues.push(queue);
  }
  return queues;
}

/** Whether the person is an agent of any queue but this one. */
export async function isAgentElsewhere(parts: AgentParts, person: Person, queue: QueueKey): Promise<boolean> {
  for (const other of parts.policy.queues.keys()) {
    if (other !== queue && (await isAgentOf(parts, person, other))) return true;
  }
  return false;
}

/** The queue that a chat belongs to; null for any other chat. */
export function queueAt(policy: DeskPolicy, platform: string, chat: string): QueueKey | null {
  const { chatNow } = policy.movedChats;
  const now = chatNow(platform, chat);
  for (const { key, chats } of policy.queues.values()) {
    if (chats.some((each) => each.platform === platform && chatNow(platform, each.chat) === now)) return key;
  }
  return null;
}
