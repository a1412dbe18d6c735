// Setting groups up and changing them: members, topics, upgrades, removal of the bot.
import { announceMessage } from './announce.ts';
import type { Announcer } from './backend.ts';
import { type AdminRights, ALL_RIGHTS, type ChatState, newGroup, type Topic } from './chat-state.ts';
import { service, setStanding, standing } from './membership.ts';
import { addMessage, addTopic, removeTopic } from './posting.ts';
import type { User } from './wire.ts';

export interface NewGroup {
  readonly title: string;
  /** With topics; implies a supergroup. */
  readonly forum?: boolean;
  /** Basic groups have no topics and can be upgraded; supergroup unless told. */
  readonly type?: 'group' | 'supergroup';
  /** People by id. */
  readonly members?: readonly number[];
  /** People by id who are administrators with all rights; the first owns the group. */
  readonly admins?: readonly number[];
  /** Whether the bot is in it from the beginning; true unless told. */
  readonly botIsMember?: boolean;
  /** Whether the bot is an administrator, or with which rights. */
  readonly botIsAdmin?: boolean | Partial<AdminRights>;
  /** The group's id, where a configuration names one. Supergroups begin with -100. */
  readonly id?: number;
}

const SUPERGROUP_BASE = -1_001_000_000_000;

/** Groups as they are made and changed by people, apart from what one person does in a client. */
export class Groups {
  private readonly announcer: Announcer;

  constructor(announcer: Announcer) {
    this.announcer = announcer;
  }

  /** Makes a group with everybody in it already: the bot is not told of that. */
  add(group: NewGroup): ChatState {
    const { world } = this.announcer;
    const type = group.forum === true ? 'supergroup' : (group.type ?? 'supergroup');
    const chat = newGroup(group.id ?? this.newId(type), type, group.title, group.forum ?? false);
    if (world.chats.has(chat.id)) throw new Error(`chat ${chat.id} exists already`);
    for (const id of group.members ?? []) chat.members.set(world.person(id).user.id, standing('member'));
    for (const [index, id] of (group.admins ?? []).entries()) {
      chat.members.set(world.person(id).user.id, standing(index === 0 ? 'creator' : 'administrator'));
    }
    if (group.botIsMember !== false) chat.members.set(world.bot.id, botStanding(group.botIsAdmin));
    world.chats.set(chat.id, chat);
    world.changed({ kind: 'members', chatId: chat.id });
    return chat;
  }

  addMember(chatId: number, userId: number): void {
    this.change(chatId, this.user(userId), 'member');
  }

  /** An administrator throws them out. */
  removeMember(chatId: number, userId: number): void {
    this.change(chatId, this.user(userId), 'kicked');
  }

  /** They go by themselves. */
  leave(chatId: number, userId: number): void {
    const { world } = this.announcer;
    const user = this.user(userId);
    setStanding(this.announcer, world.chat(chatId), { of: user, by: user, to: standing('left') });
  }

  /** Makes an administrator with all rights of a member, or a member of an administrator. */
  setAdministrator(chatId: number, userId: number, isAdministrator: boolean): void {
    this.change(chatId, this.user(userId), isAdministrator ? 'administrator' : 'member');
  }

  addBot(chatId: number, asAdmin?: boolean | Partial<AdminRights>): void {
    const { world } = this.announcer;
    const chat = world.chat(chatId);
    setStanding(this.announcer, chat, { of: world.bot, by: this.owner(chat), to: botStanding(asAdmin) });
  }

  kickBot(chatId: number): void {
    this.change(chatId, this.announcer.world.bot, 'kicked');
  }

  createTopic(chatId: number, name: string): Topic {
    const { world } = this.announcer;
    const chat = world.chat(chatId);
    if (!chat.isForum) throw new Error(`chat ${chatId} has no topics`);
    const { topic, message } = addTopic(world, chat, { name, iconColor: 7322096, by: this.owner(chat) });
    announceMessage(this.announcer, chat, message);
    return topic;
  }

  /** An administrator closes the topic. */
  closeTopic(chatId: number, topicId: number): void {
    this.setClosed(chatId, topicId, true);
  }

  /** An administrator opens the topic again. */
  reopenTopic(chatId: number, topicId: number): void {
    this.setClosed(chatId, topicId, false);
  }

  /** An administrator deletes the topic with all messages in it. */
  deleteTopic(chatId: number, topicId: number): void {
    const chat = this.announcer.world.chat(chatId);
    removeTopic(this.announcer.world, chat, existingTopic(chat, topicId).id);
  }

  /** Makes a supergroup of a basic group. The old chat refuses writing from then on and names the new one. */
  upgradeToSupergroup(chatId: number, options: { forum?: boolean } = {}): ChatState {
    const { world } = this.announcer;
    const old = world.chat(chatId);
    if (old.type !== 'group') throw new Error(`chat ${chatId} is no basic group`);
    const chat = newGroup(this.newId('supergroup'), 'supergroup', old.title ?? '', options.forum ?? false);
    for (const [id, membership] of old.members) chat.members.set(id, membership);
    world.chats.set(chat.id, chat);
    service(this.announcer, old, this.owner(old), { migrate_to_chat_id: chat.id });
    old.migratedToId = chat.id;
    service(this.announcer, chat, this.owner(chat), { migrate_from_chat_id: old.id });
    return chat;
  }

  private change(chatId: number, of: User, status: 'administrator' | 'member' | 'kicked'): void {
    const chat = this.announcer.world.chat(chatId);
    setStanding(this.announcer, chat, { of, by: this.owner(chat), to: standing(status) });
  }

  private setClosed(chatId: number, topicId: number, closed: boolean): void {
    const { world } = this.announcer;
    const chat = world.chat(chatId);
    const topic = existingTopic(chat, topicId);
    if (topic.closed === closed) return;
    topic.closed = closed;
    const content = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
    const message = addMessage(world, chat, { from: this.owner(chat), content, topicId });
    announceMessage(this.announcer, chat, message);
  }

  private newId(type: 'group' | 'supergroup'): number {
    const serial = this.announcer.world.nextSerial();
    return type === 'group' ? -4_000_000 - serial : SUPERGROUP_BASE - serial;
  }

  /** Whoever does what nobody in particular is said to have done. */
  private owner(chat: ChatState): User {
    const [ownerId] = [...chat.members].find(([, member]) => member.status === 'creator') ?? [];
    return ownerId === undefined ? this.announcer.world.bot : this.user(ownerId);
  }

  private user(userId: number): User {
    return this.announcer.world.person(userId).user;
  }
}

function existingTopic(chat: ChatState, topicId: number): Topic {
  const topic = chat.topics.get(topicId);
  if (topic === undefined) throw new Error(`chat ${chat.id} has no topic ${topicId}`);
  return topic;
}

function botStanding(asAdmin: boolean | Partial<AdminRights> | undefined) {
  if (asAdmin === undefined || asAdmin === false) return standing('member');
  return standing('administrator', { ...ALL_RIGHTS, ...(asAdmin === true ? {} : asAdmin) });
}
