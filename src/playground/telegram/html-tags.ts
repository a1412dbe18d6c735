// The lexical part of Telegram's HTML: character references, and start tags with their attributes.

/** Markup that Telegram refuses; the message is what follows "can't parse entities: ". */
export class TagSyntaxError extends Error {}

/** A start tag as far as Telegram cares for it. */
export interface StartTag {
  readonly name: string;
  /** The one attribute that means something to this tag (address, class, emoji), or ''. */
  readonly argument: string;
  /** The index after its `>`. */
  readonly endsAt: number;
}

const SUPPORTED_TAGS: ReadonlySet<string> = new Set(
  'a b strong i em u ins s strike del tg-spoiler span tg-emoji code pre blockquote'.split(' '),
);

const NAMED_REFERENCES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The character reference at `index`, or undefined where the ampersand is just an ampersand. */
export function readEntity(source: string, index: number): { character: string; endsAt: number } | undefined {
  const match = /^&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));?/i.exec(source.slice(index, index + 16));
  if (match === null) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  const endsAt = index + whole.length;
  if (name !== undefined) {
    const character = NAMED_REFERENCES[name];
    return character === undefined ? undefined : { character, endsAt };
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code < 0x10ffff ? { character: String.fromCodePoint(code), endsAt } : undefined;
}

/** Reads the start tag whose `<` stands at `index`; `begin` is that place as a byte offset, for complaints. */
export function readStartTag(source: string, index: number, begin: number): StartTag {
  const nameEnd = source.slice(index + 1).search(/[\s>]/);
  if (nameEnd < 0) throw new TagSyntaxError(`Unclosed start tag at byte offset ${begin}`);
  const name = source.slice(index + 1, index + 1 + nameEnd).toLowerCase();
  if (!SUPPORTED_TAGS.has(name)) {
    throw new TagSyntaxError(`Unsupported start tag "${name}" at byte offset ${begin}`);
  }
  const attributes = readAttributes(source, index + 1 + nameEnd, { name, begin });
  const argument = meaningfulArgument(name, attributes.values);
  if (name === 'span' && argument !== 'spoiler') {
    throw new TagSyntaxError(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
  }
  return { name, argument, endsAt: attributes.endsAt };
}

interface Place {
  readonly name: string;
  readonly begin: number;
}

function readAttributes(
  source: string,
  from: number,
  tag: Place,
): { values: Map<string, string>; endsAt: number } {
  const values = new Map<string, string>();
  let at = skipSpace(source, from);
  while (source[at] !== '>') {
    if (at >= source.length) throw unclosed(tag);
    const attribute = readAttribute(source, at, tag);
    values.set(attribute.name, attribute.value);
    at = skipSpace(source, attribute.endsAt);
  }
  return { values, endsAt: at + 1 };
}

function readAttribute(
  source: string,
  from: number,
  tag: Place,
): { name: string; value: string; endsAt: number } {
  const name = /^[^\s=>/"']+/.exec(source.slice(from))?.[0];
  if (name === undefined) {
    throw new TagSyntaxError(`Empty attribute name in the tag "${tag.name}" at byte offset ${tag.begin}`);
  }
  const afterName = skipSpace(source, from + name.length);
  if (afterName >= source.length) throw unclosed(tag);
  if (source[afterName] !== '=') return { name, value: '', endsAt: afterName };
  return { name, ...readValue(source, skipSpace(source, afterName + 1), tag) };
}

function readValue(source: string, from: number, tag: Place): { value: string; endsAt: number } {
  const quote = source[from];
  if (quote === '"' || quote === "'") {
    const end = source.indexOf(quote, from + 1);
    if (end < 0 || end + 1 >= source.length)
      throw new TagSyntaxError(`Unclosed start tag at byte offset ${tag.begin}`);
    return { value: decoded(source.slice(from + 1, end)), endsAt: end + 1 };
  }
  const value = /^[A-Za-z0-9.-]*/.exec(source.slice(from))?.[0] ?? '';
  const next = source[from + value.length];
  if (next === undefined) throw new TagSyntaxError(`Unclosed start tag at byte offset ${tag.begin}`);
  if (!/[\s>]/.test(next)) {
    const at = Buffer.byteLength(source.slice(0, from), 'utf8');
    throw new TagSyntaxError(`Unexpected end of name token at byte offset ${at}`);
  }
  return { value: value.toLowerCase(), endsAt: from + value.length };
}

function meaningfulArgument(tag: string, values: ReadonlyMap<string, string>): string {
  if (tag === 'a') return values.get('href') ?? '';
  if (tag === 'tg-emoji') return values.get('emoji-id') ?? '';
  if (tag === 'code') return withoutPrefix(values.get('class'), 'language-');
  if (tag === 'span') return withoutPrefix(values.get('class'), 'tg-');
  return tag === 'blockquote' && values.has('expandable') ? 'expandable' : '';
}

function withoutPrefix(value: string | undefined, prefix: string): string {
  return value?.startsWith(prefix) ? value.slice(prefix.length) : '';
}

function decoded(value: string): string {
  let text = '';
  for (let at = 0; at < value.length; ) {
    const entity = value[at] === '&' ? readEntity(value, at) : undefined;
    text += entity?.character ?? value[at] ?? '';
    at = entity?.endsAt ?? at + 1;
  }
  return text;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && /\s/.test(source.charAt(at))) at++;
  return at;
}

function unclosed(tag: Place): TagSyntaxError {
  return new TagSyntaxError(`Unclosed start tag "${tag.name}" at byte offset ${tag.begin}`);
}
