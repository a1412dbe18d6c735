// The inputs of a modal, each with its label, hint and error.
import { el } from '../dom.js';
import { fileField } from './file-field.js';

/** An input block of `view` as form fields that carry `data-block`. */
export function drawInput(block, view) {
  const error = view.errors[block.block_id];
  const id = `field-${view.id}-${block.block_id}`;
  const describedBy = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = {
    id,
    data: { block: block.block_id },
    'aria-describedby': describedBy || null,
    'aria-invalid': error === undefined ? null : 'true',
  };
  const state = view.values[block.block_id]?.[block.element.action_id] ?? {};
  return el(
    'div',
    { class: error === undefined ? 'field' : 'field wrong' },
    el(
      'label',
      { for: id, id: `${id}-label` },
      block.label.text,
      block.optional ? el('span', { class: 'quiet' }, ' (optional)') : null,
    ),
    control(block.element, state, attributes),
    block.hint ? el('small', { id: `${id}-hint`, class: 'quiet' }, block.hint.text) : null,
    error === undefined ? null : el('small', { id: `${id}-error`, role: 'alert', class: 'error' }, error),
  );
}

const inputTypes = {
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
};

function control(element, state, attributes) {
  switch (element.type) {
    case 'static_select':
      return select(element, state, attributes);
    case 'checkboxes':
    case 'multi_static_select':
      return choices('checkbox', element, (state.selected_options ?? []).map(chosenValue), attributes);
    case 'radio_buttons':
      return choices('radio', element, [state.selected_option?.value], attributes);
    case 'file_input':
      return fileField(element, state, attributes);
    default:
      return typed(element, state, attributes);
  }
}

const chosenValue = ({ value }) => value;

function select(element, state, attributes) {
  const chosen = state.selected_option?.value ?? element.initial_option?.value ?? '';
  return el(
    'select',
    attributes,
    el('option', { value: '', selected: chosen === '' }, element.placeholder?.text ?? '–'),
    ...element.options.map(({ text, value }) =>
      el('option', { value, selected: value === chosen }, text.text),
    ),
  );
}

function choices(type, element, chosen, attributes) {
  const boxes = element.options.map(({ text, value }) =>
    el(
      'label',
      { class: 'choice' },
      el('input', {
        type,
        value,
        name: attributes.id,
        data: attributes.data,
        checked: chosen.includes(value),
      }),
      text.text,
    ),
  );
  const { id, 'aria-describedby': describedBy } = attributes;
  const named = { 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy };
  return el('div', { id, role: 'group', ...named }, ...boxes);
}

function typed(element, state, attributes) {
  const value = state.value ?? state.selected_date ?? state.selected_time ?? element.initial_value ?? '';
  const common = { ...attributes, maxlength: element.max_length, placeholder: element.placeholder?.text };
  if (element.multiline) return el('textarea', { ...common, rows: '5' }, value);
  return el('input', { ...common, type: inputTypes[element.type] ?? 'text', value });
}
