// Deleting messages, within the two days that Telegram allows a bot.
import { z } from 'zod';
import { botHasRight, existingMessage, reachableChat } from '../access.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { ChatState, StoredMessage } from '../chat-state.ts';
import { method } from '../method.ts';
import { chatId, integer, json } from '../params.ts';
import { removeMessage } from '../posting.ts';

const DELETABLE_FOR_SECONDS = 48 * 60 * 60;

/** Telegram's reason why the bot may not delete it, or undefined. */
function obstacle({ world }: Backend, chat: ChatState, { wire }: StoredMessage): string | undefined {
  const isOld = world.nowSeconds() - wire.date >= DELETABLE_FOR_SECONDS;
  if (chat.person !== undefined) return isOld ? "message can't be deleted for everyone" : undefined;
  const mayDelete = wire.from?.id === world.bot.id || botHasRight(world, chat, 'canDeleteMessages');
  return isOld || !mayDelete || wire.forum_topic_created !== undefined
    ? "message can't be deleted"
    : undefined;
}

export const deletionMethods = {
  deleteMessage: method({ chat_id: chatId, message_id: integer }, (params, backend) => {
    const chat = reachableChat(backend.world, params.chat_id, 'write');
    const message = existingMessage(chat, params.message_id, 'message to delete');
    const reason = obstacle(backend, chat, message);
    if (reason !== undefined) throw badRequest(reason);
    removeMessage(backend.world, chat, params.message_id);
    return true;
  }),

  deleteMessages: method(
    { chat_id: chatId, message_ids: json('message identifiers', z.array(integer).min(1).max(100)) },
    (params, backend) => {
      const chat = reachableChat(backend.world, params.chat_id, 'write');
      const found = params.message_ids.flatMap((id) => chat.messages.get(id) ?? []);
      for (const message of found) {
        const reason = obstacle(backend, chat, message);
        if (reason !== undefined) throw badRequest(reason);
      }
      for (const { wire } of found) removeMessage(backend.world, chat, wire.message_id);
      return true;
    },
  ),
};
