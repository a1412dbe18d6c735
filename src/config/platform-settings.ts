// Settings of each platform from the environment variables, or null where it has no token.

import { createHmac } from 'node:crypto';
import type { SlackSettings, TelegramSettings } from './config.ts';
import type { Variables } from './environment-schema.ts';

/** Slack: Socket Mode where an app token is given, else signed HTTP requests. */
export function slackSettings(variables: Variables): SlackSettings | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = variables;
  if (botToken === undefined) return null;
  return {
    botToken,
    apiUrl: variables.SLACK_API_URL.replace(/\/*$/, '/'),
    inbound:
      appToken === undefined
        ? { mode: 'http', signingSecret: signingSecret ?? '' }
        : { mode: 'socket', appToken },
  };
}

/** Telegram: a webhook where its address is given, else long polling. */
export function telegramSettings(variables: Variables): TelegramSettings | null {
  const {
    TELEGRAM_BOT_TOKEN: botToken,
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: secret,
  } = variables;
  if (botToken === undefined) return null;
  return {
    botToken,
    apiRoot: variables.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
    inbound:
      url === undefined
        ? { mode: 'polling' }
        : { mode: 'webhook', url: webhookUrl(url), secret: secret ?? secretFor(botToken) },
  };
}

/** The address with the path that the desk serves, where only the host was given. */
function webhookUrl(text: string): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = '/telegram/webhook';
  return url.href;
}

/** A webhook is never open to forgery: without a secret of the administrator's, one that all replicas agree on. */
function secretFor(botToken: string): string {
  return createHmac('sha256', botToken).update('deskhand telegram webhook').digest('hex');
}
