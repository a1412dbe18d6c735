// The forms of reply_markup: inline keyboards checked to the last button, the others by their fields.
import { z } from 'zod';
import { badRequest } from './api-error.ts';
import { inlineButton } from './keyboard-button.ts';
import { boolean, parseJson, string } from './params.ts';
import type { InlineKeyboardMarkup } from './wire.ts';

/** What becomes of a reply_markup: an inline keyboard stays on the message, anything else is the client's. */
export interface ReplyMarkup {
  readonly inline?: InlineKeyboardMarkup;
  readonly client?: Readonly<Record<string, unknown>>;
}

/** Servers refuse more buttons than this on one message (undocumented). */
const MOST_BUTTONS = 100;

const keyboardButton = z.union([
  string.transform((text) => ({ text })),
  z.looseObject({ text: z.string().min(1) }),
]);

const clientForms = z.union([
  z.strictObject({
    keyboard: z.array(z.array(keyboardButton)).min(1),
    is_persistent: boolean.optional(),
    resize_keyboard: boolean.optional(),
    one_time_keyboard: boolean.optional(),
    input_field_placeholder: string.pipe(z.string().min(1).max(64)).optional(),
    selective: boolean.optional(),
  }),
  z.strictObject({ remove_keyboard: z.literal(true), selective: boolean.optional() }),
  z.strictObject({
    force_reply: z.literal(true),
    input_field_placeholder: string.pipe(z.string().min(1).max(64)).optional(),
    selective: boolean.optional(),
  }),
]);

/** Any form of reply_markup. Throws Telegram's own complaint. */
export const replyMarkup = z.unknown().transform((value): ReplyMarkup => {
  const markup = markupObject(value);
  return 'inline_keyboard' in markup ? inlineForm(markup) : { client: clientForm(markup) };
});

/** For edits, which take inline keyboards only. */
export const inlineReplyMarkup = z.unknown().transform((value): InlineKeyboardMarkup | undefined => {
  const markup = markupObject(value);
  if (!('inline_keyboard' in markup) && Object.keys(markup).length > 0)
    throw badRequest('inline keyboard expected');
  return inlineForm(markup).inline;
});

function markupObject(value: unknown): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson('reply keyboard markup', value));
  if (!parsed.success) throw badRequest('object expected as reply markup');
  return parsed.data;
}

function inlineForm(markup: Record<string, unknown>): ReplyMarkup {
  const { inline_keyboard: keyboard = [], ...others } = markup;
  const stranger = Object.keys(others)[0];
  if (stranger !== undefined)
    throw badRequest(`unknown field "${stranger}" in InlineKeyboardMarkup (emulator)`);
  const rows = z.array(z.array(z.unknown())).safeParse(keyboard);
  if (!rows.success) {
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  const buttons = rows.data.map((row) => row.map(inlineButton)).filter((row) => row.length > 0);
  if (buttons.flat().length > MOST_BUTTONS) throw badRequest('reply markup is too long');
  return buttons.length === 0 ? {} : { inline: { inline_keyboard: buttons } };
}

function clientForm(markup: Record<string, unknown>): Readonly<Record<string, unknown>> {
  const form = clientForms.safeParse(markup);
  if (!form.success) throw badRequest(`unsupported reply_markup ${JSON.stringify(markup)} (emulator)`);
  return form.data;
}
