// Who plays in the playground, and where: the customers, the agents, and the chats they meet in.
import type { Config, Queue } from '../../config/config.ts';
import type { SlackEmulator } from '../slack/emulator.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';

export const agentKeys = ['anna', 'boris', 'olga'] as const;
export type AgentKey = (typeof agentKeys)[number];

/** An agent has an account on both platforms, as the chats of one queue may be on both. */
export interface Agent {
  readonly name: string;
  readonly role: 'agent' | 'lead';
  readonly slackId: string;
  readonly telegramId: number;
}

export interface Cast {
  readonly agents: Readonly<Record<AgentKey, Agent>>;
  /** Writes to the bot on Telegram, in Russian. */
  readonly ivan: { readonly telegramId: number };
  /** Of another organisation, in a channel connected by Slack Connect. */
  readonly clara: { readonly slackId: string; readonly channelId: string };
}

const timezone = 'Europe/Moscow';

const agentParts = {
  anna: { name: 'Anna Sokolova', role: 'agent', handle: 'anna', language: 'en', locale: 'en-US' },
  boris: { name: 'Boris Orlov', role: 'agent', handle: 'boris', language: 'ru', locale: 'ru-RU' },
  olga: { name: 'Olga Lindt', role: 'lead', handle: 'olga', language: 'en', locale: 'en-US' },
} as const;

/** Brings everybody on: people, the queues' channels and groups, and the customers' chats. */
export function setStage(config: Config, slack: SlackEmulator, telegram: TelegramEmulator): Cast {
  const leads = config.queues[config.defaultQueue]?.leads ?? [];
  const agents = {
    anna: addAgent('anna', [], slack, telegram),
    boris: addAgent('boris', [], slack, telegram),
    olga: addAgent('olga', leads, slack, telegram),
  };
  for (const queue of Object.values(config.queues)) addQueue(queue, agents, slack, telegram);
  const ivan = telegram.addUser({ firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' });
  const claraId = slack.addUser({
    name: 'clara',
    realName: 'Clara Weiss',
    team: 'Globex',
    locale: 'en-US',
    tz: timezone,
  });
  const channelId = slack.addChannel({
    name: 'acme-clara',
    shared: true,
    members: [claraId, agents.anna.slackId],
  });
  return { agents, ivan: { telegramId: ivan.id }, clara: { slackId: claraId, channelId } };
}

/** A lead of the configuration is played under the ids that it names. */
function addAgent(
  key: AgentKey,
  leads: readonly string[],
  slack: SlackEmulator,
  telegram: TelegramEmulator,
): Agent {
  const { name, role, handle, language, locale } = agentParts[key];
  const idOn = (platform: string): string | undefined =>
    leads.find((lead) => lead.startsWith(`${platform}:`))?.slice(platform.length + 1);
  const id = idOn('slack');
  const slackId = slack.addUser({ name: handle, realName: name, locale, tz: timezone, ...(id && { id }) });
  const telegramId = idOn('telegram');
  const [firstName = name, lastName = ''] = name.split(' ');
  const actor = telegram.addUser({
    firstName,
    lastName,
    username: handle,
    languageCode: language,
    ...(telegramId && { id: Number(telegramId) }),
  });
  return { name, role, slackId, telegramId: actor.id };
}

function addQueue(
  queue: Queue,
  { anna, boris, olga }: Cast['agents'],
  slack: SlackEmulator,
  telegram: TelegramEmulator,
): void {
  if (queue.slackChannel !== null) {
    const members = [anna, boris, olga].map(({ slackId }) => slackId);
    slack.addChannel({ id: queue.slackChannel, name: queue.key, members });
  }
  if (queue.telegramChat !== null) {
    telegram.addGroup({
      id: queue.telegramChat,
      title: queue.title.en,
      forum: true,
      admins: [olga.telegramId],
      members: [anna.telegramId, boris.telegramId],
      botIsAdmin: true,
    });
  }
}
