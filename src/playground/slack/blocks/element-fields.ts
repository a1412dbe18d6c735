// Fields that several of Block Kit's elements share.
import { z } from 'zod';
import { characters, confirmDialog, items, plainText } from './text-objects.ts';

export const actionId = { action_id: characters(255).optional() };
export const interactive = { ...actionId, confirm: confirmDialog.optional() };
const placeholder = { placeholder: plainText(150).optional() };
export const focus = { focus_on_load: z.boolean().optional() };
export const menu = { ...interactive, ...placeholder, ...focus };

const dispatchConfig = z.strictObject({
  trigger_actions_on: items(z.enum(['on_enter_pressed', 'on_character_entered']), 2),
});
/** Fields of everything one types in. */
export const typed = {
  ...actionId,
  ...placeholder,
  ...focus,
  dispatch_action_config: dispatchConfig.optional(),
};
