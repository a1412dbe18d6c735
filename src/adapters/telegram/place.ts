// Who says something on Telegram, and where.
import type { Place, PlatformUser } from '../../app/inbound.ts';
import type { User, Whereabouts } from './wire.ts';

export const PLATFORM = 'telegram';

export function platformUser(user: User): PlatformUser {
  return {
    platform: PLATFORM,
    userId: String(user.id),
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
    handle: user.username ?? null,
    languageTag: user.language_code ?? null,
    timezone: null,
  };
}

/** `message_thread_id` names a topic only where Telegram says so: in other groups it marks chains of replies. */
export function placeOf({ chat, message_thread_id, is_topic_message }: Whereabouts): Place {
  const isForum = chat.is_forum === true;
  const inTopic = isForum && is_topic_message === true && message_thread_id !== undefined;
  return {
    platform: PLATFORM,
    chat: String(chat.id),
    thread: inTopic ? String(message_thread_id) : null,
    kind: chat.type === 'private' ? 'direct' : 'group',
    form: isForum ? 'thread' : 'flat',
  };
}
