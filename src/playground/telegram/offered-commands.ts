// Which of the command menus that the bot has set a person's client offers in a chat.
import type { BotCommand, BotProfile } from './bot-profile.ts';
import type { ChatState } from './chat-state.ts';
import type { User } from './wire.ts';

/** The chat's own menu goes before that of its kind, and the person's language before the menu for everybody. */
export function offeredCommands(profile: BotProfile, chat: ChatState, user: User): readonly BotCommand[] {
  const kind = chat.person === undefined ? 'all_group_chats' : 'all_private_chats';
  const menus = [`chat ${chat.id}`, kind, 'default'].flatMap((scope) =>
    [user.language_code ?? '', ''].map((language) => profile.commandsOf(scope, language)),
  );
  return menus.find((menu) => menu.length > 0) ?? [];
}
