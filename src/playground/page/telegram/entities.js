// Telegram's formatted text as elements: entities may nest, their offsets count UTF-16 units.
import { el } from '../dom.js';

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  spoiler: 'span',
};

/** The text from `start` to `end` with the entities that lie in there. */
export function formatted(text, entities = [], start = 0, end = text.length) {
  const [first, ...rest] = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  if (first === undefined) return start < end ? [text.slice(start, end)] : [];
  const firstEnd = first.offset + first.length;
  const inside = rest.filter(({ offset }) => offset < firstEnd);
  const after = rest.filter(({ offset }) => offset >= firstEnd);
  return [
    ...(start < first.offset ? [text.slice(start, first.offset)] : []),
    element(first, formatted(text, inside, first.offset, firstEnd), text.slice(first.offset, firstEnd)),
    ...formatted(text, after, firstEnd, end),
  ];
}

function element(entity, children, words) {
  const tag = tags[entity.type];
  if (tag !== undefined) return el(tag, {}, ...children);
  const url = { text_link: entity.url, url: words, email: `mailto:${words}` }[entity.type];
  if (url !== undefined && /^(https?|mailto):/.test(url)) {
    return el('a', { href: url, target: '_blank', rel: 'noreferrer' }, ...children);
  }
  return el('span', { class: 'entity' }, ...children);
}
