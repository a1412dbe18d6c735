// One chat as the emulator keeps it: its members, topics and messages, and how it reads on the wire.
import type { Chat, ChatType, Message, User } from './wire.ts';

/** A message as kept: `wire` lacks what depends on other messages, see render.ts. */
export interface StoredMessage {
  readonly wire: Message;
  /** The message answered, in the same chat. */
  readonly replyToId: number | undefined;
  /** The forum topic it stands in, or undefined for the General topic and chats without topics. */
  readonly topicId: number | undefined;
  /** A reply keyboard or a forced reply: shown to people, never sent back to the bot. */
  readonly clientMarkup: Readonly<Record<string, unknown>> | undefined;
  /** Reaction emoji by who reacted. */
  readonly reactions: Map<number, readonly string[]>;
}

/** A forum topic; its id is the id of the service message that created it. */
export interface Topic {
  readonly id: number;
  readonly creatorId: number;
  name: string;
  readonly iconColor: number;
  iconEmojiId: string | undefined;
  closed: boolean;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

/** What an administrator may do, as far as the emulator asks. */
export interface AdminRights {
  readonly canManageTopics: boolean;
  readonly canDeleteMessages: boolean;
  readonly canPinMessages: boolean;
}

export interface Membership {
  readonly status: MemberStatus;
  readonly rights: AdminRights;
  readonly isAnonymous: boolean;
}

export interface ChatState {
  readonly id: number;
  readonly type: ChatType;
  title: string | undefined;
  readonly person: User | undefined;
  isForum: boolean;
  readonly members: Map<number, Membership>;
  readonly topics: Map<number, Topic>;
  readonly messages: Map<number, StoredMessage>;
  lastMessageId: number;
  /** The last pinned on top; the pins of all topics together, as getChat shows them. */
  readonly pinned: number[];
  migratedToId: number | undefined;
}

export const ALL_RIGHTS: AdminRights = {
  canManageTopics: true,
  canDeleteMessages: true,
  canPinMessages: true,
};
export const NO_RIGHTS: AdminRights = {
  canManageTopics: false,
  canDeleteMessages: false,
  canPinMessages: false,
};

const OUTSIDER: Membership = { status: 'left', rights: NO_RIGHTS, isAnonymous: false };

function emptyChat(id: number, type: ChatType): ChatState {
  return {
    id,
    type,
    title: undefined,
    person: undefined,
    isForum: false,
    members: new Map(),
    topics: new Map(),
    messages: new Map(),
    lastMessageId: 0,
    pinned: [],
    migratedToId: undefined,
  };
}

/** The chat between the bot and a person; its id is the person's. */
export function newPrivateChat(person: User): ChatState {
  return { ...emptyChat(person.id, 'private'), person };
}

/** A group without members. Forums are supergroups. */
export function newGroup(
  id: number,
  type: 'group' | 'supergroup',
  title: string,
  isForum: boolean,
): ChatState {
  return { ...emptyChat(id, type), title, isForum };
}

/** The chat as messages and updates name it. */
export function chatOnWire(chat: ChatState): Chat {
  if (chat.person !== undefined) {
    const { first_name, last_name, username } = chat.person;
    return {
      id: chat.id,
      first_name,
      ...(last_name && { last_name }),
      ...(username && { username }),
      type: 'private',
    };
  }
  return { id: chat.id, title: chat.title ?? '', type: chat.type, ...(chat.isForum && { is_forum: true }) };
}

/** How the user stands to the chat; somebody who never was in it has left. */
export function membershipOf(chat: ChatState, userId: number): Membership {
  return chat.members.get(userId) ?? OUTSIDER;
}

export function isIn(membership: Membership): boolean {
  return membership.status !== 'left' && membership.status !== 'kicked';
}

export function isAdministrator(membership: Membership): boolean {
  return membership.status === 'creator' || membership.status === 'administrator';
}
