// The bot about itself: who it is, its name and descriptions, its command menus.
import { z } from 'zod';
import { reachableChat } from '../access.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import { method } from '../method.ts';
import { chatId, integer, json, string } from '../params.ts';
import { codePoints } from '../text.ts';

const MOST_COMMANDS = 100;
const DESCRIPTION_LIMIT = 256;

const scope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({ type: z.literal('all_private_chats') }),
  z.strictObject({ type: z.literal('all_group_chats') }),
  z.strictObject({ type: z.literal('all_chat_administrators') }),
  z.strictObject({ type: z.literal('chat'), chat_id: chatId }),
  z.strictObject({ type: z.literal('chat_administrators'), chat_id: chatId }),
  z.strictObject({ type: z.literal('chat_member'), chat_id: chatId, user_id: integer }),
]);

const language = string.optional();
const audience = { scope: json('BotCommandScope', scope).optional(), language_code: language };
const command = z.strictObject({ command: z.string(), description: z.string() });
const commandList = json('commands', z.array(command));
const menuButton = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('commands') }),
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({
    type: z.literal('web_app'),
    text: z.string(),
    web_app: z.strictObject({ url: z.url({ protocol: /^https$/ }) }),
  }),
]);

/** The scope as a key, once the chat it names is known to exist. */
function scopeKey({ world }: Backend, given: z.output<typeof scope> | undefined): string {
  if (given === undefined) return 'default';
  if (!('chat_id' in given)) return given.type;
  const chat = reachableChat(world, given.chat_id, 'read');
  const key = `${given.type} ${chat.id}`;
  return 'user_id' in given ? `${key} ${given.user_id}` : key;
}

function languageCode(code: string | undefined): string {
  if (code === undefined || code === '' || /^[a-z]{2}$/.test(code)) return code ?? '';
  throw badRequest('invalid language code specified');
}

function checkCommand({ command, description }: z.output<typeof commandList>[number]): void {
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  const length = codePoints(description);
  if (length < 1 || length > DESCRIPTION_LIMIT) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
}

type TextKind = 'name' | 'description' | 'short_description';

/** How the texts about a bot are read back: the one for the language, else the common one. */
const getText = (kind: TextKind) =>
  method({ language_code: language }, (params, { profile, world }) => {
    const text = profile.text(kind, languageCode(params.language_code));
    return { [kind]: text ?? (kind === 'name' ? world.bot.first_name : '') };
  });

function setText(
  backend: Backend,
  kind: TextKind,
  most: number,
  text: string,
  code: string | undefined,
): true {
  if (codePoints(text) > most) throw badRequest(`${kind.replace('_', ' ')} is too long`);
  backend.profile.setText(kind, languageCode(code), text);
  return true;
}

export const profileMethods = {
  getMe: method({}, (_, { world, profile }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: !profile.privacyMode,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  })),

  setMyCommands: method({ ...audience, commands: commandList }, (params, backend) => {
    if (params.commands.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    params.commands.forEach(checkCommand);
    const code = languageCode(params.language_code);
    backend.profile.setCommands(scopeKey(backend, params.scope), code, params.commands);
    return true;
  }),

  getMyCommands: method(audience, (params, backend) =>
    backend.profile.commandsOf(scopeKey(backend, params.scope), languageCode(params.language_code)),
  ),

  deleteMyCommands: method(audience, (params, backend) => {
    backend.profile.deleteCommands(scopeKey(backend, params.scope), languageCode(params.language_code));
    return true;
  }),

  setMyName: method({ name: string.optional(), language_code: language }, (params, backend) =>
    setText(backend, 'name', 64, params.name ?? '', params.language_code),
  ),
  setMyDescription: method({ description: string.optional(), language_code: language }, (params, backend) =>
    setText(backend, 'description', 512, params.description ?? '', params.language_code),
  ),
  setMyShortDescription: method(
    { short_description: string.optional(), language_code: language },
    (params, backend) =>
      setText(backend, 'short_description', 120, params.short_description ?? '', params.language_code),
  ),
  getMyName: getText('name'),
  getMyDescription: getText('description'),
  getMyShortDescription: getText('short_description'),

  setChatMenuButton: method(
    { chat_id: integer.optional(), menu_button: json('menu button', menuButton).optional() },
    (params, { world, profile }) => {
      if (params.chat_id !== undefined) reachableChat(world, params.chat_id, 'read');
      profile.setMenuButton(params.chat_id, params.menu_button ?? { type: 'default' });
      return true;
    },
  ),
  getChatMenuButton: method({ chat_id: integer.optional() }, (params, { profile }) =>
    profile.menuButton(params.chat_id),
  ),
};
