// The parts of Slack's payloads that the desk reads, checked where they come in.
import { z } from 'zod';

const timestamp = z.string().regex(/^\d+\.\d+$/);

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
});
export type WireFile = z.output<typeof file>;

const userProfile = z.object({ real_name: z.string().optional(), name: z.string().optional() });

/** What the Events API tells of a message, whether as `message` or as `app_mention`. */
export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  user_profile: userProfile.optional(),
  /** The author's workspace; `user_team` comes with those of other workspaces. */
  team: z.string().optional(),
  user_team: z.string().optional(),
  text: z.string().default(''),
  ts: timestamp,
  thread_ts: timestamp.optional(),
  files: z.array(file).optional(),
});
export type MessageEvent = z.output<typeof messageEvent>;

const changed = z.object({
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  text: z.string().default(''),
  ts: timestamp,
  thread_ts: timestamp.optional(),
});

/** A message as it is after somebody, or Slack itself, changed it, and as it was before. */
export const messageChanged = z.object({
  subtype: z.literal('message_changed'),
  channel: z.string(),
  ts: timestamp,
  message: changed,
  previous_message: changed.optional(),
});
export type MessageChanged = z.output<typeof messageChanged>;

export const messageDeleted = z.object({
  subtype: z.literal('message_deleted'),
  channel: z.string(),
  ts: timestamp,
  deleted_ts: timestamp,
  previous_message: changed.optional(),
});
export type MessageDeleted = z.output<typeof messageDeleted>;

/** Enough of any event to know whether it is a message that a person has written. */
export const eventHead = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  /** Absent where an event is about another message, or about no conversation. */
  user: z.unknown().optional(),
  channel: z.unknown().optional(),
});
export type EventHead = z.output<typeof eventHead>;

/** A message of any app, or what an event tells of it. */
export const writtenByAnApp = z.object({ bot_id: z.string() });

export const eventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: eventHead.loose(),
});

export const slashPayload = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  user_name: z.string().optional(),
  channel_id: z.string(),
  trigger_id: z.string(),
});
export type SlashPayload = z.output<typeof slashPayload>;

const actor = z.object({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  team_id: z.string().optional(),
});
export type Actor = z.output<typeof actor>;

/** A button pressed in a message. */
export const pressPayload = z.object({
  user: actor,
  trigger_id: z.string(),
  container: z.object({
    type: z.literal('message'),
    message_ts: timestamp,
    channel_id: z.string(),
    thread_ts: timestamp.optional(),
    is_ephemeral: z.boolean().default(false),
  }),
  message: z.object({ thread_ts: timestamp.optional() }).optional(),
  actions: z.array(z.object({ value: z.string(), action_ts: timestamp })).min(1),
});
export type PressPayload = z.output<typeof pressPayload>;

const option = z.object({ value: z.string() });

/** What stands in one of a modal's inputs, in the kinds that the desk asks with. */
const inputState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('url_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: option.nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(option) }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.literal('file_input'), files: z.array(file).nullish() }),
]);
export type InputState = z.output<typeof inputState>;

export const submissionPayload = z.object({
  user: actor,
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    /** Another one each time that the view is changed. */
    hash: z.string().default(''),
    private_metadata: z.string(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string() })),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), inputState)),
    }),
  }),
});
export type SubmissionPayload = z.output<typeof submissionPayload>;

export const shortcutPayload = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: z.string(),
  user: actor,
  trigger_id: z.string(),
  action_ts: timestamp,
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ text: z.string().default(''), files: z.array(file).optional() }).optional(),
});
export type ShortcutPayload = z.output<typeof shortcutPayload>;

/** The instant that a Slack timestamp such as `1763800000.000100` names, cut to milliseconds. */
export const instantOf = (ts: string): number => Math.floor(Number(ts) * 1_000);
