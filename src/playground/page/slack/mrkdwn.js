// Slack's mrkdwn as elements: mentions, links, emphasis, code, emoji.
import { el } from '../dom.js';

const emojis = {
  eyes: '👀',
  memo: '📝',
  outbox_tray: '📤',
  white_check_mark: '✅',
  '+1': '👍',
  tada: '🎉',
  warning: '⚠️',
  heart: '❤️',
};

/** The sign of an emoji by its name, or the name as Slack writes it. */
export const emojiOf = (name) => emojis[name] ?? `:${name}:`;

const token =
  /<([@#!])([^>|]+)(?:\|([^>]*))?>|<([^>|]+)(?:\|([^>]*))?>|```([\s\S]+?)```|`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*(?!\w)|(?<!\w)_([^_\n]+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)|:([a-z0-9_+-]+):/;

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** `names.user(id)` and `names.channel(id)` say what mentions are called. */
export function mrkdwn(text, names) {
  const match = token.exec(text);
  if (match === null) return text === '' ? [] : [unescaped(text)];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [...(before === '' ? [] : [unescaped(before)]), special(match, names), ...mrkdwn(after, names)];
}

function special([whole, sigil, id, label, url, urlLabel, pre, code, bold, italic, strike, emoji], names) {
  if (sigil !== undefined) return mention(sigil, id, label, names);
  if (url !== undefined) return link(unescaped(url), unescaped(urlLabel ?? url));
  if (pre !== undefined) return el('pre', {}, unescaped(pre));
  if (code !== undefined) return el('code', {}, unescaped(code));
  if (bold !== undefined) return el('strong', {}, ...mrkdwn(bold, names));
  if (italic !== undefined) return el('em', {}, ...mrkdwn(italic, names));
  if (strike !== undefined) return el('s', {}, ...mrkdwn(strike, names));
  return emoji in emojis ? emojis[emoji] : whole;
}

function mention(sigil, id, label, names) {
  const called = { '@': names.user, '#': names.channel, '!': (range) => label ?? range }[sigil](id);
  return el('span', { class: 'mention' }, `${sigil === '#' ? '#' : '@'}${called}`);
}

function link(url, label) {
  if (!/^(https?|mailto|tel):/.test(url)) return label;
  return el('a', { href: url, target: '_blank', rel: 'noreferrer' }, label);
}
