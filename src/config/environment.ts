// Reads the environment variables: their forms, their defaults, and which of them need each other.

import { fail, ok, type Result } from '../domain/result.ts';
import type { Environment } from './config.ts';
import { telegramApiRoot, type Variables, variablesSchema } from './environment-schema.ts';
import { slackSettings, telegramSettings } from './platform-settings.ts';
import type { ConfigProblem } from './problems.ts';

/** Environment variables by name, as `process.env` holds them. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** Checks every variable that the desk knows; an empty one counts as unset, others are ignored. */
export function parseEnvironment(raw: RawEnvironment): Result<Environment, readonly ConfigProblem[]> {
  const set = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variablesSchema.safeParse(set);
  const malformed = (parsed.error?.issues ?? []).map((issue) =>
    problem(String(issue.path[0]), issue.message),
  );
  const isSet = (name: string) => Object.hasOwn(set, name);
  const problems = [...malformed, ...missingPartners(isSet), ...plainWebhook(set)];
  return parsed.success && problems.length === 0 ? ok(settingsOf(parsed.data)) : fail(problems);
}

function settingsOf(variables: Variables): Environment {
  return {
    slack: slackSettings(variables),
    telegram: telegramSettings(variables),
    databaseUrl: variables.DATABASE_URL ?? null,
    dataDirectory: variables.DESKHAND_DATA,
    host: variables.HOST,
    port: variables.PORT,
    logLevel: variables.LOG_LEVEL,
    trafficLog: variables.DESKHAND_TRAFFIC_LOG ?? null,
  };
}

/** Variables that are set and do nothing, or fail later, without another one. */
function missingPartners(isSet: (name: string) => boolean): ConfigProblem[] {
  const needs = (name: string, partner: string, remedy: string) =>
    isSet(name) && !isSet(partner) ? [problem(partner, `is missing, but ${name} is set; ${remedy}`)] : [];
  const slackToken = 'set it to the bot token of the Slack app (OAuth & Permissions, "xoxb-…").';
  const telegramToken = 'set it to the token that @BotFather gave you.';
  return [
    ...(isSet('SLACK_APP_TOKEN')
      ? needs('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', slackToken)
      : [
          ...needs('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', slackToken),
          ...needs(
            'SLACK_BOT_TOKEN',
            'SLACK_SIGNING_SECRET',
            'set it (Basic Information, App Credentials), or SLACK_APP_TOKEN for Socket Mode.',
          ),
        ]),
    ...needs('TELEGRAM_WEBHOOK_URL', 'TELEGRAM_BOT_TOKEN', telegramToken),
    ...(isSet('TELEGRAM_WEBHOOK_URL')
      ? []
      : needs('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN', telegramToken)),
  ];
}

/** A Bot API server of one's own takes webhooks without TLS; Telegram's does not. */
function plainWebhook(set: RawEnvironment): ConfigProblem[] {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_API_ROOT: root = telegramApiRoot } = set;
  if (!url?.startsWith('http:') || root !== telegramApiRoot) return [];
  return [
    problem('TELEGRAM_WEBHOOK_URL', 'must start with https://, since Telegram calls no other address.'),
  ];
}

function problem(name: string, message: string): ConfigProblem {
  return { where: 'environment', name, message };
}
