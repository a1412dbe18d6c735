// One button of an inline keyboard: exactly one action, each within Telegram's limits.
import { z } from 'zod';
import { badRequest } from './api-error.ts';
import type { InlineKeyboardButton } from './wire.ts';

/** callback_data may be this long, in bytes of UTF-8. */
const DATA_LIMIT_BYTES = 64;

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const;

const shape = z.strictObject({
  text: z.string(),
  icon_custom_emoji_id: z.string().optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  web_app: z.strictObject({ url: z.url({ protocol: /^https$/ }) }).optional(),
  login_url: z.looseObject({ url: z.string() }).optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  switch_inline_query_chosen_chat: z.looseObject({}).optional(),
  copy_text: z.strictObject({ text: z.string().min(1).max(256) }).optional(),
  callback_game: z.looseObject({}).optional(),
  pay: z.boolean().optional(),
  // telegraf marks its buttons with this; Telegram ignores it.
  hide: z.boolean().optional(),
});

/** Checks a button. Throws 400 in Telegram's words. */
export function inlineButton(value: unknown): InlineKeyboardButton {
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw badRequest(`can't parse inline keyboard button: ${complaint(parsed.error, value)}`);
  const { hide: _, ...button } = parsed.data;
  if (button.text === '') throw badRequest('inline keyboard button text must be non-empty');
  const actions = ACTIONS.filter((action) => isGiven(action, button[action]));
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (actions.length > 1) throw badRequest('BUTTON_TYPE_INVALID');
  if (button.url !== undefined) checkUrl(button.url);
  if (Buffer.byteLength(button.callback_data ?? '', 'utf8') > DATA_LIMIT_BYTES)
    throw badRequest('BUTTON_DATA_INVALID');
  return button;
}

/** An empty inline query means something; an empty address or empty data are none to Telegram. */
function isGiven(action: string, value: unknown): boolean {
  return value !== undefined && (value !== '' || action.startsWith('switch_inline_query'));
}

/** Telegram opens web addresses with a dot in their host, and its own tg: links. */
function checkUrl(url: string): void {
  if (/^(tg|ton):/i.test(url)) return;
  const address = /^https?:/i.test(url) ? url : `http://${url}`;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !parsed.hostname.includes('.')) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
}

function complaint(error: z.ZodError, value: unknown): string {
  const issue = error.issues[0];
  if (typeof value !== 'object' || value === null) return 'InlineKeyboardButton must be an Object';
  if (issue?.code === 'unrecognized_keys') return `unknown field "${issue.keys[0]}" (emulator)`;
  const field = String(issue?.path[0] ?? '');
  return field in value ? `Field "${field}" is invalid` : `Can't find field "${field}"`;
}
