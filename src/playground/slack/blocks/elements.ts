// Schemas of Block Kit's elements, with the limits Slack documents for each.
import { z } from 'zod';
import { focus, interactive, menu } from './element-fields.ts';
import { typedInputs } from './inputs.ts';
import { menus } from './menus.ts';
import { INITIAL, initialIsOffered, initialsAreOffered } from './option-source.ts';
import { characters, items, overflowOption, plainText, richOption } from './text-objects.ts';

const webAddress = characters(3000);

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
  ...typedInputs,
  dateTimePicker,
  ...pickers,
  ...menus,
]);
