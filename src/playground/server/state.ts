// What the page shows, as one piece of plain data: the screens of the people it plays, the clock, what was tried.
import type { ByName, Queue } from '../../config/config.ts';
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
    /** Where the tickets of the agent's own queue appear. */
    readonly channelId: string | null;
    readonly chatId: number | null;
    /** What the bot offers this agent in each of their chats. */
    readonly commands: Readonly<Record<number, CommandMenu>>;
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
  /** Where the queues' tickets appear. */
  readonly queues: ByName<Pick<Queue, 'slackChannel' | 'telegramChat'>>;
}

/** The page of somebody who plays `agent` beside the customers. */
export function pageState(screens: Screens, agent: AgentKey, done: readonly StepKey[]): PageState {
  const { slack, telegram, cast, queues } = screens;
  const { ivan, clara, agents } = cast;
  const { slackId, telegramId, queue } = agents[agent];
  const agentsTelegram = telegram.snapshot(telegramId);
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
      telegram: agentsTelegram,
      channelId: queues[queue]?.slackChannel ?? null,
      chatId: queues[queue]?.telegramChat ?? null,
      commands: Object.fromEntries(
        agentsTelegram.chats.map(({ chat }) => [chat.id, telegram.commandsOffered(chat.id, telegramId)]),
      ),
    },
    shortcuts: screens.shortcuts,
    done,
  };
}
