// What the page may ask for: acts of people on either platform, and jumps of the clock, checked at the door.
import { z } from 'zod';
import { agentKeys } from './cast.ts';

const longestText = 12_000;
const text = z.string().max(longestText);
const id = z.string().min(1).max(255);

const slackPerson = z.enum([...agentKeys, 'clara']);
const slackMessage = z.strictObject({ channel: id, ts: id });
const control = z.strictObject({ blockId: id, actionId: id });
/** Where a button stands: in a message, in one that only this person sees, or in a modal. */
const place = z.union([
  z.strictObject({ channel: id, ts: id, isEphemeral: z.boolean() }),
  z.strictObject({ viewId: id }),
]);
/** Files whose bytes came before, by what the upload was answered with: ten go into one message on both platforms. */
const uploads = z.array(z.uuid()).min(1).max(10).optional();
const choice = z.union([text, z.array(text).max(100), z.null()]);

const telegramPerson = z.enum([...agentKeys, 'ivan']);
const telegramMessage = z.strictObject({ chat: z.int(), message: z.int() });

export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('slack.write'),
    as: slackPerson,
    channel: id,
    text,
    threadTs: id.optional(),
    uploads,
  }),
  z.strictObject({ act: z.literal('slack.press'), as: slackPerson, place, control }),
  z.strictObject({ act: z.literal('slack.choose'), as: slackPerson, place, control, choice }),
  z.strictObject({
    act: z.literal('slack.submit'),
    as: slackPerson,
    viewId: id,
    values: z.record(id, choice),
    /** By the field that takes them; none at all takes away what it held. */
    files: z.record(id, z.array(z.uuid()).max(10)).optional(),
  }),
  z.strictObject({ act: z.literal('slack.dismiss'), as: slackPerson, viewId: id }),
  z.strictObject({
    act: z.literal('slack.react'),
    as: slackPerson,
    message: slackMessage,
    emoji: id,
    isAdded: z.boolean(),
  }),
  z.strictObject({
    act: z.literal('slack.shortcut'),
    as: slackPerson,
    callbackId: id,
    message: slackMessage.optional(),
  }),
  z.strictObject({ act: z.literal('telegram.start'), as: telegramPerson }),
  z.strictObject({
    act: z.literal('telegram.send'),
    as: telegramPerson,
    chat: z.int(),
    text,
    topic: z.int().optional(),
    replyTo: z.int().optional(),
    uploads,
  }),
  z.strictObject({
    act: z.literal('telegram.press'),
    as: telegramPerson,
    message: telegramMessage,
    button: text,
  }),
  z.strictObject({
    act: z.literal('telegram.react'),
    as: telegramPerson,
    message: telegramMessage,
    emoji: id.nullable(),
  }),
]);
export type Act = z.output<typeof actSchema>;
export type SlackAct = Extract<Act, { act: `slack.${string}` }>;
export type TelegramAct = Extract<Act, { act: `telegram.${string}` }>;

export const jumpSchema = z.strictObject({ to: z.enum(['10m', '1h', 'reminder', 'morning']) });
export type Jump = z.output<typeof jumpSchema>['to'];
