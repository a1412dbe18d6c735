// What one person can get at: the chats they may write in, the messages they can see.
import { type ChatState, isIn, membershipOf, type StoredMessage } from './chat-state.ts';
import { PlayError } from './play-error.ts';
import type { Message } from './wire.ts';
import type { Person, World } from './world.ts';

/** The private chat with the bot, or a group by its id. */
export type Place = 'dm' | number;

/** A message by its own, or by where it is. */
export type MessageRef = Pick<Message, 'message_id'> & { readonly chat: { readonly id: number } };

export interface Found {
  readonly chat: ChatState;
  readonly stored: StoredMessage;
}

/** A person's reach. Every method throws PlayError where Telegram's client would not let them. */
export class Reach {
  private readonly world: World;
  private readonly person: Person;

  constructor(world: World, person: Person) {
    this.world = world;
    this.person = person;
  }

  /** A chat that the person may write in. */
  writableChat(place: Place): ChatState {
    const chat = this.world.chat(place === 'dm' ? this.person.user.id : place);
    if (this.person.deactivated) throw new PlayError('this account is deactivated');
    if (chat.person === undefined) this.requireMember(chat);
    else if (this.person.blocked) throw new PlayError('unblock the bot before writing to it');
    else if (!this.person.started) throw new PlayError('press Start before writing to the bot');
    if (chat.migratedToId === undefined) return chat;
    throw new PlayError('the group was upgraded: write in the supergroup');
  }

  /** Makes sure of a topic that the person may write in; closed ones are the administrators' and creator's. */
  requireTopic(chat: ChatState, topicId: number): void {
    const topic = chat.topics.get(topicId);
    if (topic === undefined) throw new PlayError(`there is no topic ${topicId} in this chat`);
    const { id } = this.person.user;
    const mayWrite = membershipOf(chat, id).rights.canManageTopics || topic.creatorId === id;
    if (topic.closed && !mayWrite) throw new PlayError(`topic "${topic.name}" is closed`);
  }

  /** The message as it stands now, if this person can see it. */
  readable(message: MessageRef): Found {
    const chat = this.world.chat(message.chat.id);
    if (chat.person === undefined) this.requireMember(chat);
    else if (chat.id !== this.person.user.id)
      throw new PlayError('this is the private chat of somebody else');
    const stored = chat.messages.get(message.message_id);
    if (stored === undefined) throw new PlayError('this message was deleted');
    return { chat, stored };
  }

  /** A message that the person wrote. */
  own(message: MessageRef): Found {
    const found = this.readable(message);
    if (found.stored.wire.from.id === this.person.user.id) return found;
    throw new PlayError('this message is of somebody else');
  }

  private requireMember(chat: ChatState): void {
    const { id, first_name: name } = this.person.user;
    if (!isIn(membershipOf(chat, id))) throw new PlayError(`${name} is not in this chat`);
  }
}
