// Delivers views and marks to Telegram chats and topics.
import { z } from 'zod';
import type { Address } from '../../app/inbound.ts';
import { type Messenger, MessengerError, type Posted } from '../../app/ports.ts';
import type { Mark } from '../../app/view.ts';
import { type TelegramApi, wireId } from './api.ts';
import { costsOf } from './costs.ts';
import { isRefusal } from './failure.ts';
import { PLATFORM } from './place.ts';
import { postFile } from './post-file.ts';
import { createProgressBook, type Progress } from './progress.ts';
import { remove } from './remove.ts';
import { type Rendered, render } from './render/render.ts';
import { codePoints } from './render/rich-text.ts';
import { sendMessage, textOptions } from './sending.ts';

const TOPIC_NAME_LIMIT = 128;

/** Only some emoji are reactions to Telegram. */
const REACTIONS: Readonly<Record<Mark, string>> = { received: '👀', note: '✍', reply: '🕊' };

/** The chat allows no such reaction, or the message is gone: nobody misses the mark. */
const UNMARKABLE = /REACTION|message to react not found|MESSAGE_ID_INVALID|message not found/i;

const topicSchema = z.object({ message_thread_id: z.number().int() });

export function createMessenger(api: TelegramApi): Messenger {
  const book = createProgressBook();

  /** Sends what of the messages has not been sent yet. */
  async function sendRest(address: Address, messages: Rendered, progress: Progress): Promise<Posted> {
    for (const { html, keyboard } of messages.slice(progress.messageIds.length)) {
      const id = await sendMessage(api, { ...address, replyTo: null }, { html, markup: keyboard });
      progress.messageIds.push(id);
    }
    const [messageId = ''] = progress.messageIds;
    return { chat: address.chat, thread: address.thread, messageId };
  }

  /** Remembers how far the delivery came while it is worth trying again. */
  async function resumable(
    deliveryId: string,
    work: (progress: Progress) => Promise<Posted>,
  ): Promise<Posted> {
    try {
      const posted = await work(book.of(deliveryId));
      book.forget(deliveryId);
      return posted;
    } catch (error) {
      if (!(error instanceof MessengerError) || error.failure.kind !== 'retry') book.forget(deliveryId);
      throw error;
    }
  }

  const post: Messenger['post'] = (address, view, { deliveryId }) =>
    resumable(deliveryId, (progress) => sendRest(address, render(view), progress));

  return {
    platform: PLATFORM,
    costs: ({ chat }, call) => costsOf(chat, call),
    openThread: (chat, title) => openTopic(api, chat, title),
    open: (chat, view, attempt) => post({ platform: PLATFORM, chat, thread: null }, view, attempt),
    post,
    postFile: async (address, file) => ({ messageId: await postFile(api, address, file), fileId: null }),
    edit: (address, messageId, view) => editMessage(api, address, messageId, render(view)),
    mark: (address, messageId, mark) => react(api, address, messageId, REACTIONS[mark]),
    remove: (address, message) => remove(api, address.chat, message),
    rename: (address, title) => renameTopic(api, address, title),
  };
}

/** The new topic's id; null where the chat has no topics: with a person, and in groups that are no forum. */
async function openTopic(api: TelegramApi, chat: string, title: string): Promise<string | null> {
  if (!chat.startsWith('-')) return null;
  const name = topicName(title);
  try {
    const topic = await api.call('createForumTopic', { chat_id: wireId(chat), name });
    return String(topicSchema.parse(topic).message_thread_id);
  } catch (error) {
    if (isRefusal(error, /not a forum|CHAT_NOT_FORUM/i)) return null;
    throw error;
  }
}

const topicName = (title: string): string => codePoints(title).slice(0, TOPIC_NAME_LIMIT).join('');

async function renameTopic(api: TelegramApi, { chat, thread }: Address, title: string): Promise<void> {
  if (thread === null) return;
  try {
    const topic = { chat_id: wireId(chat), message_thread_id: Number(thread) };
    await api.call('editForumTopic', { ...topic, name: topicName(title) });
  } catch (error) {
    if (!isRefusal(error, /TOPIC_NOT_MODIFIED/)) throw error;
  }
}

/** Edits the first message of what a view became; further ones keep what they say. */
async function editMessage(
  api: TelegramApi,
  address: Address,
  messageId: string,
  [first]: Rendered,
): Promise<void> {
  try {
    await api.call('editMessageText', {
      chat_id: wireId(address.chat),
      message_id: Number(messageId),
      text: first.html,
      ...textOptions,
      ...(first.keyboard !== null && { reply_markup: first.keyboard }),
    });
  } catch (error) {
    if (!isRefusal(error, /message is not modified/i)) throw error;
  }
}

async function react(api: TelegramApi, address: Address, messageId: string, emoji: string): Promise<void> {
  try {
    await api.call('setMessageReaction', {
      chat_id: wireId(address.chat),
      message_id: Number(messageId),
      reaction: [{ type: 'emoji', emoji }],
    });
  } catch (error) {
    if (!isRefusal(error, UNMARKABLE)) throw error;
  }
}
