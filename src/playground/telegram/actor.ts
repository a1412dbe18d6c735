// A person at play: what somebody can do in a Telegram client, refused where the client would refuse it.

import { type Attachment, actorContent, type SendOptions } from './actor-content.ts';
import { findButton } from './actor-press.ts';
import { announceMessage, announceReaction } from './announce.ts';
import type { Backend } from './backend.ts';
import type { CallbackAnswer } from './callback-queries.ts';
import {
  type ChatState,
  chatOnWire,
  isAdministrator,
  isIn,
  membershipOf,
  type StoredMessage,
} from './chat-state.ts';
import { setBlocked } from './membership.ts';
import { originOf } from './methods/copies.ts';
import { PlayError } from './play-error.ts';
import { addMessage, removeMessage } from './posting.ts';
import { isReactionEmoji } from './reaction-emoji.ts';
import { renderMessage } from './render.ts';
import type { Content, Message } from './wire.ts';
import { GROUP_ANONYMOUS_BOT, type Person, type World } from './world.ts';

/** The private chat with the bot, or a group by its id. */
export type Place = 'dm' | number;

/** A message by its own, or by where it is. */
export type MessageRef = Pick<Message, 'message_id'> & { readonly chat: { readonly id: number } };

export class Actor {
  readonly id: number;
  private readonly backend: Backend;
  private readonly person: Person;

  constructor(backend: Backend, userId: number) {
    this.backend = backend;
    this.person = backend.world.person(userId);
    this.id = userId;
  }

  /** Presses Start, or opens a link `t.me/<bot>?start=<payload>`. Also unblocks the bot, as the client does. */
  async start(payload?: string): Promise<Message> {
    if (payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
      throw new PlayError(`no start link can carry "${payload}"`);
    }
    if (this.person.blocked) await this.unblock();
    this.person.started = true;
    return await this.send('dm', payload === undefined ? '/start' : `/start ${payload}`);
  }

  /** Writes a message, in a topic, as an answer, or with a file, as the options say. */
  async send(place: Place, text: string, options: SendOptions = {}): Promise<Message> {
    const content = actorContent(this.world, text, options);
    return this.post(place, content, options);
  }

  /** Sends 2–10 files as one album; the first carries the caption. */
  async sendAlbum(place: Place, items: readonly Attachment[], options: SendOptions = {}): Promise<Message[]> {
    if (items.length < 2 || items.length > 10) throw new PlayError('an album has 2 to 10 items');
    const mediaGroupId = `${this.world.nextSerial()}${this.world.clock.now()}`;
    return items.map((item, index) => {
      const caption = index === 0 ? { caption: options.caption } : {};
      const content = actorContent(this.world, '', { ...item, ...caption });
      return this.post(place, { ...content, media_group_id: mediaGroupId }, options);
    });
  }

  /** Writes in the name of the group, as an administrator who has turned on anonymity. */
  async sendAsAnonymousAdmin(chatId: number, text: string, options: SendOptions = {}): Promise<Message> {
    const chat = this.world.chat(chatId);
    if (!isAdministrator(membershipOf(chat, this.id)))
      throw new PlayError('only administrators can be anonymous');
    const content = actorContent(this.world, text, options);
    return this.post(chatId, content, options, true);
  }

  /** Forwards a message to another chat. */
  async forward(message: MessageRef, place: Place, options: SendOptions = {}): Promise<Message> {
    const { stored } = this.readable(message);
    const { text, entities, caption, caption_entities, photo, document } = stored.wire;
    const copied = { text, entities, caption, caption_entities, photo, document };
    const present = Object.entries(copied).filter(([, value]) => value !== undefined);
    return this.post(place, { ...Object.fromEntries(present), forward_origin: originOf(stored) }, options);
  }

  /** Changes the text, or the caption of a file. */
  async edit(message: MessageRef, text: string): Promise<Message> {
    const { chat, stored } = this.own(message);
    const isText = stored.wire.text !== undefined;
    const next = actorContent(this.world, isText ? text : '', isText ? {} : { caption: text });
    const { entities: _, caption_entities: __, ...kept } = stored.wire;
    const { caption, caption_entities, text: newText, entities } = next;
    const changed = isText
      ? { text: newText, ...(entities && { entities }) }
      : { caption, ...(caption_entities && { caption_entities }) };
    const edited = { ...stored, wire: { ...kept, ...changed, edit_date: this.world.nowSeconds() } };
    chat.messages.set(edited.wire.message_id, edited);
    announceMessage(this.backend, chat, edited, 'edited_message');
    return renderMessage(chat, edited);
  }

  /** Deletes a message for everyone. Bots are not told. */
  async delete(message: MessageRef): Promise<void> {
    const { chat } = this.own(message);
    removeMessage(this.world, chat, message.message_id);
  }

  /**
   * Presses an inline button, by its label or its callback data. The promise settles with the bot's answer,
   * or rejects when the press expires by the clock. It need not be awaited.
   */
  press(message: MessageRef, labelOrData: string): Promise<CallbackAnswer> {
    const { chat, stored } = this.readable(message);
    const data = findButton(stored.wire.reply_markup, labelOrData);
    const answered = new Promise<CallbackAnswer>((resolve, reject) => {
      const expired = (): void =>
        reject(new PlayError(`the bot never answered the press of "${labelOrData}"`));
      const id = this.backend.callbacks.add(resolve, expired);
      const query = { id, from: this.person.user, message: renderMessage(chat, stored), data };
      const chatInstance = `${7_000_000_000_000 + Math.abs(chat.id)}`;
      this.backend.updates.add(
        'callback_query',
        { ...query, chat_instance: chatInstance },
        `press ${this.id}`,
      );
    });
    answered.catch(() => undefined);
    return answered;
  }

  /** Reacts with one emoji, or takes the reaction back with none. */
  async react(message: MessageRef, emoji: string | undefined): Promise<void> {
    const { chat, stored } = this.readable(message);
    if (emoji !== undefined && !isReactionEmoji(emoji)) throw new PlayError(`${emoji} is no reaction`);
    const before = stored.reactions.get(this.id) ?? [];
    const after = emoji === undefined ? [] : [emoji];
    stored.reactions.set(this.id, after);
    announceReaction(this.backend, chat, {
      messageId: message.message_id,
      by: this.person.user,
      before,
      after,
    });
  }

  async block(): Promise<void> {
    setBlocked(this.backend, this.person, true);
  }

  async unblock(): Promise<void> {
    setBlocked(this.backend, this.person, false);
  }

  private get world(): World {
    return this.backend.world;
  }

  private post(place: Place, content: Content, options: SendOptions, anonymous = false): Message {
    const chat = this.writableChat(place);
    const answered = options.replyTo === undefined ? undefined : this.readable(options.replyTo).stored;
    const topicId = options.topic ?? answered?.topicId;
    this.checkTopic(chat, topicId);
    const author = anonymous
      ? { from: GROUP_ANONYMOUS_BOT, senderChat: chatOnWire(chat) }
      : { from: this.person.user };
    const replyToId = answered?.wire.message_id;
    const message = addMessage(this.world, chat, { ...author, content, replyToId, topicId });
    announceMessage(this.backend, chat, message);
    return renderMessage(chat, message);
  }

  private writableChat(place: Place): ChatState {
    if (this.person.deactivated) throw new PlayError('this account is deactivated');
    const chat = this.world.chat(place === 'dm' ? this.id : place);
    if (chat.person === undefined) this.requireMember(chat);
    else if (this.person.blocked) throw new PlayError('unblock the bot before writing to it');
    else if (!this.person.started) throw new PlayError('press Start before writing to the bot');
    if (chat.migratedToId !== undefined)
      throw new PlayError('the group was upgraded: write in the supergroup');
    return chat;
  }

  private checkTopic(chat: ChatState, topicId: number | undefined): void {
    if (topicId === undefined) return;
    const topic = chat.topics.get(topicId);
    if (topic === undefined) throw new PlayError(`there is no topic ${topicId} in this chat`);
    const mayWrite =
      !topic.closed || membershipOf(chat, this.id).rights.canManageTopics || topic.creatorId === this.id;
    if (!mayWrite) throw new PlayError(`topic "${topic.name}" is closed`);
  }

  private requireMember(chat: ChatState): void {
    if (!isIn(membershipOf(chat, this.id)))
      throw new PlayError(`${this.person.user.first_name} is not in this chat`);
  }

  /** The message as it stands now, if this person can see it. */
  private readable(message: MessageRef): { chat: ChatState; stored: StoredMessage } {
    const chat = this.world.chat(message.chat.id);
    if (chat.person === undefined) this.requireMember(chat);
    else if (chat.id !== this.id) throw new PlayError('this is the private chat of somebody else');
    const stored = chat.messages.get(message.message_id);
    if (stored === undefined) throw new PlayError('this message was deleted');
    return { chat, stored };
  }

  private own(message: MessageRef): { chat: ChatState; stored: StoredMessage } {
    const found = this.readable(message);
    if (found.stored.wire.from?.id !== this.id) throw new PlayError('this message is of somebody else');
    return found;
  }
}
