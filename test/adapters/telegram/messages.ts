// Builds messages as Telegram sends them, for the tests of what they are taken for.
import type { Message } from '../../../src/adapters/telegram/wire.ts';

export const bot = { id: 99, username: 'DeskBot' };

export const ivan = {
  id: 42,
  is_bot: false,
  first_name: 'Иван',
  last_name: 'Петров',
  username: 'ivan',
  language_code: 'ru',
};

export const privateChat = { id: 42, type: 'private' } as const;
export const group = { id: -100500, type: 'supergroup' } as const;
export const forum = { id: -100600, type: 'supergroup', is_forum: true } as const;

/** A message of Ivan's to the bot, unless told otherwise. */
export function messageOf(fields: Partial<Message>): Message {
  return { message_id: 7, date: 1_700_000_000, chat: privateChat, from: ivan, ...fields };
}

/** A message in topic 5 of the forum, which Telegram links to the topic's first message. */
export function inTopic(fields: Partial<Message>): Message {
  const link = { message_thread_id: 5, is_topic_message: true, reply_to_message: { message_id: 5 } };
  return messageOf({ chat: forum, ...link, ...fields });
}

/** Entities of `type` over each `part` of `text`. */
export function entitiesOver(text: string, type: string, part: string): NonNullable<Message['entities']> {
  return [{ type, offset: text.indexOf(part), length: part.length }];
}
