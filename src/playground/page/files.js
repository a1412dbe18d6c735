// Files in messages: pictures shown where they stand, everything else as a chip that can be downloaded.
import { el } from './dom.js';

/**
 * Draws the file `{id, name, size, width, height, isPicture}` of `platform`; for a picture the name is what it shows
 * in words, and width and height, in pixels, may be unknown.
 */
export function drawFile(platform, file) {
  const href = `/playground/file/${platform}?id=${encodeURIComponent(file.id)}`;
  return file.isPicture ? picture(href, file) : chip(href, file);
}

function picture(href, { name, width, height }) {
  const frame = el('a', {
    class: 'picture',
    href,
    target: '_blank',
    rel: 'noreferrer',
    title: 'Open in full size',
  });
  // What is no picture after all is offered as a file.
  const error = () => frame.replaceWith(chip(href, { name }));
  frame.append(el('img', { src: href, alt: name, width, height, error }));
  return frame;
}

const chip = (href, { name, size }) =>
  el('a', { class: 'file', href, download: name, title: `Download ${name}` }, ...fileWords({ name, size }));

/** What a chip says of a file: its kind, its name, and its size where that is known. */
export const fileWords = ({ name, size }) => [
  el('span', { class: 'file-kind', 'aria-hidden': 'true' }, kindOf(name)),
  el(
    'span',
    { class: 'file-words' },
    el('span', { class: 'file-name' }, name),
    size === undefined ? null : el('small', { class: 'quiet' }, sizeWords(size)),
  ),
];

/** The extension, where it is short enough to stand in the chip. */
const kindOf = (name) => /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1].toUpperCase() ?? 'FILE';

/** Bytes in the unit that suits them, as `3.4 MB`; a kilobyte has 1024 bytes, as both platforms count. */
function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
