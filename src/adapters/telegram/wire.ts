// The parts of Telegram's updates that the desk reads.
import { z } from 'zod';

const user = z.object({
  id: z.number().int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({
  id: z.number().int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  is_forum: z.boolean().optional(),
});

const entity = z.object({
  type: z.string(),
  /** UTF-16 code units. */
  offset: z.number().int(),
  length: z.number().int(),
  url: z.string().optional(),
  user: user.optional(),
});

const file = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().int().optional(),
});

const sticker = file.extend({ is_animated: z.boolean().optional(), is_video: z.boolean().optional() });

const whereabouts = z.object({
  message_id: z.number().int(),
  /** Seconds since the Unix epoch; 0 where the message can no longer be read. */
  date: z.number().int(),
  chat,
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
});

const message = whereabouts.extend({
  from: user.optional(),
  sender_chat: chat.optional(),
  is_automatic_forward: z.boolean().optional(),
  reply_to_message: z.object({ message_id: z.number().int() }).optional(),
  media_group_id: z.string().optional(),
  /** The group goes on as a supergroup of that id, as it is told in the group; or came from that one, as told there. */
  migrate_to_chat_id: z.number().int().optional(),
  migrate_from_chat_id: z.number().int().optional(),
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  photo: z.array(file).optional(),
  document: file.optional(),
  video: file.optional(),
  voice: file.optional(),
  audio: file.optional(),
  animation: file.optional(),
  video_note: file.optional(),
  sticker: sticker.optional(),
  contact: z
    .object({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() })
    .optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
});

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  message: whereabouts.optional(),
  data: z.string().optional(),
});

const memberChange = z.object({ chat, new_chat_member: z.object({ user }) });

export const updateSchema = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  edited_message: message.extend({ edit_date: z.number().int().optional() }).optional(),
  callback_query: callbackQuery.optional(),
  chat_member: memberChange.optional(),
});

/** What is asked of an update before it is stored: a number to know it by. */
export const rawUpdateSchema = z.looseObject({ update_id: z.number().int() });

export const botSchema = z.object({ id: z.number().int(), username: z.string() });

export const sentMessageSchema = z.object({
  message_id: z.number().int(),
  chat: z.object({ id: z.number().int() }),
});

export type User = z.infer<typeof user>;
export type Entity = z.infer<typeof entity>;
export type WireFile = z.infer<typeof file>;
export type Whereabouts = z.infer<typeof whereabouts>;
export type Message = z.infer<typeof message>;
export type EditedMessage = Message & { readonly edit_date?: number | undefined };
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type Update = z.infer<typeof updateSchema>;
export type RawUpdate = z.infer<typeof rawUpdateSchema>;
/** The bot itself. */
export type Bot = z.infer<typeof botSchema>;
