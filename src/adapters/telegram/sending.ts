// Sends one message to a chat or topic.

import { type CallOptions, type TelegramApi, wireId } from './api.ts';
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
export function sendMessage(
  api: TelegramApi,
  target: Target,
  { html, markup }: OutgoingMessage,
): Promise<string> {
  const content = { text: html, ...textOptions, ...(markup !== null && { reply_markup: markup }) };
  return reopening(api, target, () => send(api, target, { method: 'sendMessage', content }));
}

/** The most that a caption may hold, in code points after markup. */
export const CAPTION_LIMIT = 1024;

/** Makes one call that sends; the parameters are those besides the target. */
export type Send = (method: string, content: object, options?: CallOptions) => Promise<string>;

/** Runs `work`, which sends a file, as `sendMessage` does with a text: once more after opening a closed topic. */
export function sendMedia(
  api: TelegramApi,
  target: Target,
  work: (send: Send) => Promise<string>,
): Promise<string> {
  return reopening(api, target, () =>
    work((method, content, options) => send(api, target, { method, content }, options)),
  );
}

/** Sends a PNG with a caption (HTML, '' for none) as `sendMessage` does a text. */
export function sendPicture(
  api: TelegramApi,
  target: Target,
  { png, caption }: { readonly png: Buffer; readonly caption: string },
): Promise<string> {
  const photo = { source: png, filename: 'timeline.png' };
  const words = caption === '' ? {} : { caption, parse_mode: 'HTML' };
  return sendMedia(api, target, (send) => send('sendPhoto', { photo, ...words }));
}

async function reopening(api: TelegramApi, target: Target, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (target.thread === null || !isRefusal(error, /TOPIC_CLOSED/)) throw error;
    await reopenTopic(api, target.chat, target.thread, error);
    return await work();
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

async function send(
  api: TelegramApi,
  { chat, thread, replyTo }: Target,
  { method, content }: { readonly method: string; readonly content: object },
  options?: CallOptions,
): Promise<string> {
  const params = {
    chat_id: wireId(chat),
    ...(thread !== null && { message_thread_id: Number(thread) }),
    ...content,
    ...(replyTo !== null && { reply_parameters: replyParameters(replyTo, method) }),
  };
  const sent = await api.call(method, params, options);
  return String(sentMessageSchema.parse(sent).message_id);
}

/** With a file the client would leave an object out, so there it goes as the JSON text that Telegram reads as well. */
function replyParameters(replyTo: string, method: string): object | string {
  const parameters = { message_id: Number(replyTo), allow_sending_without_reply: true };
  return method === 'sendMessage' ? parameters : JSON.stringify(parameters);
}
