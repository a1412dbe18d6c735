// What the page shows, as one piece of plain data: the screens of the people it plays, the clock, what was tried.
import type { SlackEmulator } from '../slack/emulator.ts';
import type { SlackSnapshot } from '../slack/snapshot.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';
import type { Snapshot as TelegramSnapshot } from '../telegram/snapshot.ts';
import { type Agent, type AgentKey, agentKeys, type Cast } from './cast.ts';
import type { StepKey } from './progress.ts';

type CommandMenu = readonly { readonly command: string; readonly description: string }[];

export interface PageState {
  readonly clock: { readonly at: number; readonly timezone: string };
  readonly agent: AgentKey;
  readonly agents: readonly (Agent & { readonly key: AgentKey })[];
  readonly ivan: {
    readonly telegram: TelegramSnapshot;
    readonly commands: CommandMenu;
  };
  readonly clara: { readonly slack: SlackSnapshot; readonly channelId: string };
  /** The screens of the agent whom the page plays now. */
  readonly desk: {
    readonly slack: SlackSnapshot;
    readonly telegram: TelegramSnapshot;
    readonly channelId: string | null;
    readonly chatId: number | null;
    /** What the bot offers this agent in the group and in the private chat. */
    readonly commands: { readonly group: CommandMenu; readonly direct: CommandMenu };
  };
  /** What the app's manifest puts into Slack's menus. */
  readonly shortcuts: readonly Shortcut[];
  readonly done: readonly StepKey[];
}

export interface Shortcut {
  readonly type: 'message' | 'global';
  readonly name: string;
  readonly callbackId: string;
}

export interface Screens {
  readonly shortcuts: readonly Shortcut[];
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  readonly cast: Cast;
  readonly now: () => number;
  readonly timezone: string;
  /** Where the default queue's tickets appear. */
  readonly queue: { readonly slackChannel: string | null; readonly telegramChat: number | null };
}

/** The page of somebody who plays `agent` beside the customers. */
export function pageState(screens: Screens, agent: AgentKey, done: readonly StepKey[]): PageState {
  const { slack, telegram, cast, queue } = screens;
  const { ivan, clara, agents } = cast;
  const { slackId, telegramId } = agents[agent];
  return {
    clock: { at: screens.now(), timezone: screens.timezone },
    agent,
    agents: agentKeys.map((key) => ({ key, ...agents[key] })),
    ivan: {
      telegram: telegram.snapshot(ivan.telegramId),
      commands: telegram.commandsOffered(ivan.telegramId, ivan.telegramId),
    },
    clara: { slack: slack.snapshot(clara.slackId), channelId: clara.channelId },
    desk: {
      slack: slack.snapshot(slackId),
      telegram: telegram.snapshot(telegramId),
      channelId: queue.slackChannel,
      chatId: queue.telegramChat,
      commands: {
        group: queue.telegramChat === null ? [] : telegram.commandsOffered(queue.telegramChat, telegramId),
        direct: telegram.commandsOffered(telegramId, telegramId),
      },
    },
    shortcuts: screens.shortcuts,
    done,
  };
}
