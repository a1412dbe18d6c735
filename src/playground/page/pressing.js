// Buttons that act: they wait for the answer before they can be pressed again.
import { el } from './dom.js';

/** `press` returns a promise; meanwhile the button is busy. */
export function actButton(properties, press, ...children) {
  const click = async ({ currentTarget: button }) => {
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    try {
      await press();
    } finally {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
  };
  return el('button', { type: 'button', ...properties, click }, ...children);
}
