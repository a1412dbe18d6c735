// Who plays in the playground, and where: the customers, the agents, and the chats they meet in.
import type { Config, Queue } from '../../config/config.ts';
import type { QueueKey } from '../../domain/ticket.ts';
import type { SlackEmulator } from '../slack/emulator.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';

export const agentKeys = ['anna', 'boris', 'olga', 'vera'] as const;
export type AgentKey = (typeof agentKeys)[number];

/** An agent has an account on both platforms, as the chats of one queue may be on both. */
export interface Agent {
  readonly name: string;
  /** What sets them apart from the others, in a word or two; null for nothing. */
  readonly part: string | null;
  /** The queue whose tickets they answer. */
  readonly queue: QueueKey;
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

export const agentParts = {
  anna: { name: 'Anna Sokolova', language: 'en', locale: 'en-US' },
  boris: { name: 'Boris Orlov', language: 'ru', locale: 'ru-RU' },
  olga: { name: 'Olga Lindt', language: 'en', locale: 'en-US' },
  vera: { name: 'Vera Nikolaeva', language: 'en', locale: 'en-US' },
} as const;

/** Brings everybody on: people, the queues' channels and groups, and the customers' chats. */
export function setStage(config: Config, slack: SlackEmulator, telegram: TelegramEmulator): Cast {
  const agents = addAgents(config, slack, telegram);
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
    name: 'acme-globex',
    shared: true,
    members: [claraId, agents.anna.slackId],
  });
  return { agents, ivan: { telegramId: ivan.id }, clara: { slackId: claraId, channelId } };
}

/** Anna and Boris are the front line, and Boris is on call; Vera has the other queues, and Olga leads them all. */
function addAgents(config: Config, slack: SlackEmulator, telegram: TelegramEmulator): Cast['agents'] {
  const { queues, defaultQueue } = config;
  const leads = queues[defaultQueue]?.leads ?? [];
  const onCall = (config.onCall[defaultQueue]?.shifts ?? [])
    .flatMap(({ people }) => people)
    .filter((account) => !leads.includes(account));
  const other = Object.keys(queues).find((key) => key !== defaultQueue) ?? null;
  const add = (key: AgentKey, part: string | null, accounts: readonly string[], queue: QueueKey): Agent => ({
    ...addAccounts(key, accounts, slack, telegram),
    part,
    queue,
  });
  return {
    anna: add('anna', null, [], defaultQueue),
    boris: add('boris', onCall.length === 0 ? null : 'on call', onCall, defaultQueue),
    olga: add('olga', 'lead', leads, defaultQueue),
    vera: add('vera', other, [], other ?? defaultQueue),
  };
}

/** Those whom the configuration names are played under their own ids. */
function addAccounts(
  key: AgentKey,
  accounts: readonly string[],
  slack: SlackEmulator,
  telegram: TelegramEmulator,
): Pick<Agent, 'name' | 'slackId' | 'telegramId'> {
  const { name, language, locale } = agentParts[key];
  const idOn = (platform: string): string | undefined =>
    accounts.find((account) => account.startsWith(`${platform}:`))?.slice(platform.length + 1);
  const id = idOn('slack');
  const slackId = slack.addUser({ name: key, realName: name, locale, tz: timezone, ...(id && { id }) });
  const telegramId = idOn('telegram');
  const [firstName = name, lastName = ''] = name.split(' ');
  const actor = telegram.addUser({
    firstName,
    lastName,
    username: key,
    languageCode: language,
    ...(telegramId && { id: Number(telegramId) }),
  });
  return { name, slackId, telegramId: actor.id };
}

function addQueue(
  queue: Queue,
  agents: Cast['agents'],
  slack: SlackEmulator,
  telegram: TelegramEmulator,
): void {
  const { olga } = agents;
  const others = Object.values(agents).filter((agent) => agent !== olga && agent.queue === queue.key);
  if (queue.slackChannel !== null) {
    const members = [...others, olga].map(({ slackId }) => slackId);
    slack.addChannel({ id: queue.slackChannel, name: queue.key, members });
  }
  if (queue.telegramChat !== null) {
    telegram.addGroup({
      id: queue.telegramChat,
      title: queue.title.en,
      forum: true,
      admins: [olga.telegramId],
      members: others.map(({ telegramId }) => telegramId),
      botIsAdmin: true,
    });
  }
}
