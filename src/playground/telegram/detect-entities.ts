// The entities that Telegram finds by itself in plain text: commands, mentions, hashtags, addresses.
import type { MessageEntity } from './wire.ts';

const DETECTORS: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  {
    type: 'url',
    pattern:
      /(?<![\w@.])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|ru|dev|me)(?:\/[^\s<>"]*)?)(?<![.,!?;:)])(?![\w@])/giu,
  },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/giu },
  {
    type: 'bot_command',
    pattern: /(?<![\p{L}\p{N}_/<>@])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_/.@])@[A-Za-z0-9_]{3,32}(?![\p{L}\p{N}_])/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu },
];

/** Adds what Telegram detects outside the entities already there; sorted by offset, the longer first. */
export function withDetectedEntities(text: string, marked: readonly MessageEntity[]): MessageEntity[] {
  const opaque = marked.filter((entity) =>
    ['code', 'pre', 'text_link', 'text_mention'].includes(entity.type),
  );
  const found: MessageEntity[] = [];
  for (const { type, pattern } of DETECTORS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...opaque, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return [...marked, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
