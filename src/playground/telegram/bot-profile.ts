// What the bot has told Telegram about itself: names, descriptions, command menus, privacy mode.

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

export class BotProfile {
  /** In groups where it is no administrator, the bot then sees only what is addressed to it. */
  privacyMode: boolean;
  /** Texts by kind and language code ('' for everybody). */
  private readonly texts = new Map<string, string>();
  private readonly commands = new Map<string, readonly BotCommand[]>();
  private readonly menuButtons = new Map<number | undefined, unknown>();

  constructor(privacyMode: boolean) {
    this.privacyMode = privacyMode;
  }

  setText(kind: 'name' | 'description' | 'short_description', language: string, text: string): void {
    this.texts.set(`${kind} ${language}`, text);
  }

  /** The text for the language, else the one for everybody, else undefined. */
  text(kind: 'name' | 'description' | 'short_description', language: string): string | undefined {
    return this.texts.get(`${kind} ${language}`) || this.texts.get(`${kind} `) || undefined;
  }

  /** `scope` is any text that tells scopes apart. */
  setCommands(scope: string, language: string, commands: readonly BotCommand[]): void {
    this.commands.set(`${scope} ${language}`, commands);
  }

  deleteCommands(scope: string, language: string): void {
    this.commands.delete(`${scope} ${language}`);
  }

  /** Exactly what was set for this scope and language; Telegram does not fall back here. */
  commandsOf(scope: string, language: string): readonly BotCommand[] {
    return this.commands.get(`${scope} ${language}`) ?? [];
  }

  setMenuButton(chatId: number | undefined, button: unknown): void {
    this.menuButtons.set(chatId, button);
  }

  menuButton(chatId: number | undefined): unknown {
    return this.menuButtons.get(chatId) ?? this.menuButtons.get(undefined) ?? { type: 'commands' };
  }
}
