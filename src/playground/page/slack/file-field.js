// The input of a modal that takes files: what it holds already, and a chooser for what shall take its place.
import { el } from '../dom.js';
import { fileWords } from '../files.js';

/** `state` is what Slack holds for the field. */
export function fileField(element, state, attributes) {
  const chooser = el('input', {
    ...attributes,
    type: 'file',
    multiple: (element.max_files ?? 10) > 1,
    accept: element.filetypes?.map((extension) => `.${extension}`).join(','),
  });
  const held = (state.files ?? []).map((file) => el('div', { class: 'file' }, ...fileWords(file)));
  if (held.length === 0) return chooser;
  const tray = el('div', { class: 'held-files' }, ...held);
  const takeOff = el(
    'button',
    {
      type: 'button',
      class: 'slack-button',
      'aria-label': `Take off ${state.files.map(({ name }) => name).join(', ')}`,
      click() {
        chooser.dataset.emptied = 'yes';
        tray.remove();
        chooser.focus();
      },
    },
    '✕',
  );
  tray.append(takeOff);
  return el('div', { class: 'file-field' }, tray, chooser);
}

/** The files chosen by field; a field that nobody touched is left out, and so keeps what it holds. */
export function filesIn(dialog) {
  const choosers = [...dialog.querySelectorAll('input[type=file][data-block]')];
  return choosers
    .filter(({ files, dataset }) => files.length > 0 || dataset.emptied === 'yes')
    .map(({ files, dataset }) => ({ field: dataset.block, files: [...files] }));
}
