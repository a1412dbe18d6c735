// A person at play: what somebody can do in a Telegram client, refused where the client would refuse it.

import { type Attachment, actorContent, reworded, type SendOptions } from './actor-content.ts';
import { findButton } from './actor-press.ts';
import { announceMessage, announceReaction } from './announce.ts';
import type { Backend } from './backend.ts';
import type { CallbackAnswer } from './callback-queries.ts';
import { chatOnWire, isAdministrator, membershipOf } from './chat-state.ts';
import { setBlocked } from './membership.ts';
import { PlayError } from './play-error.ts';
import { addMessage, removeMessage } from './posting.ts';
import { type MessageRef, type Place, Reach } from './reach.ts';
import { isReactionEmoji } from './reaction-emoji.ts';
import { renderMessage } from './render.ts';
import { originOf, transferable } from './transfer.ts';
import type { Content, Message } from './wire.ts';
import { GROUP_ANONYMOUS_BOT, type Person, type World } from './world.ts';

export class Actor {
  readonly id: number;
  private readonly backend: Backend;
  private readonly person: Person;
  private readonly reach: Reach;

  constructor(backend: Backend, userId: number) {
    this.backend = backend;
    this.person = backend.world.person(userId);
    this.reach = new Reach(backend.world, this.person);
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
    const { stored } = this.reach.readable(message);
    const content = transferable(stored);
    if (content === undefined) throw new PlayError('this message cannot be forwarded');
    return this.post(place, { ...content, forward_origin: originOf(stored) }, options);
  }

  /** Changes the text, or the caption of a file. */
  async edit(message: MessageRef, text: string): Promise<Message> {
    const { chat, stored } = this.reach.own(message);
    const wire = { ...reworded(stored.wire, text), edit_date: this.world.nowSeconds() };
    const edited = { ...stored, wire };
    chat.messages.set(edited.wire.message_id, edited);
    announceMessage(this.backend, chat, edited, 'edited_message');
    return renderMessage(chat, edited);
  }

  /** Deletes a message for everyone. Bots are not told. */
  async delete(message: MessageRef): Promise<void> {
    const { chat } = this.reach.own(message);
    removeMessage(this.world, chat, message.message_id);
  }

  /**
   * Presses an inline button, by its label or its callback data. The promise settles with the bot's answer,
   * or rejects when the press expires by the clock. It need not be awaited.
   */
  press(message: MessageRef, labelOrData: string): Promise<CallbackAnswer> {
    const { chat, stored } = this.reach.readable(message);
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
    const { chat, stored } = this.reach.readable(message);
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
    const chat = this.reach.writableChat(place);
    const answered = options.replyTo === undefined ? undefined : this.reach.readable(options.replyTo).stored;
    const topicId = options.topic ?? answered?.topicId;
    if (topicId !== undefined) this.reach.requireTopic(chat, topicId);
    const author = anonymous
      ? { from: GROUP_ANONYMOUS_BOT, senderChat: chatOnWire(chat) }
      : { from: this.person.user };
    const replyToId = answered?.wire.message_id;
    const message = addMessage(this.world, chat, { ...author, content, replyToId, topicId });
    announceMessage(this.backend, chat, message);
    return renderMessage(chat, message);
  }
}
