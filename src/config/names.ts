// The forms of the names and identifiers that the configuration uses.

import { z } from 'zod';

/** What calendars, queues, plans and request types are called: `msa-start`. */
export const nameSchema = z
  .string('must be a name.')
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,31}$/,
    'must be a name of at most 32 letters, digits, - and _, starting with a letter.',
  );

export const slackChannelSchema = z
  .string({ error: 'must be the id of a Slack channel, such as C0123ABCD.' })
  .regex(
    /^[CG][A-Z0-9]{2,}$/,
    'must be the id of a Slack channel, such as C0123ABCD (in Slack: channel details, at the bottom).',
  )
  .describe('Id of the Slack channel where tickets of this queue appear');

export const telegramChatSchema = z
  .int('must be the id of a Telegram group, a negative whole number such as -1001234567890.')
  .negative('must be the id of a Telegram group, a negative whole number such as -1001234567890.')
  .describe('Id of the Telegram forum group where tickets of this queue appear');

/** A person on one platform: `slack:U0123ABCD` or `telegram:123456789`. */
export const personSchema = z
  .string()
  .regex(
    /^(slack:[UW][A-Z0-9]+|telegram:[1-9]\d*)$/,
    'must name a person as "slack:U0123ABCD" or "telegram:123456789".',
  );
