// Looking at chats and their members, leaving, pinning.
import { botHasRight, existingMessage, reachableChat } from '../access.ts';
import { announceMembership, announceMessage } from '../announce.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import { type ChatState, chatOnWire, isAdministrator, isIn, membershipOf, NO_RIGHTS } from '../chat-state.ts';
import { memberOnWire } from '../member-wire.ts';
import { method } from '../method.ts';
import { boolean, chatId, integer } from '../params.ts';
import { addMessage } from '../posting.ts';
import { renderMessage } from '../render.ts';
import type { User } from '../wire.ts';
import type { World } from '../world.ts';

const ofChat = { chat_id: chatId };

function userById(world: World, userId: number): User {
  const user = userId === world.bot.id ? world.bot : world.people.get(userId)?.user;
  if (user === undefined) throw badRequest('PARTICIPANT_ID_INVALID');
  return user;
}

/** ChatFullInfo of the Bot API. */
function fullInfo(chat: ChatState): Record<string, unknown> {
  const pinnedId = chat.pinned[0];
  const pinned = pinnedId === undefined ? undefined : chat.messages.get(pinnedId);
  const gifts = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false };
  return {
    ...chatOnWire(chat),
    accent_color_id: Math.abs(chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: { ...gifts, premium_subscription: false, gifts_from_channels: false },
    ...(pinned && { pinned_message: renderMessage(chat, pinned) }),
  };
}

function leave(backend: Backend, chat: ChatState): void {
  const { world } = backend;
  const before = membershipOf(chat, world.bot.id);
  const after = { status: 'left', rights: NO_RIGHTS, isAnonymous: false } as const;
  chat.members.set(world.bot.id, after);
  announceMembership(backend, chat, { by: world.bot, of: world.bot, before, after });
}

export const chatMethods = {
  getChat: method(ofChat, (params, { world }) => fullInfo(reachableChat(world, params.chat_id, 'read'))),

  getChatMember: method({ ...ofChat, user_id: integer }, (params, { world }) => {
    const chat = reachableChat(world, params.chat_id, 'read');
    const user = userById(world, params.user_id);
    if (chat.person === undefined) return memberOnWire(user, membershipOf(chat, user.id));
    if (user.id !== chat.id && user.id !== world.bot.id) throw badRequest('member not found');
    return { status: 'member', user };
  }),

  getChatAdministrators: method({ ...ofChat, return_bots: boolean.optional() }, (params, { world }) => {
    const chat = reachableChat(world, params.chat_id, 'read');
    if (chat.person !== undefined) throw badRequest('there are no administrators in the private chat');
    const administrators = [...chat.members].filter(
      ([id, member]) => isAdministrator(member) && (id !== world.bot.id || params.return_bots === true),
    );
    return administrators.map(([id, member]) => memberOnWire(userById(world, id), member));
  }),

  getChatMemberCount: method(ofChat, (params, { world }) => {
    const chat = reachableChat(world, params.chat_id, 'read');
    return chat.person !== undefined ? 2 : [...chat.members.values()].filter(isIn).length;
  }),

  leaveChat: method(ofChat, (params, backend) => {
    const chat = reachableChat(backend.world, params.chat_id, 'read');
    if (chat.person !== undefined) throw badRequest("can't leave a private chat");
    leave(backend, chat);
    return true;
  }),

  pinChatMessage: method(
    { ...ofChat, message_id: integer, disable_notification: boolean.optional() },
    (params, backend) => {
      const { world } = backend;
      const chat = reachableChat(world, params.chat_id, 'write');
      const message = existingMessage(chat, params.message_id, 'message to pin');
      requirePinRight(world, chat);
      if (chat.pinned.includes(params.message_id)) return true;
      chat.pinned.unshift(params.message_id);
      const { reply_to_message: _, ...pinned } = renderMessage(chat, message);
      const { topicId } = message;
      const notice = addMessage(world, chat, {
        from: world.bot,
        content: { pinned_message: pinned },
        topicId,
      });
      announceMessage(backend, chat, notice);
      return true;
    },
  ),

  unpinChatMessage: method({ ...ofChat, message_id: integer.optional() }, (params, { world }) => {
    const chat = reachableChat(world, params.chat_id, 'write');
    requirePinRight(world, chat);
    const index = params.message_id === undefined ? 0 : chat.pinned.indexOf(params.message_id);
    if (index < 0 || chat.pinned[index] === undefined) throw badRequest('message to unpin not found');
    chat.pinned.splice(index, 1);
    return true;
  }),
};

function requirePinRight(world: World, chat: ChatState): void {
  if (botHasRight(world, chat, 'canPinMessages')) return;
  throw badRequest('not enough rights to manage pinned messages in the chat');
}
