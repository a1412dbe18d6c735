// What Slack's client makes of typed text: escapes, mentions, links; as mrkdwn and as a rich_text block.
import type { Block } from '../blocks/blocks.ts';

export interface TypedText {
  readonly text: string;
  readonly block: Block;
}

export interface Addressable {
  /** The user with that id or name, if the client would offer them. */
  readonly user: (idOrName: string) => string | undefined;
  readonly channel: (idOrName: string) => string | undefined;
}

type Inline =
  | { type: 'text'; text: string }
  | { type: 'user'; user_id: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'broadcast'; range: 'here' | 'channel' | 'everyone' }
  | { type: 'link'; url: string };

const TOKEN = /<@([A-Z0-9]+)>|<#([A-Z0-9]+)>|(?<![\w@])@([\w.-]*\w)|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/g;

/**
 * Typed text as the client sends it. `@name` and `<@ID>` of somebody known stand for picking them from the
 * list of suggestions, so do `<#ID>` and `@here`, `@channel`, `@everyone`; everything else is plain text,
 * whose `&`, `<` and `>` are escaped.
 */
export function typedText(typed: string, known: Addressable): TypedText {
  const parts = split(typed, known);
  return {
    text: parts.map(asMrkdwn).join(''),
    block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: parts }] },
  };
}

function split(typed: string, known: Addressable): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of typed.matchAll(TOKEN)) {
    const special = recognise(match, known);
    if (special === undefined) continue;
    if (match.index > end) parts.push({ type: 'text', text: typed.slice(end, match.index) });
    parts.push(special);
    end = match.index + match[0].length;
  }
  if (end < typed.length) parts.push({ type: 'text', text: typed.slice(end) });
  return parts;
}

function recognise(match: RegExpMatchArray, known: Addressable): Inline | undefined {
  const [, userId, channelId, name, url] = match;
  if (url !== undefined) return { type: 'link', url };
  if (name === 'here' || name === 'channel' || name === 'everyone') return { type: 'broadcast', range: name };
  const user = known.user(userId ?? name ?? '');
  if (user !== undefined) return { type: 'user', user_id: user };
  const channel = known.channel(channelId ?? '');
  return channel === undefined ? undefined : { type: 'channel', channel_id: channel };
}

function asMrkdwn(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escaped(part.text);
    case 'user':
      return `<@${part.user_id}>`;
    case 'channel':
      return `<#${part.channel_id}>`;
    case 'broadcast':
      return `<!${part.range}>`;
    case 'link':
      return `<${escaped(part.url)}>`;
    default:
      return part satisfies never;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
