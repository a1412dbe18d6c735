// The bot's reactions to messages.
import { z } from 'zod';
import { existingMessage, reachableChat } from '../access.ts';
import { announceReaction } from '../announce.ts';
import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { boolean, chatId, integer, json } from '../params.ts';
import { isReactionEmoji } from '../reaction-emoji.ts';

const reactionType = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('emoji'), emoji: z.string() }),
  z.strictObject({ type: z.literal('custom_emoji'), custom_emoji_id: z.string() }),
  z.strictObject({ type: z.literal('paid') }),
]);

export const reactionMethods = {
  setMessageReaction: method(
    {
      chat_id: chatId,
      message_id: integer,
      reaction: json('reaction types', z.array(reactionType)).optional(),
      is_big: boolean.optional(),
    },
    (params, backend) => {
      const { world } = backend;
      const chat = reachableChat(world, params.chat_id, 'read');
      const message = existingMessage(chat, params.message_id, 'message to react');
      const after = (params.reaction ?? []).map((reaction) => {
        if (reaction.type !== 'emoji' || !isReactionEmoji(reaction.emoji))
          throw badRequest('REACTION_INVALID');
        return reaction.emoji;
      });
      if (after.length > 1) throw badRequest('REACTIONS_TOO_MANY');
      const before = message.reactions.get(world.bot.id) ?? [];
      message.reactions.set(world.bot.id, after);
      announceReaction(backend, chat, { messageId: params.message_id, by: world.bot, before, after });
      return true;
    },
  ),
};
