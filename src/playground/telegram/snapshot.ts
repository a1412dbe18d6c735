// What one person sees in their Telegram client, as plain data for a page that draws it.
import { type ChatState, chatOnWire, isIn, membershipOf, type StoredMessage } from './chat-state.ts';
import { renderMessage } from './render.ts';
import type { Chat, Message } from './wire.ts';
import type { World } from './world.ts';

export interface MessageView {
  readonly message: Message;
  /** Reaction emoji with how many people chose each. */
  readonly reactions: Readonly<Record<string, number>>;
  /** A reply keyboard or forced reply that came with it. */
  readonly clientMarkup?: Readonly<Record<string, unknown>>;
}

export interface TopicView {
  readonly id: number;
  readonly name: string;
  readonly closed: boolean;
}

export interface ChatView {
  readonly chat: Chat;
  readonly topics: readonly TopicView[];
  readonly messages: readonly MessageView[];
}

export interface Snapshot {
  readonly userId: number;
  readonly started: boolean;
  readonly blocked: boolean;
  readonly chats: readonly ChatView[];
}

/** All chats that the person is in, the private one with the bot first. */
export function snapshotFor(world: World, userId: number): Snapshot {
  const { started, blocked } = world.person(userId);
  const groups = [...world.chats.values()].filter(
    (chat) => chat.person === undefined && isIn(membershipOf(chat, userId)),
  );
  const chats = [world.chat(userId), ...groups].map(chatView);
  return { userId, started, blocked, chats };
}

function chatView(chat: ChatState): ChatView {
  const topics = [...chat.topics.values()].map(({ id, name, closed }) => ({ id, name, closed }));
  const messages = [...chat.messages.values()].map((message) => messageView(chat, message));
  return { chat: chatOnWire(chat), topics, messages };
}

function messageView(chat: ChatState, stored: StoredMessage): MessageView {
  const reactions: Record<string, number> = {};
  for (const emoji of [...stored.reactions.values()].flat()) reactions[emoji] = (reactions[emoji] ?? 0) + 1;
  const { clientMarkup } = stored;
  return { message: renderMessage(chat, stored), reactions, ...(clientMarkup && { clientMarkup }) };
}
