// What the methods that put a message into a chat share: where, in answer to what, with which buttons.

import { reachableChat, writableTopic } from '../access.ts';
import { announceMessage } from '../announce.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { ChatState, StoredMessage } from '../chat-state.ts';
import type { ReplyMarkup } from '../keyboard.ts';
import { replyMarkup } from '../keyboard.ts';
import { boolean, chatId, integer, replyParameters } from '../params.ts';
import { addMessage } from '../posting.ts';
import { renderMessage } from '../render.ts';
import type { Content, Message } from '../wire.ts';

/** Parameters that say where a message goes. */
export const whereTo = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  disable_notification: boolean.optional(),
  protect_content: boolean.optional(),
};

/** Parameters of everything that is sent as one message. */
export const sending = {
  ...whereTo,
  reply_parameters: replyParameters.optional(),
  reply_markup: replyMarkup.optional(),
};

export interface SendingParams {
  readonly chat_id: number | string;
  readonly message_thread_id?: number | undefined;
  readonly protect_content?: boolean | undefined;
  readonly reply_parameters?: ReplyParams | undefined;
  readonly reply_markup?: ReplyMarkup | undefined;
}

interface ReplyParams {
  readonly message_id: number;
  readonly chat_id?: number | string | undefined;
  readonly allow_sending_without_reply?: boolean | undefined;
  readonly quote?: string | undefined;
  readonly quote_position?: number | undefined;
}

/** The place a message will stand in, once all that could refuse it has been asked. */
export interface Destination {
  readonly chat: ChatState;
  readonly topicId: number | undefined;
  readonly replyToId: number | undefined;
  readonly quote: Content['quote'];
}

/** Finds the destination and charges the rate limits for so many messages. */
export function destination(backend: Backend, params: SendingParams, messages = 1): Destination {
  const chat = reachableChat(backend.world, params.chat_id, 'write');
  const answered = answeredMessage(chat, params.reply_parameters);
  const topicId = params.message_thread_id ?? answered?.topicId;
  const writable = writableTopic(backend.world, chat, topicId);
  const quote = quotation(answered, params.reply_parameters);
  backend.limits.charge(chat, messages);
  return { chat, topicId: writable, replyToId: answered?.wire.message_id, quote };
}

function answeredMessage(chat: ChatState, reply: ReplyParams | undefined): StoredMessage | undefined {
  if (reply === undefined || reply.message_id <= 0) return undefined;
  if (reply.chat_id !== undefined && reply.chat_id !== chat.id) {
    throw badRequest('replies to another chat are not emulated (emulator)');
  }
  const message = chat.messages.get(reply.message_id);
  if (message === undefined && reply.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found');
  }
  return message;
}

function quotation(answered: StoredMessage | undefined, reply: ReplyParams | undefined): Content['quote'] {
  if (answered === undefined || reply?.quote === undefined || reply.quote === '') return undefined;
  const position = (answered.wire.text ?? answered.wire.caption ?? '').indexOf(reply.quote);
  if (position < 0) throw badRequest('QUOTE_TEXT_INVALID');
  return { text: reply.quote, position, is_manual: true };
}

/** Sends one message as the bot and returns it as the Bot API does. */
export function sendAsBot(backend: Backend, params: SendingParams, content: Content): Message {
  return postAsBot(backend, destination(backend, params), params, content);
}

/** Puts one message of the bot where it was found to go. */
export function postAsBot(
  backend: Backend,
  { chat, topicId, replyToId, quote }: Destination,
  params: SendingParams,
  content: Content,
): Message {
  const message = addMessage(backend.world, chat, {
    from: backend.world.bot,
    content: {
      ...content,
      ...(params.protect_content === true && { has_protected_content: true }),
      ...(quote !== undefined && { quote }),
    },
    replyToId,
    topicId,
    replyMarkup: params.reply_markup?.inline,
    clientMarkup: params.reply_markup?.client,
  });
  announceMessage(backend, chat, message);
  return renderMessage(chat, message);
}
