// Sends one message to a chat or topic.

import { type TelegramApi, wireId } from './api.ts';
import { isRefusal } from './failure.ts';
import type { InlineKeyboard } from './render/keyboard.ts';
import { sentMessageSchema } from './wire.ts';

export interface Target {
  readonly chat: string;
  readonly thread: string | null;
  /** The message answered; one that is gone is no obstacle. */
  readonly replyTo: string | null;
}

export interface OutgoingMessage {
  readonly html: string;
  readonly markup: InlineKeyboard | ForceReply | null;
}

export interface ForceReply {
  readonly force_reply: true;
  readonly selective: true;
  readonly input_field_placeholder: string;
}

/** What every text of the desk is sent or edited with. */
export const textOptions = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

/** Sends and gives the message's id. A topic that somebody closed is opened again, once. Throws `MessengerError`. */
export async function sendMessage(
  api: TelegramApi,
  target: Target,
  message: OutgoingMessage,
): Promise<string> {
  try {
    return await send(api, target, message);
  } catch (error) {
    if (target.thread === null || !isRefusal(error, /TOPIC_CLOSED/)) throw error;
    await reopenTopic(api, target.chat, target.thread, error);
    return await send(api, target, message);
  }
}

/** Throws `closed` where the bot may not reopen the topic, so that it counts as gone. */
async function reopenTopic(api: TelegramApi, chat: string, thread: string, closed: unknown): Promise<void> {
  try {
    await api.call('reopenForumTopic', { chat_id: wireId(chat), message_thread_id: Number(thread) });
  } catch (error) {
    // Somebody else was faster.
    if (isRefusal(error, /TOPIC_NOT_MODIFIED/)) return;
    throw isRefusal(error, /not enough rights/i) ? closed : error;
  }
}

async function send(api: TelegramApi, target: Target, { html, markup }: OutgoingMessage): Promise<string> {
  const sent = await api.call('sendMessage', {
    chat_id: wireId(target.chat),
    ...(target.thread !== null && { message_thread_id: Number(target.thread) }),
    text: html,
    ...textOptions,
    ...(target.replyTo !== null && {
      reply_parameters: { message_id: Number(target.replyTo), allow_sending_without_reply: true },
    }),
    ...(markup !== null && { reply_markup: markup }),
  });
  return String(sentMessageSchema.parse(sent).message_id);
}
