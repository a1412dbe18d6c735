// What the bot is told of what happens: who sees which update, by privacy mode, rights and membership.
import type { Announcer } from './backend.ts';
import type { StoredMessage } from './chat-state.ts';
import {
  type ChatState,
  chatOnWire,
  isAdministrator,
  isIn,
  type Membership,
  membershipOf,
} from './chat-state.ts';
import { memberOnWire } from './member-wire.ts';
import { renderMessage } from './render.ts';
import type { MessageEntity, User } from './wire.ts';

/** Tells the bot of a new or edited message, if it may see it. Its own messages do not come back to it. */
export function announceMessage(
  { world, updates, profile }: Announcer,
  chat: ChatState,
  message: StoredMessage,
  kind: 'message' | 'edited_message' = 'message',
): void {
  const sees = maySee(chat, message, world.bot, profile.privacyMode);
  if (sees) updates.add(kind, renderMessage(chat, message), `message ${chat.id}`);
  world.changed({ kind: kind === 'message' ? 'message' : 'edit', chatId: chat.id });
}

function maySee(chat: ChatState, message: StoredMessage, bot: User, privacyMode: boolean): boolean {
  const { wire } = message;
  if (chat.person !== undefined) return wire.from?.id !== bot.id || wire.pinned_message !== undefined;
  const leaving = wire.left_chat_member?.id === bot.id;
  if (!leaving && !isIn(membershipOf(chat, bot.id))) return false;
  if (isService(message)) return true;
  if (wire.from?.id === bot.id) return false;
  if (!privacyMode || isAdministrator(membershipOf(chat, bot.id))) return true;
  return isAddressed(chat, message, bot);
}

/** Whether it tells of the chat itself. Telegram sends these to the bot even where the bot caused them. */
function isService({ wire }: StoredMessage): boolean {
  return (
    wire.new_chat_members !== undefined ||
    wire.left_chat_member !== undefined ||
    wire.migrate_to_chat_id !== undefined ||
    wire.migrate_from_chat_id !== undefined ||
    wire.pinned_message !== undefined ||
    wire.forum_topic_created !== undefined ||
    wire.forum_topic_edited !== undefined ||
    wire.forum_topic_closed !== undefined ||
    wire.forum_topic_reopened !== undefined
  );
}

/** Whether privacy mode lets it through: a command, a mention of the bot, or an answer to it. */
function isAddressed(chat: ChatState, message: StoredMessage, bot: User): boolean {
  const answered = message.replyToId === undefined ? undefined : chat.messages.get(message.replyToId);
  if (answered?.wire.from?.id === bot.id) return true;
  const { text = '', entities = [], caption = '', caption_entities = [] } = message.wire;
  const inText = entities.some((entity) => names(entity, text, bot));
  return inText || caption_entities.some((entity) => names(entity, caption, bot));
}

function names(entity: MessageEntity, text: string, bot: User): boolean {
  const words = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
  const handle = `@${bot.username ?? ''}`.toLowerCase();
  if (entity.type === 'mention') return words === handle;
  if (entity.type === 'bot_command') return !words.includes('@') || words.endsWith(handle);
  return entity.type === 'text_mention' && entity.user?.id === bot.id;
}

/** Tells of a change of somebody's standing: the bot's own always, others' only to an administrator. */
export function announceMembership(
  { world, updates }: Announcer,
  chat: ChatState,
  change: { by: User; of: User; before: Membership; after: Membership },
): void {
  const payload = {
    chat: chatOnWire(chat),
    from: change.by,
    date: world.nowSeconds(),
    old_chat_member: memberOnWire(change.of, change.before),
    new_chat_member: memberOnWire(change.of, change.after),
  };
  if (change.of.id === world.bot.id) updates.add('my_chat_member', payload, `bot in ${chat.id}`);
  else if (isAdministrator(membershipOf(chat, world.bot.id))) {
    updates.add('chat_member', payload, `member ${change.of.id}`);
  }
  world.changed({ kind: 'members', chatId: chat.id });
}

/** Tells of a reaction, where the bot is an administrator or in its private chat. */
export function announceReaction(
  { world, updates }: Announcer,
  chat: ChatState,
  change: { messageId: number; by: User; before: readonly string[]; after: readonly string[] },
): void {
  const mayKnow = chat.person !== undefined || isAdministrator(membershipOf(chat, world.bot.id));
  if (mayKnow && change.by.id !== world.bot.id) {
    const payload = {
      chat: chatOnWire(chat),
      message_id: change.messageId,
      user: change.by,
      date: world.nowSeconds(),
      old_reaction: change.before.map((emoji) => ({ type: 'emoji' as const, emoji })),
      new_reaction: change.after.map((emoji) => ({ type: 'emoji' as const, emoji })),
    };
    updates.add('message_reaction', payload, `reaction ${chat.id}`);
  }
  world.changed({ kind: 'reaction', chatId: chat.id });
}
