// The building blocks of method parameters: a value may come typed (JSON) or as text (query, form).
import { z } from 'zod';
import { badRequest } from './api-error.ts';

/** A whole number, or its decimal text. */
export const integer = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value),
  z.int(),
);

/** `true`, `false`, or what forms write for them. */
export const boolean = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  const text = value.toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : value;
}, z.boolean());

/** Text; a number is taken as its decimal text. */
export const string = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string(),
);

/** A chat's id, or a public `@username`. */
export const chatId = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value),
  z.union([z.int(), z.string().startsWith('@')]),
);

/** A structure that may come as JSON text; `what` names it in "can't parse <what> JSON object". */
export function json<S extends z.ZodType>(what: string, schema: S): z.ZodPreprocess<S> {
  return z.preprocess((value) => parseJson(what, value), schema);
}

/** The value, decoded if it is JSON text. Throws 400 "can't parse <what> JSON object". */
export function parseJson(what: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}

const userReference = z.object({
  id: integer,
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const ENTITY_TYPES = [
  'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough',
  'spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji',
]
  .join(' ')
  .split(' ');

/** Entities given by the bot instead of markup. */
export const entities = json(
  'message entities',
  z.array(
    z.strictObject({
      type: z.enum(ENTITY_TYPES),
      offset: integer,
      length: integer,
      url: z.string().optional(),
      user: userReference.optional(),
      language: z.string().optional(),
      custom_emoji_id: z.string().optional(),
    }),
  ),
);

/** Where an answer points to. */
export const replyParameters = json(
  'reply parameters',
  z.strictObject({
    message_id: integer,
    chat_id: chatId.optional(),
    allow_sending_without_reply: boolean.optional(),
    quote: string.optional(),
    quote_parse_mode: string.optional(),
    quote_entities: entities.optional(),
    quote_position: integer.optional(),
  }),
);

export const linkPreviewOptions = json(
  'link preview options',
  z.strictObject({
    is_disabled: boolean.optional(),
    url: string.optional(),
    prefer_small_media: boolean.optional(),
    prefer_large_media: boolean.optional(),
    show_above_text: boolean.optional(),
  }),
);
