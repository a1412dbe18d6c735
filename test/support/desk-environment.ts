// What tells a desk of the emulated platforms it is to work between, as an operator would.

export interface EmulatedPlatforms {
  readonly slackApiUrl: string;
  readonly slackToken: string;
  /** What Slack signs its requests with, or the token for Socket Mode. */
  readonly slackBy: { readonly signingSecret: string } | { readonly appToken: string };
  readonly telegramUrl: string;
  readonly telegramToken: string;
  /** Without one, the desk polls. */
  readonly webhookSecret?: string;
}

/** The environment of a desk that listens on `port` of 127.0.0.1; database and configuration are to be added. */
export const deskEnvironment = (
  { slackApiUrl, slackToken, slackBy, telegramUrl, telegramToken, webhookSecret }: EmulatedPlatforms,
  port: number,
): Readonly<Record<string, string>> => ({
  SLACK_BOT_TOKEN: slackToken,
  ...('signingSecret' in slackBy
    ? { SLACK_SIGNING_SECRET: slackBy.signingSecret }
    : { SLACK_APP_TOKEN: slackBy.appToken }),
  SLACK_API_URL: slackApiUrl,
  TELEGRAM_BOT_TOKEN: telegramToken,
  TELEGRAM_API_ROOT: telegramUrl,
  ...(webhookSecret !== undefined && {
    TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/webhook`,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  }),
  PORT: `${port}`,
});
