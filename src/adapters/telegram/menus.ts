// Tells Telegram which commands to offer, to whom and in which language.
import type { Language, Logger } from '../../app/ports.ts';
import { type TelegramApi, wireId } from './api.ts';
import { patiently, type Wait } from './wait.ts';

export interface MenuCommand {
  /** As the catalogue has it, with hyphens. */
  readonly verb: string;
  /** 1–256 characters each. */
  readonly description: Readonly<Record<Language, string>>;
  /** Shown in chats with the bot alone, or in the agents' groups; a command for both is listed twice. */
  readonly scope: 'requesters' | 'agents';
}

/** Sets the menu of private chats and of each agents' chat. What Telegram refuses is logged: the desk works without. */
export async function setMenus(parts: {
  readonly api: TelegramApi;
  readonly commands: readonly MenuCommand[];
  readonly agentChats: readonly string[];
  readonly wait: Wait;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { api, commands, agentChats, wait, logger, signal } = parts;
  const chatScopes = agentChats.map((chat) => ({ type: 'chat', chat_id: wireId(chat) }));
  const scopes = [{ type: 'all_private_chats' }, ...chatScopes];
  const menus = scopes.flatMap((scope) => {
    const audience = scope.type === 'chat' ? 'agents' : 'requesters';
    const offered = commands.filter((command) => command.scope === audience);
    return LOCALES.map(({ language, code }) => ({
      commands: menuOf(offered, language),
      scope,
      ...(code !== null && { language_code: code }),
    }));
  });
  for (const menu of menus) {
    if (menu.commands.length === 0 || signal.aborted) continue;
    try {
      await patiently(wait, () => api.call('setMyCommands', menu, { signal }), signal);
    } catch (error) {
      logger.warn({ err: error, scope: menu.scope }, 'a command menu could not be set');
    }
  }
}

/** Without a language code the menu is for everybody who has no other. */
const LOCALES: readonly { readonly language: Language; readonly code: string | null }[] = [
  { language: 'en', code: null },
  { language: 'ru', code: 'ru' },
];

/** Telegram knows no hyphens in commands. */
function menuOf(
  commands: readonly MenuCommand[],
  language: Language,
): { command: string; description: string }[] {
  return commands.map(({ verb, description }) => ({
    command: verb.replaceAll('-', '_'),
    description: description[language],
  }));
}
