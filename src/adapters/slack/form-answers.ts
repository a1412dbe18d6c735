// What comes back from a modal: the answers by field, and where a refusal of them is shown.
import type { NoticeView } from '../../app/view.ts';
import type { Attachment } from '../../domain/events.ts';
import { attachmentsOf } from './attachments.ts';
import { inputActionId } from './form-inputs.ts';
import { truncate } from './split-text.ts';
import type { InputState, SubmissionPayload } from './wire.ts';

type State = SubmissionPayload['view']['state']['values'];

/** Slack names no limit for an error; this is as much as a label or a hint holds. */
const errorLength = 2_000;

/** The answers by field, those apart that are files; what was left empty is ''. */
export const valuesOf = (state: State): Record<string, string> =>
  Object.fromEntries(
    statesOf(state).flatMap(([field, input]) =>
      input.type === 'file_input' ? [] : [[field, answerIn(input)] as const],
    ),
  );

/** The files by field, for each field that takes any. */
export const filesOf = (state: State): Record<string, readonly Attachment[]> =>
  Object.fromEntries(
    statesOf(state).flatMap(([field, input]) =>
      input.type === 'file_input' ? [[field, attachmentsOf(input.files ?? [])] as const] : [],
    ),
  );

/**
 * An error as the text under the question that it is about: the field it names, else the first one, since Slack shows
 * nothing about a form as a whole. Null for a form without questions.
 */
export function errorsOf(payload: SubmissionPayload, error: NoticeView): Record<string, string> | null {
  const asked = payload.view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const field = asked.find((name) => name === error.field) ?? asked[0];
  if (field === undefined) return null;
  return { [field]: truncate([error.text, ...(error.details ?? [])].join('\n'), errorLength) };
}

const statesOf = (state: State): (readonly [string, InputState])[] =>
  Object.entries(state).flatMap(([field, { [inputActionId]: input }]) =>
    input === undefined ? [] : [[field, input] as const],
  );

function answerIn(input: Exclude<InputState, { type: 'file_input' }>): string {
  switch (input.type) {
    case 'plain_text_input':
    case 'url_text_input':
      return input.value ?? '';
    case 'static_select':
      return input.selected_option?.value ?? '';
    case 'checkboxes':
      return input.selected_options[0]?.value ?? '';
    case 'datepicker':
      return input.selected_date ?? '';
    default:
      return input satisfies never;
  }
}
