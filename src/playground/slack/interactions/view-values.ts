// What stands in the fields of a view: `state.values` before anybody has typed.
import { type Block, elementsOf } from '../blocks/blocks.ts';
import type { ViewState } from '../workspace/types.ts';

type Element = Record<string, unknown> & { type: string };

/** The value of an element that nobody has touched, in the form of `state.values`. */
export function initialValue(element: Element): Record<string, unknown> {
  const { type } = element;
  const empty = element.type.startsWith('multi_') ? [] : null;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null };
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return { type, value: empty };
  }
}

const STATELESS = ['button', 'overflow'];

/** `state.values` of a view as it is first shown. Buttons and overflow menus have no state. */
export function initialValues(blocks: readonly Block[]): ViewState {
  const values: ViewState = {};
  for (const block of blocks) {
    for (const { element } of elementsOf(block)) {
      if (STATELESS.includes(element.type)) continue;
      const actions = values[block.block_id ?? ''] ?? {};
      actions[element.action_id ?? ''] = initialValue(element);
      values[block.block_id ?? ''] = actions;
    }
  }
  return values;
}
