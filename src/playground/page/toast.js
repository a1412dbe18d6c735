// Short notices in the corner: what a client would say to the person who acts.
import { el } from './dom.js';

const shownForMs = 6000;

/** Shows `text` for a while; `kind` is 'info' or 'error'. */
export function toast(text, kind = 'info') {
  const notice = el('div', { class: `toast ${kind}` }, text);
  const host = document.getElementById('toasts');
  host.append(notice);
  // Shown anew, it comes to lie above a dialog that was opened meanwhile.
  host.hidePopover();
  host.showPopover();
  setTimeout(() => notice.remove(), shownForMs);
}
