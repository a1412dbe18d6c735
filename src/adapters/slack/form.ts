// A form as a Slack modal, and the answers that come back from it.
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { FormField, FormView } from '../../app/view.ts';
import { paragraphs, plain } from './blocks.ts';
import { formCallbackId } from './surface.ts';
import type { SubmissionPayload } from './wire.ts';

const titleLength = 24;
const inputLength = 3_000;
/** Each field is a block of its own name, so that its element needs no name. */
const inputActionId = 'value';

const metadata = z.object({
  command: z.string(),
  chat: z.string(),
  thread: z.string().nullable(),
  visibleThread: z.string().nullable(),
});

/** What a modal carries along: the command it completes, where that was asked for, and where the person waits. */
export type FormMetadata = z.output<typeof metadata>;

/**
 * The modal of a form. It has no button for `skip`: on Slack a form whose every field is optional is skipped by
 * submitting it empty.
 */
export function renderModal(form: FormView, origin: Omit<FormMetadata, 'command'>): types.ModalView {
  const { chat, thread, visibleThread } = origin;
  const carried: FormMetadata = { command: form.command, chat, thread, visibleThread };
  return {
    type: 'modal',
    callback_id: formCallbackId,
    private_metadata: JSON.stringify(carried),
    title: plain(form.title, titleLength),
    submit: plain(form.submit, titleLength),
    close: plain(form.cancel, titleLength),
    blocks: [...paragraphs(form.intro ?? '').map(({ block }) => block), ...form.fields.map(inputBlock)],
  };
}

/** Throws ZodError where the metadata is not the desk's own. */
export const metadataOf = (privateMetadata: string): FormMetadata =>
  metadata.parse(JSON.parse(privateMetadata));

/** The answers by field; what was left empty is ''. */
export function valuesOf(state: SubmissionPayload['view']['state']['values']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).map(([field, elements]) => {
      const element = elements[inputActionId];
      if (element === undefined) return [field, ''];
      const value = element.type === 'static_select' ? element.selected_option?.value : element.value;
      return [field, value ?? ''];
    }),
  );
}

/** The block under which an error of the whole form is shown: its first question, where it has one. */
export const errorBlockOf = (payload: SubmissionPayload): string | null =>
  payload.view.blocks.find(({ type }) => type === 'input')?.block_id ?? null;

function inputBlock(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, 2_000),
    ...(field.hint ? { hint: plain(field.hint, 2_000) } : {}),
    optional: field.optional,
    element: field.input.type === 'text' ? textInput(field.input) : choiceInput(field.input),
  };
}

type TextInput = Extract<FormField['input'], { type: 'text' }>;
type ChoiceInput = Extract<FormField['input'], { type: 'choice' }>;

function textInput(input: TextInput): types.PlainTextInput {
  const longest = Math.min(input.maxLength, inputLength);
  return {
    type: 'plain_text_input',
    action_id: inputActionId,
    multiline: input.multiline,
    max_length: longest,
    ...(input.initial ? { initial_value: [...input.initial].slice(0, longest).join('') } : {}),
  };
}

function choiceInput(input: ChoiceInput): types.StaticSelect {
  const options = input.options.map(({ label, value }) => ({ text: plain(label, 75), value }));
  const initial = options.find(({ value }) => value === input.initial);
  return {
    type: 'static_select',
    action_id: inputActionId,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}
