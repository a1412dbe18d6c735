// Answering presses of inline buttons, and showing that the bot is busy.
import { reachableChat, writableTopic } from '../access.ts';
import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { boolean, chatId, integer, string } from '../params.ts';
import { codePoints } from '../text.ts';

const ANSWER_LIMIT = 200;

const CHAT_ACTIONS: ReadonlySet<string> = new Set(
  [
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document',
    'choose_sticker find_location record_video_note upload_video_note',
  ]
    .join(' ')
    .split(' '),
);

export const callbackMethods = {
  answerCallbackQuery: method(
    {
      callback_query_id: string,
      text: string.optional(),
      show_alert: boolean.optional(),
      url: string.optional(),
      cache_time: integer.optional(),
    },
    (params, { callbacks }) => {
      if (codePoints(params.text ?? '') > ANSWER_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
      const answer = { text: params.text, showAlert: params.show_alert ?? false, url: params.url };
      if (!callbacks.answer(params.callback_query_id, answer)) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      return true;
    },
  ),

  sendChatAction: method(
    { chat_id: chatId, message_thread_id: integer.optional(), action: string },
    (params, { world }) => {
      if (!CHAT_ACTIONS.has(params.action)) throw badRequest('wrong parameter action in request');
      const chat = reachableChat(world, params.chat_id, 'write');
      writableTopic(world, chat, params.message_thread_id);
      return true;
    },
  ),
};
