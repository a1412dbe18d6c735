// Schemas of Block Kit's elements, with the limits Slack documents for each.
import { z } from 'zod';
import {
  characters,
  confirmDialog,
  items,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
} from './text-objects.ts';

const actionId = { action_id: characters(255).optional() };
const interactive = { ...actionId, confirm: confirmDialog.optional() };
const placeholder = { placeholder: plainText(150).optional() };
const focus = { focus_on_load: z.boolean().optional() };
const menu = { ...interactive, ...placeholder, ...focus };
const several = { max_selected_items: z.number().int().min(1, 'must be at least 1').optional() };
const webAddress = characters(3000);

const dispatchConfig = z.strictObject({
  trigger_actions_on: items(z.enum(['on_enter_pressed', 'on_character_entered']), 2),
});
const typed = {
  ...actionId,
  ...placeholder,
  ...focus,
  dispatch_action_config: dispatchConfig.optional(),
};
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

interface OptionSource {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}

function offered(source: OptionSource): string[] {
  const flat = source.options ?? source.option_groups?.flatMap((group) => group.options) ?? [];
  return flat.map(canonical);
}

/** The same text for the same option, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join()}}`;
}

function exactlyOneSource(source: OptionSource): boolean {
  return (source.options === undefined) !== (source.option_groups === undefined);
}
const ONE_SOURCE = 'must provide exactly one of options and option_groups';

function initialIsOffered(element: OptionSource & { initial_option?: unknown }): boolean {
  return element.initial_option === undefined || offered(element).includes(canonical(element.initial_option));
}
function initialsAreOffered(element: OptionSource & { initial_options?: readonly unknown[] | undefined }) {
  const known = offered(element);
  return (element.initial_options ?? []).every((option) => known.includes(canonical(option)));
}
const INITIAL = 'initial options must exactly match one of the options';

export const button = z.strictObject({
  type: z.literal('button'),
  ...interactive,
  text: plainText(75),
  value: characters(2000).optional(),
  url: webAddress.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: characters(75).optional(),
});

export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: characters(2000),
    image_url: webAddress.optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  })
  .refine((image) => (image.image_url === undefined) !== (image.slack_file === undefined), {
    message: 'must provide exactly one of image_url and slack_file',
  });

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

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...interactive,
  options: items(overflowOption, 5),
});
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...interactive,
    ...focus,
    options: items(richOption, 10),
    initial_options: items(richOption, 10).optional(),
  })
  .refine(initialsAreOffered, { message: INITIAL, path: ['initial_options'] });
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...interactive,
    ...focus,
    options: items(richOption, 10),
    initial_option: richOption.optional(),
  })
  .refine(initialIsOffered, { message: INITIAL, path: ['initial_option'] });

const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  ...menu,
  initial_date: z.iso.date('must be a date as YYYY-MM-DD').optional(),
});
const timePicker = z.strictObject({
  type: z.literal('timepicker'),
  ...menu,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')
    .optional(),
  timezone: z.string().optional(),
});
const dateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...interactive,
  ...focus,
  initial_date_time: z
    .number()
    .int()
    .min(1_000_000_000, 'must be 10 digits')
    .max(9_999_999_999, 'must be 10 digits')
    .optional(),
});

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000, 'must be less than 3001 characters').optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
    message: 'must not be less than min_length',
    path: ['max_length'],
  })
  .refine((input) => [...(input.initial_value ?? '')].length <= (input.max_length ?? 3000), {
    message: 'must not be longer than max_length',
    path: ['initial_value'],
  });
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number')
  .optional();
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: decimal,
  min_value: decimal,
  max_value: decimal,
});
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionId,
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

const menus = [staticSelect, multiStaticSelect, ...otherMenus] as const;
const pickers = [checkboxes, radioButtons, datePicker, timePicker] as const;

/** What an actions block may hold. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  dateTimePicker,
  ...pickers,
  ...menus,
]);
/** What may stand beside a section. */
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...pickers, ...menus]);
/** What an input block may ask with. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  emailInput,
  urlInput,
  fileInput,
  dateTimePicker,
  ...pickers,
  ...menus,
]);
