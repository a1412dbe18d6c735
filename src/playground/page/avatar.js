// A person's round picture: initials on a colour that is always theirs.
import { el } from './dom.js';

const colours = 6;

/** Names in any script; the bot has a picture of its own. */
export function avatar(name, isBot = false) {
  if (isBot) return el('img', { class: 'avatar', src: '/playground/icon.svg', alt: '' });
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('');
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return el('span', { class: `avatar colour-${sum % colours}`, 'aria-hidden': 'true' }, initials);
}
