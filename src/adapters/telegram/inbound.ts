// Turns what comes from Telegram into what people do, free of Telegram.
import type {
  Correction,
  Inbound,
  InboundCommand,
  InboundGreeting,
  InboundMessage,
  PlatformUser,
} from '../../app/inbound.ts';
import type { MovedChat } from '../../app/moved-chats.ts';
import type { Instant } from '../../domain/instant.ts';
import { attachmentsOf } from './attachments.ts';
import { textOf } from './message-text.ts';
import { PLATFORM, placeOf, platformUser } from './place.ts';
import type { Bot, CallbackQuery, EditedMessage, Message } from './wire.ts';

/** One message, or the messages of an album in order. */
export type MessageGroup = readonly [Message, ...Message[]];

/** Telegram's own words for verbs of the desk. */
const ALIASES: ReadonlyMap<string, string> = new Map([['tickets', 'list']]);

/**
 * As Telegram finds commands, but in any alphabet: a verb mistyped in Cyrillic must not pass for plain words; and with
 * hyphens, which Telegram does not know in commands but people type.
 */
const COMMAND = /^\/([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)(?:@(\w+))?(?![\p{L}\p{N}_/<>@])\s*([\s\S]*)$/u;

/** The event's id for the desk. */
export function eventIdOf(updateId: number): string {
  return `${PLATFORM}:${updateId}`;
}

/**
 * What a message says, or null where it says nothing to the desk: service messages, messages of other bots or of
 * a linked channel, commands addressed to another bot.
 */
export function inboundFromMessages(updateId: number, messages: MessageGroup, bot: Bot): Inbound | null {
  const [first] = messages;
  if (first.is_automatic_forward === true || isFromBot(first)) return null;
  const message = plainMessage(updateId, messages, bot);
  const isService = first.text === undefined && message.text === '' && message.attachments.length === 0;
  if (isService) return null;
  const command = COMMAND.exec(message.text);
  return command === null ? message : commandFrom(message, command, bot);
}

/** A button pressed at `at`, since Telegram does not say when; null for buttons that are not the desk's. */
export function inboundFromCallback(
  updateId: number,
  query: CallbackQuery,
  at: Instant,
): InboundCommand | null {
  if (query.data === undefined || query.message === undefined) return null;
  return {
    kind: 'command',
    eventId: eventIdOf(updateId),
    user: platformUser(query.from),
    place: placeOf(query.message),
    at,
    canOpenForm: false,
    line: query.data,
    source: 'button',
    messageId: String(query.message.message_id),
    replyTo: null,
    attachments: [],
  };
}

/** What an edited message says now; null for one that cannot have said anything to the desk. */
export function correctionFrom(updateId: number, edited: EditedMessage, bot: Bot): Correction | null {
  if (isFromBot(edited)) return null;
  const { eventId, user, place, messageId, replyTo, addressed, text } = plainMessage(updateId, [edited], bot);
  const inbound = inboundFromMessages(updateId, [edited], bot);
  const line = inbound?.kind === 'command' ? inbound.line : null;
  return {
    eventId,
    place,
    messageId,
    userId: user?.userId ?? null,
    at: (edited.edit_date ?? edited.date) * 1000,
    text: line ?? text,
    addressed,
    isCommand: line !== null,
    replyTo,
  };
}

/** The other id that a group got when it was upgraded, as the old group and the new one each tell; else null. */
export function moveIn({ chat, migrate_to_chat_id, migrate_from_chat_id }: Message): MovedChat | null {
  const from = migrate_from_chat_id ?? chat.id;
  const to = migrate_to_chat_id ?? chat.id;
  return from === to ? null : { platform: PLATFORM, from: String(from), to: String(to) };
}

function plainMessage(updateId: number, messages: MessageGroup, bot: Bot): InboundMessage {
  const [first] = messages;
  const place = placeOf(first);
  const texts = messages.map((message) => textOf(message, bot));
  return {
    kind: 'message',
    eventId: eventIdOf(updateId),
    user: writerOf(first),
    place,
    at: first.date * 1000,
    canOpenForm: false,
    messageId: String(first.message_id),
    replyTo: replyToOf(first),
    addressed: place.kind === 'direct' || texts.some((text) => text.mentionsBot),
    text: texts.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n'),
    attachments: messages.flatMap(attachmentsOf),
  };
}

function commandFrom(
  message: InboundMessage,
  [, typed = '', addressee, rest = '']: RegExpExecArray,
  bot: Bot,
): InboundCommand | InboundGreeting | null {
  if (addressee !== undefined && addressee.toLowerCase() !== bot.username.toLowerCase()) return null;
  const { kind: _, addressed: __, text: ___, attachments, messageId, replyTo, ...origin } = message;
  const word = typed.toLowerCase();
  if (word === 'start') return { ...origin, kind: 'greeting', payload: rest === '' ? null : rest };
  const verb = ALIASES.get(word) ?? word.replaceAll('_', '-');
  const line = rest === '' ? verb : `${verb} ${rest}`;
  return { ...origin, kind: 'command', line, source: 'typed', messageId, replyTo, attachments };
}

/** Null for who writes in a chat's name: an anonymous administrator, or a channel. */
function writerOf({ from, sender_chat }: Message): PlatformUser | null {
  return from === undefined || sender_chat !== undefined ? null : platformUser(from);
}

function isFromBot({ from, sender_chat }: Message): boolean {
  return from?.is_bot === true && sender_chat === undefined;
}

/** Every message of a topic names the topic's first message as answered; only another one was chosen by its writer. */
function replyToOf({ reply_to_message, is_topic_message, message_thread_id }: Message): string | null {
  if (reply_to_message === undefined) return null;
  const isTopicStart = is_topic_message === true && reply_to_message.message_id === message_thread_id;
  return isTopicStart ? null : String(reply_to_message.message_id);
}
