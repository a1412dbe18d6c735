// Telegram's HTML parse mode: text with its entities out of markup, or Telegram's own complaint about it.
import { badRequest } from './api-error.ts';
import { readEntity, readStartTag, type StartTag, TagSyntaxError } from './html-tags.ts';
import type { MessageEntity } from './wire.ts';

/** Text as Telegram stores it: offsets and lengths of the entities are UTF-16 code units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

interface OpenTag extends StartTag {
  /** Where its content begins in the output, in UTF-16 units. */
  readonly offset: number;
}

/** UTF-16 units of the output. */
interface Range {
  readonly offset: number;
  readonly length: number;
}

const ENTITY_TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/**
 * Reads Telegram HTML. Throws 400 "can't parse entities: …" with the byte offset (UTF-8) that Telegram names.
 * Rules: https://core.telegram.org/bots/api#html-style
 */
export function parseHtml(source: string): FormattedText {
  try {
    return new HtmlReader(source).read();
  } catch (error) {
    if (error instanceof TagSyntaxError) throw badRequest(`can't parse entities: ${error.message}`);
    throw error;
  }
}

class HtmlReader {
  private readonly source: string;
  private readonly open: OpenTag[] = [];
  private readonly entities: MessageEntity[] = [];
  private text = '';
  private at = 0;

  constructor(source: string) {
    this.source = source;
  }

  read(): FormattedText {
    while (this.at < this.source.length) this.readNext();
    const unclosed = this.open.at(-1);
    if (unclosed !== undefined) {
      throw new TagSyntaxError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    }
    return { text: this.text, entities: this.entities };
  }

  private readNext(): void {
    const character = this.source.charAt(this.at);
    if (character !== '<') this.readCharacter(character);
    else if (this.source[this.at + 1] === '/') this.closeTag();
    else this.openTag();
  }

  private readCharacter(character: string): void {
    const entity = character === '&' ? readEntity(this.source, this.at) : undefined;
    this.text += entity?.character ?? character;
    this.at = entity?.endsAt ?? this.at + 1;
  }

  private openTag(): void {
    const tag = readStartTag(this.source, this.at, byteOffset(this.source, this.at));
    this.open.push({ ...tag, offset: this.text.length });
    this.at = tag.endsAt;
  }

  private closeTag(): void {
    const begin = byteOffset(this.source, this.at);
    const tag = this.open.pop();
    if (tag === undefined) throw new TagSyntaxError(`Unexpected end tag at byte offset ${begin}`);
    const match = /^<\/([^\s>]*)\s*>/.exec(this.source.slice(this.at));
    if (match === null) throw new TagSyntaxError(`Unclosed end tag at byte offset ${begin}`);
    const name = (match[1] ?? '').toLowerCase();
    if (name !== '' && name !== tag.name) {
      throw new TagSyntaxError(
        `Unmatched end tag at byte offset ${begin}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    this.at += match[0].length;
    this.addEntity(tag);
  }

  private addEntity(tag: OpenTag): void {
    const range = { offset: tag.offset, length: this.text.length - tag.offset };
    const entity = range.length === 0 ? undefined : this.entityOf(tag, range);
    if (entity !== undefined) this.entities.push(entity);
  }

  private entityOf(tag: OpenTag, range: Range): MessageEntity | undefined {
    const type = ENTITY_TYPES[tag.name] ?? tag.name;
    if (type === 'text_link') return this.link(tag, range);
    if (type === 'custom_emoji') return customEmoji(tag, range);
    if (type === 'blockquote' && tag.argument !== '') return { type: 'expandable_blockquote', ...range };
    if (type === 'code' && tag.argument !== '' && this.open.at(-1)?.name === 'pre') {
      return { type: 'pre', ...range, language: tag.argument };
    }
    return this.isCoveredByNestedPre(type, range) ? undefined : { type, ...range };
  }

  /** A link without an address links to its own text; without a host it is plain text, as in Telegram. */
  private link(tag: OpenTag, range: Range): MessageEntity | undefined {
    const url = normalisedUrl(tag.argument || this.text.slice(tag.offset));
    return url === undefined ? undefined : { type: 'text_link', ...range, url };
  }

  /** `<pre><code class="language-x">` is one entity: the outer tag adds nothing. */
  private isCoveredByNestedPre(type: string, range: Range): boolean {
    const last = this.entities.at(-1);
    return (
      type === 'pre' && last?.type === 'pre' && last.offset === range.offset && last.length === range.length
    );
  }
}

function customEmoji(tag: OpenTag, range: Range): MessageEntity {
  if (!/^[1-9]\d*$/.test(tag.argument)) throw new TagSyntaxError('Invalid custom emoji identifier specified');
  return { type: 'custom_emoji', ...range, custom_emoji_id: tag.argument };
}

function normalisedUrl(candidate: string): string | undefined {
  if (/^(tg|mailto|tel):/i.test(candidate)) return candidate;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(candidate) ? candidate : `http://${candidate}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  return url.hostname.includes('.') ? url.href : undefined;
}

function byteOffset(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index), 'utf8');
}
