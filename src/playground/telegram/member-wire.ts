// A member of a chat as the Bot API describes them.
import type { Membership } from './chat-state.ts';
import type { ChatMember, User } from './wire.ts';

/** ChatMember of the Bot API for this user's standing. */
export function memberOnWire(user: User, membership: Membership): ChatMember {
  const { status, isAnonymous } = membership;
  if (status === 'creator') return { status, user, is_anonymous: isAnonymous };
  if (status === 'kicked') return { status, user, until_date: 0 };
  if (status !== 'administrator') return { status, user };
  const { canManageTopics, canDeleteMessages, canPinMessages } = membership.rights;
  return {
    status,
    user,
    can_be_edited: false,
    is_anonymous: isAnonymous,
    can_manage_chat: true,
    can_delete_messages: canDeleteMessages,
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
    can_pin_messages: canPinMessages,
    can_manage_topics: canManageTopics,
  };
}
