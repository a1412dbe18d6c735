// Where a person types: Enter sends, Shift+Enter begins a new line, and what could not be sent stays.
import { el } from './dom.js';

const tallestPx = 140;

/** `send(text)` resolves with whether it was sent. `extras` stand before the field. */
export function createComposer({ label, send, extras = [] }) {
  const field = el('textarea', {
    rows: '1',
    'aria-label': label,
    placeholder: label,
    keydown(event) {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    },
    input: adjustHeight,
  });
  const form = el(
    'form',
    {
      class: 'composer',
      async submit(event) {
        event.preventDefault();
        const text = field.value;
        if (text.trim() === '') return;
        field.value = '';
        adjustHeight();
        if (!(await send(text)) && field.value === '') field.value = text;
        adjustHeight();
      },
    },
    ...extras,
    field,
    el('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, '➤'),
  );

  function adjustHeight() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, tallestPx)}px`;
  }

  return {
    element: form,
    /** Puts words where the person types. */
    insert(words) {
      field.value = field.value.startsWith(words) ? field.value : words + field.value;
      field.focus();
      adjustHeight();
    },
    focus: () => field.focus(),
    setLabel(words) {
      field.placeholder = words;
      field.setAttribute('aria-label', words);
    },
  };
}
