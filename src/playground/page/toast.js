// Short notices in the corner: what a client would say to the person who acts.
import { el } from './dom.js';

const shownForMs = 6000;

/** Shows `text` for a while; `kind` is 'info' or 'error'. */
export function toast(text, kind = 'info') {
  const notice = el('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(notice);
  setTimeout(() => notice.remove(), shownForMs);
}
