// A form as a Slack modal, with what it carries along.
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { FormField, FormView } from '../../app/view.ts';
import { type Block, paragraphs, plain } from './blocks.ts';
import { inputElement } from './form-inputs.ts';
import { formCallbackId } from './surface.ts';

const titleLength = 24;
const labelLength = 2_000;
const mostBlocks = 100;

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
    blocks: [...introBlocks(form), ...form.fields.map(inputBlock)],
  };
}

/** Throws ZodError where the metadata is not the desk's own. */
export const metadataOf = (privateMetadata: string): FormMetadata =>
  metadata.parse(JSON.parse(privateMetadata));

/** What comes first, in the room that the questions leave: they are needed more. */
const introBlocks = ({ intro, fields }: FormView): Block[] =>
  paragraphs(intro ?? '')
    .map(({ block }) => block)
    .slice(0, Math.max(0, mostBlocks - fields.length));

/** Each field is a block of its own name. */
function inputBlock(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, labelLength),
    ...(field.hint ? { hint: plain(field.hint, labelLength) } : {}),
    optional: field.optional,
    element: inputElement(field),
  };
}
