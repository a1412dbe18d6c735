// Where a person types: Enter sends, Shift+Enter begins a new line, and what could not be sent stays.
import { createAttaching } from './attaching.js';
import { el } from './dom.js';

const tallestPx = 140;

/** `send(text, files)` resolves with whether it was sent. `extras` stand before the field. */
export function createComposer({ label, send, extras = [] }) {
  const attaching = createAttaching();
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
        const files = attaching.files();
        if (text.trim() === '' && files.length === 0) return;
        field.value = '';
        attaching.show([]);
        adjustHeight();
        if (!(await send(text, files))) putBack(text, files);
        adjustHeight();
      },
      paste(event) {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        attaching.add(event.clipboardData.files);
      },
    },
    attaching.tray,
    attaching.button,
    ...extras,
    field,
    el('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, '➤'),
  );

  function putBack(text, files) {
    if (field.value === '') field.value = text;
    if (attaching.files().length === 0) attaching.show(files);
  }

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
