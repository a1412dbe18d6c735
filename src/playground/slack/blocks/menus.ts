// Schemas of Block Kit's select menus.
import { z } from 'zod';
import { menu } from './element-fields.ts';
import {
  exactlyOneSource,
  INITIAL,
  initialIsOffered,
  initialsAreOffered,
  ONE_SOURCE,
} from './option-source.ts';
import { items, optionGroup, plainOption } from './text-objects.ts';

const several = { max_selected_items: z.number().int().min(1, 'must be at least 1').optional() };
const conversationFilter = z.strictObject({
  include: items(z.enum(['im', 'mpim', 'private', 'public']), 4).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});
const conversationMenu = {
  ...menu,
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const staticMenu = {
  options: items(plainOption, 100).optional(),
  option_groups: items(optionGroup, 100).optional(),
};
const minQuery = { min_query_length: z.number().int().min(0).optional() };

export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...staticMenu,
    initial_option: plainOption.optional(),
  })
  .refine(exactlyOneSource, ONE_SOURCE)
  .refine(initialIsOffered, { message: INITIAL, path: ['initial_option'] });

export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...staticMenu,
    ...several,
    initial_options: items(plainOption, 100).optional(),
  })
  .refine(exactlyOneSource, ONE_SOURCE)
  .refine(initialsAreOffered, { message: INITIAL, path: ['initial_options'] });

const ids = z.array(z.string()).optional();
const otherMenus = [
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    ...minQuery,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...conversationMenu,
    initial_conversation: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...menu,
    ...minQuery,
    ...several,
    initial_options: items(plainOption, 100).optional(),
  }),
  z.strictObject({ type: z.literal('multi_users_select'), ...menu, ...several, initial_users: ids }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...conversationMenu,
    ...several,
    initial_conversations: ids,
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...menu, ...several, initial_channels: ids }),
] as const;
/** Every kind of select menu. */
export const menus = [staticSelect, multiStaticSelect, ...otherMenus] as const;
