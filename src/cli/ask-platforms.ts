// Asks the configured platforms whether the desk may do there what it needs to.
import { WebClient } from '@slack/web-api';
import { Telegram } from 'telegraf';
import type { Config, Queue, SlackSettings, TelegramSettings } from '../config/config.ts';
import { readManifest } from '../playground/server/manifest.ts';
import type { Finding } from './doctor.ts';

/** Tokens, the queues' chats, and the bot's rights in them; what cannot be asked is a problem, never an exception. */
export async function askPlatforms(config: Config): Promise<readonly Finding[]> {
  const queues = Object.values(config.queues);
  return [
    ...(config.slack === null ? [] : await askSlack(config.slack, queues)),
    ...(config.telegram === null ? [] : await askTelegram(config.telegram, queues)),
  ];
}

async function askSlack(
  { botToken, apiUrl }: SlackSettings,
  queues: readonly Queue[],
): Promise<readonly Finding[]> {
  const client = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  const token = await finding('Slack takes the bot token', 'check SLACK_BOT_TOKEN', () => client.auth.test());
  if (token.status === 'problem') return [token];
  const channels = queues.flatMap(({ key, slackChannel }) =>
    slackChannel === null
      ? []
      : [
          finding(
            `The desk is in the Slack channel of queue ${key}`,
            `invite the app to ${slackChannel}`,
            () => client.conversations.members({ channel: slackChannel, limit: 1 }),
          ),
        ],
  );
  return [token, await scopesFinding(client), ...(await Promise.all(channels))];
}

/** Compares what the app was granted, which may be from before an upgrade, with what the manifest asks for. */
async function scopesFinding(client: WebClient): Promise<Finding> {
  return finding(
    'Slack granted the app every scope of manifest.yml',
    'put the missing ones into the app (OAuth & Permissions, or its manifest) and reinstall it to the workspace',
    async () => {
      const { response_metadata: metadata } = await client.auth.test();
      const granted = metadata?.scopes;
      if (granted === undefined) throw new Error('Slack did not say what it granted');
      const { scopes = [] } = readManifest().installation;
      const missing = scopes.filter((scope) => !granted.includes(scope));
      if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
    },
  );
}

async function askTelegram(
  { botToken, apiRoot }: TelegramSettings,
  queues: readonly Queue[],
): Promise<readonly Finding[]> {
  const telegram = new Telegram(botToken, { apiRoot });
  const token = await finding('Telegram takes the bot token', 'check TELEGRAM_BOT_TOKEN', () =>
    telegram.getMe(),
  );
  if (token.status === 'problem') return [token];
  const groups = queues.flatMap(({ key, telegramChat }) =>
    telegramChat === null
      ? []
      : [
          finding(
            `The desk may manage topics in the Telegram group of queue ${key}`,
            `make the bot an administrator of ${telegramChat} with the right to manage topics, and turn topics on`,
            () => mayManageTopics(telegram, telegramChat),
          ),
        ],
  );
  return [token, ...(await Promise.all(groups))];
}

async function mayManageTopics(telegram: Telegram, chatId: number): Promise<void> {
  const chat = await telegram.getChat(chatId);
  if (!('is_forum' in chat) || chat.is_forum !== true) throw new Error('the group has no topics');
  const { id } = await telegram.getMe();
  const member = await telegram.getChatMember(chatId, id);
  if (member.status !== 'administrator' || member.can_manage_topics !== true) {
    throw new Error('the bot is not an administrator with that right');
  }
}

async function finding(good: string, remedy: string, ask: () => Promise<unknown>): Promise<Finding> {
  try {
    await ask();
    return { status: 'ok', message: good };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'problem', message: `Not so: ${good} (${reason}). To mend it, ${remedy}.` };
  }
}
