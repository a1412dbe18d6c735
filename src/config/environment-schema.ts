// The form and default of every environment variable that the desk reads.

import { z } from 'zod';
import { logLevels } from './config.ts';

const secretForm = (form: RegExp, message: string) => z.string().regex(form, message).optional();

const isUrlOf = (protocols: readonly string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const isWebAddress = isUrlOf(['https:', 'http:']);

export const telegramApiRoot = 'https://api.telegram.org';

export const variablesSchema = z.object({
  SLACK_BOT_TOKEN: secretForm(
    /^xoxb-[\w-]+$/,
    'must be a bot token, which starts with "xoxb-" (OAuth & Permissions).',
  ),
  SLACK_SIGNING_SECRET: secretForm(
    /^\S+$/,
    'must be the signing secret of the Slack app, without spaces (Basic Information, App Credentials).',
  ),
  SLACK_APP_TOKEN: secretForm(
    /^xapp-[\w-]+$/,
    'must be an app-level token, which starts with "xapp-" (Basic Information, App-Level Tokens).',
  ),
  SLACK_API_URL: z
    .string()
    .refine(isWebAddress, 'must be an address such as https://slack.com/api/.')
    .default('https://slack.com/api/'),
  TELEGRAM_BOT_TOKEN: secretForm(
    /^\d+:[\w-]+$/,
    'must be a bot token such as 123456:ABC-DEF, as @BotFather gives it.',
  ),
  TELEGRAM_API_ROOT: z
    .string()
    .refine(isWebAddress, `must be an address such as ${telegramApiRoot}.`)
    .default(telegramApiRoot),
  TELEGRAM_WEBHOOK_URL: z
    .string()
    .refine(isWebAddress, 'must be the https address at which Telegram reaches the desk.')
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: secretForm(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 letters, digits, _ and -.'),
  DATABASE_URL: z
    .string()
    .refine(
      isUrlOf(['postgres:', 'postgresql:']),
      'must be an address such as postgres://user:password@host/name.',
    )
    .optional(),
  DESKHAND_DATA: z.string().default('./data'),
  DESKHAND_TRAFFIC_LOG: z.string().optional(),
  HOST: z.string().regex(/^\S+$/, 'must be a host name or address without spaces.').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535.')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535.')
    .default(3000),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}.`).default('info'),
});

/** The variables that are set, checked, with defaults. */
export type Variables = z.output<typeof variablesSchema>;
