// Putting messages into chats: by people and by the bot alike.
import { type ChatState, chatOnWire, type StoredMessage, type Topic } from './chat-state.ts';
import type { Chat, Content, InlineKeyboardMarkup, User } from './wire.ts';
import type { World } from './world.ts';

export interface NewMessage {
  readonly from: User;
  /** The chat in whose name it is written, where the author is anonymous. */
  readonly senderChat?: Chat | undefined;
  readonly content: Content;
  readonly replyToId?: number | undefined;
  readonly topicId?: number | undefined;
  readonly replyMarkup?: InlineKeyboardMarkup | undefined;
  readonly clientMarkup?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds a message under the chat's next id, dated now. Telling the bot of it is announce.ts's. */
export function addMessage(world: World, chat: ChatState, message: NewMessage): StoredMessage {
  chat.lastMessageId += 1;
  const stored: StoredMessage = {
    wire: {
      message_id: chat.lastMessageId,
      from: message.from,
      ...(message.senderChat && { sender_chat: message.senderChat }),
      chat: chatOnWire(chat),
      date: world.nowSeconds(),
      ...message.content,
      ...(message.replyMarkup && { reply_markup: message.replyMarkup }),
    },
    replyToId: message.replyToId,
    topicId: message.topicId,
    clientMarkup: message.clientMarkup,
    reactions: new Map(),
  };
  chat.messages.set(stored.wire.message_id, stored);
  world.posted(chat, stored);
  return stored;
}

/** Opens a topic: its first message, a service message, gives it its id. */
export function addTopic(
  world: World,
  chat: ChatState,
  topic: { name: string; iconColor: number; iconEmojiId?: string | undefined; by: User },
): { topic: Topic; message: StoredMessage } {
  const id = chat.lastMessageId + 1;
  const { name, iconColor, iconEmojiId, by } = topic;
  const icon = iconEmojiId === undefined ? {} : { icon_custom_emoji_id: iconEmojiId };
  const content = { forum_topic_created: { name, icon_color: iconColor, ...icon } };
  const message = addMessage(world, chat, { from: by, content, topicId: id });
  const created = { id, creatorId: by.id, name, iconColor, iconEmojiId, closed: false };
  chat.topics.set(id, created);
  return { topic: created, message };
}

/** Takes a message out of the chat, and off the pins. */
export function removeMessage(world: World, chat: ChatState, messageId: number): void {
  chat.messages.delete(messageId);
  const pin = chat.pinned.indexOf(messageId);
  if (pin >= 0) chat.pinned.splice(pin, 1);
  world.changed({ kind: 'delete', chatId: chat.id });
}

/** Deletes a topic with everything in it. The bot is not told: Telegram has no update for it. */
export function removeTopic(world: World, chat: ChatState, topicId: number): void {
  chat.topics.delete(topicId);
  for (const [id, message] of chat.messages) if (message.topicId === topicId) removeMessage(world, chat, id);
  world.changed({ kind: 'topic', chatId: chat.id });
}
