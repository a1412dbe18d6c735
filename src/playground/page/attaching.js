// What a person is about to send beside their words: a button to choose files, and the chosen ones.
import { el } from './dom.js';
import { fileWords } from './files.js';
import { toast } from './toast.js';

/** So many go into one message on both platforms. */
const mostFiles = 10;

export function createAttaching() {
  let chosen = [];
  const tray = el('div', { class: 'tray', role: 'list', 'aria-label': 'Attached', hidden: true });
  const input = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    change() {
      add(input.files);
      // The same file can be chosen again after it was taken off.
      input.value = '';
    },
  });
  const button = el('button', {
    type: 'button',
    class: 'attach',
    title: 'Attach files',
    'aria-label': 'Attach files',
    click: () => input.click(),
  });

  function add(files) {
    const all = [...chosen, ...files];
    if (all.length > mostFiles) toast(`One message holds ${mostFiles} files.`, 'error');
    show(all.slice(0, mostFiles));
  }

  function show(files) {
    chosen = files;
    tray.hidden = files.length === 0;
    tray.replaceChildren(...files.map(chip));
  }

  const chip = (file) =>
    el(
      'div',
      { class: 'file', role: 'listitem' },
      ...fileWords(file),
      el(
        'button',
        {
          type: 'button',
          'aria-label': `Take off ${file.name}`,
          click: () => show(chosen.filter((other) => other !== file)),
        },
        '✕',
      ),
    );

  return { button: el('span', { class: 'attaching' }, input, button), tray, add, files: () => chosen, show };
}
