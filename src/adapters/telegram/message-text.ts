// The plain text of a Telegram message: hidden links spelt out, the bot's own name taken out.
import type { Bot, Entity, Message } from './wire.ts';

export interface MessageText {
  readonly text: string;
  readonly mentionsBot: boolean;
}

/** What the writer wrote; a contact or place that they shared counts as its words. */
export function textOf(message: Message, bot: Bot): MessageText {
  const source = message.text ?? message.caption ?? sharedWords(message);
  const entities = message.entities ?? message.caption_entities ?? [];
  const mentionsBot = entities.some((entity) => isMention(source, entity, bot));
  let text = source;
  // From the end, so that offsets before the change stay true.
  for (const entity of [...entities].sort((a, b) => b.offset - a.offset)) {
    if (isMention(source, entity, bot)) text = without(text, entity);
    else if (entity.type === 'text_link') text = withAddress(text, entity);
  }
  return { text: text.trim(), mentionsBot };
}

function sharedWords({ contact, location }: Message): string {
  if (contact !== undefined) {
    return [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(' ');
  }
  return location === undefined ? '' : `${location.latitude}, ${location.longitude}`;
}

function isMention(source: string, entity: Entity, bot: Bot): boolean {
  if (entity.type === 'text_mention') return entity.user?.id === bot.id;
  return (
    entity.type === 'mention' && sliced(source, entity).toLowerCase() === `@${bot.username.toLowerCase()}`
  );
}

function sliced(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length);
}

function without(text: string, { offset, length }: Entity): string {
  const before = text.slice(0, offset);
  const after = text.slice(offset + length);
  return /\s$/.test(before) || before === '' ? before + after.replace(/^[ ,:]+/, '') : before + after;
}

function withAddress(text: string, entity: Entity): string {
  const { offset, length, url } = entity;
  if (url === undefined || sliced(text, entity) === url) return text;
  return `${text.slice(0, offset + length)} (${url})${text.slice(offset + length)}`;
}
