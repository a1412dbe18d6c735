// The Bot API objects that the emulator emits, as they travel: snake_case, seconds, UTF-16 offsets.

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export type ChatType = 'private' | 'group' | 'supergroup';

export interface Chat {
  id: number;
  type: ChatType;
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
  is_forum?: true;
}

export interface MessageEntity {
  type: string;
  /** UTF-16 code units. */
  offset: number;
  /** UTF-16 code units. */
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
}

export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size?: number;
}

/** The common part of every uploaded file; each kind adds its own fields (`duration`, `width`, …). */
export interface FileInfo {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
  file_name?: string;
  mime_type?: string;
  width?: number;
  height?: number;
  duration?: number;
  performer?: string;
  title?: string;
}

export interface InlineKeyboardButton {
  text: string;
  url?: string;
  callback_data?: string;
  [action: string]: unknown;
}

export interface InlineKeyboardMarkup {
  inline_keyboard: InlineKeyboardButton[][];
}

export type MessageOrigin =
  | { type: 'user'; date: number; sender_user: User }
  | { type: 'chat'; date: number; sender_chat: Chat };

/** The kinds of media a message can carry, each under the field of its name. */
export interface Media {
  photo?: PhotoSize[];
  document?: FileInfo;
  video?: FileInfo;
  audio?: FileInfo;
  voice?: FileInfo;
  animation?: FileInfo;
}

/** What a message tells about the chat itself rather than says in it. */
export interface ServiceContent {
  new_chat_members?: User[];
  left_chat_member?: User;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message;
  forum_topic_created?: { name: string; icon_color: number; icon_custom_emoji_id?: string };
  forum_topic_edited?: { name?: string; icon_custom_emoji_id?: string };
  forum_topic_closed?: Record<string, never>;
  forum_topic_reopened?: Record<string, never>;
}

/** What the author of a message wrote, apart from where and when. */
export interface Content extends Media, ServiceContent {
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  link_preview_options?: Record<string, unknown>;
  show_caption_above_media?: true;
  has_media_spoiler?: true;
  media_group_id?: string;
  has_protected_content?: true;
  forward_origin?: MessageOrigin;
  quote?: { text: string; position: number; is_manual: true };
}

export interface Message extends Content {
  message_id: number;
  message_thread_id?: number;
  is_topic_message?: true;
  /** Optional in the Bot API for channel posts, which are not emulated. */
  from: User;
  sender_chat?: Chat;
  /** Seconds since the Unix epoch. */
  date: number;
  edit_date?: number;
  chat: Chat;
  reply_to_message?: Message;
  reply_markup?: InlineKeyboardMarkup;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked';
  user: User;
  [detail: string]: unknown;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

export interface ReactionType {
  type: 'emoji';
  emoji: string;
}

export interface MessageReactionUpdated {
  chat: Chat;
  message_id: number;
  user: User;
  date: number;
  old_reaction: ReactionType[];
  new_reaction: ReactionType[];
}

/** The content of an update by its kind; an update carries exactly one. */
export interface UpdatePayloads {
  message: Message;
  edited_message: Message;
  callback_query: CallbackQuery;
  my_chat_member: ChatMemberUpdated;
  chat_member: ChatMemberUpdated;
  message_reaction: MessageReactionUpdated;
}

export type UpdateKind = keyof UpdatePayloads;

export type Update = { update_id: number } & Partial<UpdatePayloads>;
