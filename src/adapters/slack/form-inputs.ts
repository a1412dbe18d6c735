// The elements by which a modal asks: one for each kind of field.
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { FormField } from '../../app/view.ts';
import { plain } from './blocks.ts';

type Input<Type extends FormField['input']['type']> = Extract<FormField['input'], { type: Type }>;

/** Each field is a block of its own name, so that its element needs no name of its own. */
export const inputActionId = 'value';
/** The value of a ticked box. */
const ticked = 'yes';
const inputLength = 3_000;
const optionLength = 75;

const isDate = (text: string): boolean => z.iso.date().safeParse(text).success;
const isAddress = (text: string): boolean =>
  text.length <= inputLength && /^https?:/i.test(text) && URL.canParse(text);

/** The element of a field. What stands in it at first is left out where Slack would refuse the whole form for it. */
export function inputElement({ input, label }: FormField): types.InputBlock['element'] {
  switch (input.type) {
    case 'text':
      return textInput(input);
    case 'choice':
      return choiceInput(input);
    case 'checkbox':
      return checkbox(input, label);
    case 'date':
      return datePicker(input);
    case 'url':
      return urlInput(input);
    case 'file':
      return { type: 'file_input', action_id: inputActionId, max_files: 1 };
    default:
      return input satisfies never;
  }
}

function textInput(input: Input<'text'>): types.PlainTextInput {
  const longest = Math.min(input.maxLength, inputLength);
  return {
    type: 'plain_text_input',
    action_id: inputActionId,
    multiline: input.multiline,
    max_length: longest,
    ...(input.initial ? { initial_value: cut(input.initial, longest) } : {}),
  };
}

function choiceInput(input: Input<'choice'>): types.StaticSelect {
  const options = input.options.map(({ label, value }) => ({ text: plain(label, optionLength), value }));
  const initial = options.find(({ value }) => value === input.initial);
  return {
    type: 'static_select',
    action_id: inputActionId,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Slack wants words beside the box as well as above it: both times they are the field's own. */
function checkbox({ initial }: Input<'checkbox'>, label: string): types.Checkboxes {
  const option = { text: plain(label, optionLength), value: ticked };
  return {
    type: 'checkboxes',
    action_id: inputActionId,
    options: [option],
    ...(initial === true ? { initial_options: [option] } : {}),
  };
}

const datePicker = ({ initial }: Input<'date'>): types.Datepicker => ({
  type: 'datepicker',
  action_id: inputActionId,
  ...(initial !== undefined && isDate(initial) ? { initial_date: initial } : {}),
});

/** An address that is none yet is put right in a plain field: one for addresses would not take it. */
function urlInput({ initial = '' }: Input<'url'>): types.URLInput | types.PlainTextInput {
  if (initial === '') return { type: 'url_text_input', action_id: inputActionId };
  if (isAddress(initial)) return { type: 'url_text_input', action_id: inputActionId, initial_value: initial };
  return textInput({ type: 'text', multiline: false, maxLength: inputLength, initial });
}

const cut = (text: string, longest: number): string => [...text].slice(0, longest).join('');
