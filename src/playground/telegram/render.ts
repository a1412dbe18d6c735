// How a kept message reads on the wire now: with its topic and the message it answers.
import { type ChatState, chatOnWire, type StoredMessage } from './chat-state.ts';
import type { Message } from './wire.ts';

/**
 * The message as the Bot API shows it. In a topic everything answers something: what nothing else is answered
 * by answers the topic's first message. The answered message comes without what it answers itself.
 */
export function renderMessage(chat: ChatState, message: StoredMessage): Message {
  const answered = answeredMessage(chat, message);
  const rendered = { ...message.wire, ...threadFields(chat, message), chat: chatOnWire(chat) };
  if (answered === undefined) return rendered;
  const reply = { ...answered.wire, ...threadFields(chat, answered), chat: chatOnWire(chat) };
  return { ...rendered, reply_to_message: reply };
}

function answeredMessage(chat: ChatState, message: StoredMessage): StoredMessage | undefined {
  const answered = message.replyToId === undefined ? undefined : chat.messages.get(message.replyToId);
  if (answered !== undefined || message.topicId === undefined) return answered;
  return message.topicId === message.wire.message_id ? undefined : chat.messages.get(message.topicId);
}

function threadFields(chat: ChatState, message: StoredMessage): Partial<Message> {
  if (message.topicId !== undefined) return { message_thread_id: message.topicId, is_topic_message: true };
  const root = chat.type === 'supergroup' && !chat.isForum ? threadRoot(chat, message) : undefined;
  return root === undefined ? {} : { message_thread_id: root };
}

/** In a supergroup without topics, answers form a thread under the message first answered. */
function threadRoot(chat: ChatState, message: StoredMessage): number | undefined {
  let root: number | undefined;
  for (let next = message.replyToId; next !== undefined; next = chat.messages.get(next)?.replyToId)
    root = next;
  return root;
}
