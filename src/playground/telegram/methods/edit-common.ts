// What every edit of the bot's messages shares: finding the message, refusing what changes nothing.
import { isDeepStrictEqual } from 'node:util';
import { existingMessage, reachableChat } from '../access.ts';
import { announceMessage } from '../announce.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { ChatState, StoredMessage } from '../chat-state.ts';
import { inlineReplyMarkup } from '../keyboard.ts';
import { chatId, integer } from '../params.ts';
import { renderMessage } from '../render.ts';
import { hasMedia } from '../transfer.ts';
import type { InlineKeyboardMarkup, Message } from '../wire.ts';

/** Parameters of every edit. Messages sent by inline mode are not emulated. */
export const editing = {
  chat_id: chatId,
  message_id: integer,
  reply_markup: inlineReplyMarkup.optional(),
};

export interface EditParams {
  readonly chat_id: number | string;
  readonly message_id: number;
  readonly reply_markup?: InlineKeyboardMarkup | undefined;
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/**
 * Changes the content by `change` and the buttons to those given (none, if none are given), and returns the
 * message. Throws "message to edit not found", "message can't be edited", "message is not modified…".
 */
export function editedMessage(
  backend: Backend,
  params: EditParams,
  change: (wire: Message) => Message,
): Message {
  const chat = reachableChat(backend.world, params.chat_id, 'write');
  const message = existingMessage(chat, params.message_id, 'message to edit');
  if (!isEditable(message, backend)) throw badRequest("message can't be edited");
  const { reply_markup: _, ...bare } = change(message.wire);
  const edited = { ...bare, ...(params.reply_markup && { reply_markup: params.reply_markup }) };
  if (isSame(edited, message.wire)) throw badRequest(NOT_MODIFIED);
  return replaceMessage(backend, chat, message, { ...edited, edit_date: backend.world.nowSeconds() });
}

function isEditable({ wire }: StoredMessage, { world }: Backend): boolean {
  const isContent = wire.text !== undefined || wire.caption !== undefined || hasMedia(wire);
  return wire.from?.id === world.bot.id && isContent && wire.forward_origin === undefined;
}

function isSame(a: Message, b: Message): boolean {
  return isDeepStrictEqual({ ...a, edit_date: 0 }, { ...b, edit_date: 0 });
}

function replaceMessage(backend: Backend, chat: ChatState, message: StoredMessage, wire: Message): Message {
  const replaced = { ...message, wire };
  chat.messages.set(wire.message_id, replaced);
  announceMessage(backend, chat, replaced, 'edited_message');
  return renderMessage(chat, replaced);
}
