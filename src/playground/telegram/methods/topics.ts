// Forum topics: creating, renaming, closing, reopening, deleting.
import { botHasRight, reachableChat } from '../access.ts';
import { announceMessage } from '../announce.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { ChatState, Topic } from '../chat-state.ts';
import { method } from '../method.ts';
import { chatId, integer, string } from '../params.ts';
import { addMessage, addTopic, removeTopic } from '../posting.ts';
import { codePoints } from '../text.ts';
import type { ServiceContent } from '../wire.ts';

const NAME_LIMIT = 128;
/** The colours Telegram offers for a topic's icon, as RGB numbers; others are refused. */
const ICON_COLORS: readonly number[] = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047];
const DEFAULT_ICON_COLOR = 7322096;

const ofTopic = { chat_id: chatId, message_thread_id: integer };

function forum(backend: Backend, chat_id: number | string): ChatState {
  const chat = reachableChat(backend.world, chat_id, 'write');
  if (!chat.isForum) throw badRequest('the chat is not a forum');
  return chat;
}

function requireRight(backend: Backend, chat: ChatState, what: string): void {
  if (botHasRight(backend.world, chat, 'canManageTopics')) return;
  throw badRequest(`not enough rights to ${what}`);
}

function existingTopic(chat: ChatState, topicId: number): Topic {
  const topic = chat.topics.get(topicId);
  if (topic === undefined) throw badRequest('TOPIC_ID_INVALID');
  return topic;
}

function topicName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw badRequest('TOPIC_TITLE_EMPTY');
  if (codePoints(trimmed) > NAME_LIMIT) throw badRequest('TOPIC_TITLE_TOO_LONG');
  return trimmed;
}

function notice(backend: Backend, chat: ChatState, topic: Topic, content: ServiceContent): true {
  const message = addMessage(backend.world, chat, { from: backend.world.bot, content, topicId: topic.id });
  announceMessage(backend, chat, message);
  return true;
}

/** Whether the bot may change this topic: its own it always may. */
function requireTopicRight(backend: Backend, chat: ChatState, topic: Topic, what: string): void {
  if (topic.creatorId !== backend.world.bot.id) requireRight(backend, chat, what);
}

function setClosed(backend: Backend, chat_id: number | string, topicId: number, closed: boolean): true {
  const chat = forum(backend, chat_id);
  const topic = existingTopic(chat, topicId);
  requireTopicRight(backend, chat, topic, 'close or open the topic');
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.closed = closed;
  return notice(backend, chat, topic, closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} });
}

export const topicMethods = {
  createForumTopic: method(
    {
      chat_id: chatId,
      name: string,
      icon_color: integer.optional(),
      icon_custom_emoji_id: string.optional(),
    },
    (params, backend) => {
      const chat = forum(backend, params.chat_id);
      requireRight(backend, chat, 'create a topic');
      const iconColor = params.icon_color ?? DEFAULT_ICON_COLOR;
      if (!ICON_COLORS.includes(iconColor)) throw badRequest('invalid icon_color specified');
      const iconEmojiId = params.icon_custom_emoji_id;
      const name = topicName(params.name);
      backend.limits.charge(chat);
      const { topic, message } = addTopic(backend.world, chat, {
        name,
        iconColor,
        iconEmojiId,
        by: backend.world.bot,
      });
      announceMessage(backend, chat, message);
      const icon = iconEmojiId === undefined ? {} : { icon_custom_emoji_id: iconEmojiId };
      return { message_thread_id: topic.id, name, icon_color: iconColor, ...icon };
    },
  ),

  editForumTopic: method(
    { ...ofTopic, name: string.optional(), icon_custom_emoji_id: string.optional() },
    (params, backend) => {
      const chat = forum(backend, params.chat_id);
      const topic = existingTopic(chat, params.message_thread_id);
      requireTopicRight(backend, chat, topic, 'edit the topic');
      const name = params.name === undefined || params.name === '' ? topic.name : topicName(params.name);
      const iconEmojiId = params.icon_custom_emoji_id ?? topic.iconEmojiId;
      const renamed = name !== topic.name;
      const redrawn = iconEmojiId !== topic.iconEmojiId;
      if (!renamed && !redrawn) throw badRequest('TOPIC_NOT_MODIFIED');
      Object.assign(topic, { name, iconEmojiId });
      const changes = { ...(renamed && { name }), ...(redrawn && { icon_custom_emoji_id: iconEmojiId }) };
      return notice(backend, chat, topic, { forum_topic_edited: changes });
    },
  ),

  closeForumTopic: method(ofTopic, (params, backend) =>
    setClosed(backend, params.chat_id, params.message_thread_id, true),
  ),

  reopenForumTopic: method(ofTopic, (params, backend) =>
    setClosed(backend, params.chat_id, params.message_thread_id, false),
  ),

  deleteForumTopic: method(ofTopic, (params, backend) => {
    const chat = forum(backend, params.chat_id);
    const topic = existingTopic(chat, params.message_thread_id);
    if (!botHasRight(backend.world, chat, 'canDeleteMessages')) {
      throw badRequest('not enough rights to delete the topic');
    }
    removeTopic(backend.world, chat, topic.id);
    return true;
  }),

  getForumTopicIconStickers: method({}, () => []),
};
