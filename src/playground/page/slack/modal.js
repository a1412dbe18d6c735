// A Slack modal: real inputs, submitted to the app, with its errors under the fields.
import { el } from '../dom.js';
import { act, uploadAll } from '../server.js';
import { drawBlocks } from './blocks.js';
import { filesIn } from './file-field.js';
import { drawInput } from './inputs.js';

/** Shows the modal on `person()`'s screen whenever there is one. */
export function createModal(person) {
  const dialog = el('dialog', {
    class: 'modal',
    cancel(event) {
      event.preventDefault();
      dismiss();
    },
  });
  document.body.append(dialog);
  let shown = null;

  const dismiss = () => act({ act: 'slack.dismiss', as: person(), viewId: shown.id });

  async function submit(event) {
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    await send({ act: 'slack.submit', as: person(), viewId: shown.id, values: valuesIn(dialog) });
    if (button) button.disabled = false;
  }

  async function send(submission) {
    const files = {};
    for (const chosen of filesIn(dialog)) {
      const uploads = await uploadAll(chosen.files);
      if (uploads === null) return;
      files[chosen.field] = uploads;
    }
    await act({ ...submission, files });
  }

  function draw(view) {
    const context = {
      names: { user: (id) => id, channel: (id) => id },
      press: press(view),
      choose: choose(view),
    };
    const body = view.blocks.flatMap((block) =>
      block.type === 'input' ? [drawInput(block, view)] : drawBlocks([block], context),
    );
    dialog.replaceChildren(
      el(
        'form',
        { submit, novalidate: true },
        el('h2', {}, view.title),
        el('div', { class: 'modal-body' }, ...body),
        el(
          'footer',
          {},
          el('button', { type: 'button', class: 'slack-button', click: dismiss }, view.close ?? 'Close'),
          view.submit ? el('button', { type: 'submit', class: 'slack-button primary' }, view.submit) : null,
        ),
      ),
    );
  }

  const controlOf = (block, element) => ({ blockId: block.block_id, actionId: element.action_id });
  const press = (view) => (block, element) =>
    act({ act: 'slack.press', as: person(), place: { viewId: view.id }, control: controlOf(block, element) });
  const choose = (view) => (block, element, choice) =>
    act({
      act: 'slack.choose',
      as: person(),
      place: { viewId: view.id },
      control: controlOf(block, element),
      choice,
    });

  return {
    update(view) {
      if (view === undefined) {
        shown = null;
        dialog.close();
        return;
      }
      const isOther = JSON.stringify(view) !== JSON.stringify(shown);
      shown = view;
      if (isOther) draw(view);
      if (dialog.open) return;
      dialog.showModal();
      dialog.querySelector('textarea, input, select')?.focus();
    },
  };
}

function valuesIn(dialog) {
  const values = {};
  for (const field of dialog.querySelectorAll('[data-block]:not([type=file])')) {
    const { block } = field.dataset;
    if (field.type !== 'checkbox' && field.type !== 'radio')
      values[block] = field.value === '' ? null : field.value;
    else if (field.type === 'radio') values[block] = field.checked ? field.value : (values[block] ?? null);
    else values[block] = [...(values[block] ?? []), ...(field.checked ? [field.value] : [])];
  }
  return values;
}
