// Whether the bot may do a thing in a chat: the checks every method begins with, in Telegram's words.
import { badRequest, forbidden } from './api-error.ts';
import {
  type AdminRights,
  type ChatState,
  isAdministrator,
  isIn,
  membershipOf,
  type StoredMessage,
} from './chat-state.ts';
import type { Person, World } from './world.ts';

/** `read` looks only; `write` also changes the chat, which one that was upgraded or blocked refuses. */
export type Access = 'read' | 'write';

/** The chat as far as the bot may reach it. Throws 400 "chat not found", 403, or the upgrade notice. */
export function reachableChat(world: World, chatId: number | string, access: Access): ChatState {
  const chat = findChat(world, chatId);
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.person !== undefined) checkPerson(world, world.person(chat.id), access);
  else checkGroup(world, chat, access);
  return chat;
}

function findChat(world: World, chatId: number | string): ChatState | undefined {
  if (typeof chatId === 'number') return world.chats.get(chatId);
  const handle = chatId.slice(1).toLowerCase();
  return [...world.chats.values()].find(
    (chat) => chat.person?.username?.toLowerCase() === handle && world.people.get(chat.id)?.started,
  );
}

function checkPerson(world: World, person: Person, access: Access): void {
  if (!person.started && !hasMet(world, person)) throw badRequest('chat not found');
  if (access === 'read') return;
  if (person.deactivated) throw forbidden('user is deactivated');
  if (!person.started) throw forbidden("bot can't initiate conversation with a user");
  if (person.blocked) throw forbidden('bot was blocked by the user');
}

/** The bot knows whoever it shares a group with. */
function hasMet(world: World, person: Person): boolean {
  const { id } = person.user;
  return [...world.chats.values()].some(
    (chat) => isIn(membershipOf(chat, world.bot.id)) && chat.members.has(id),
  );
}

function checkGroup(world: World, chat: ChatState, access: Access): void {
  const kind = chat.type === 'supergroup' ? 'supergroup' : 'group';
  if (chat.migratedToId !== undefined && access === 'write') {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedToId,
    });
  }
  const membership = membershipOf(chat, world.bot.id);
  if (membership.status === 'kicked') throw forbidden(`bot was kicked from the ${kind} chat`);
  if (!isIn(membership)) throw forbidden(`bot is not a member of the ${kind} chat`);
}

/** Whether the bot is an administrator with this right; in a private chat it needs none. */
export function botHasRight(world: World, chat: ChatState, right: keyof AdminRights): boolean {
  const membership = membershipOf(chat, world.bot.id);
  return chat.person !== undefined || (isAdministrator(membership) && membership.rights[right]);
}

/**
 * The topic to write in. A topic id means nothing to a group without topics, as with Telegram.
 * Throws "message thread not found" or "TOPIC_CLOSED".
 */
export function writableTopic(
  world: World,
  chat: ChatState,
  topicId: number | undefined,
): number | undefined {
  if (topicId === undefined || topicId === 0) return undefined;
  if (!chat.isForum && chat.person === undefined) return undefined;
  const topic = chat.topics.get(topicId);
  if (topic === undefined) throw badRequest('message thread not found');
  if (topic.closed && !botHasRight(world, chat, 'canManageTopics')) throw badRequest('TOPIC_CLOSED');
  return topic.id;
}

/** The message, or 400 "<what> not found". */
export function existingMessage(chat: ChatState, messageId: number, what: string): StoredMessage {
  const message = chat.messages.get(messageId);
  if (message === undefined) throw badRequest(`${what} not found`);
  return message;
}
