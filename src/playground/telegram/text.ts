// What Telegram makes of a text parameter: parsed, trimmed, its limits checked, its entities completed.
import { badRequest } from './api-error.ts';
import { withDetectedEntities } from './detect-entities.ts';
import { type FormattedText, parseHtml } from './html.ts';
import type { MessageEntity } from './wire.ts';

/** Limits in code points after entities are parsed. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

export interface TextParameters {
  readonly text: string;
  readonly parseMode?: string | undefined;
  readonly entities?: readonly MessageEntity[] | undefined;
}

/**
 * A message text: 1–4096 code points after entities are parsed. Throws "message text is empty", "text must be
 * non-empty" (nothing but white space), "message is too long", "can't parse entities: …", "unsupported parse_mode".
 */
export function messageText(parameters: TextParameters): FormattedText {
  if (parameters.text === '') throw badRequest('message text is empty');
  const formatted = format(parameters);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (codePoints(formatted.text) > TEXT_LIMIT) throw badRequest('message is too long');
  return formatted;
}

/** A caption: 0–1024 code points after entities are parsed. Throws "message caption is too long". */
export function messageCaption(parameters: TextParameters): FormattedText {
  const formatted = format(parameters);
  if (codePoints(formatted.text) > CAPTION_LIMIT) throw badRequest('message caption is too long');
  return formatted;
}

/** Code points, which is what Telegram's limits count. */
export function codePoints(text: string): number {
  return [...text].length;
}

function format({ text, parseMode, entities }: TextParameters): FormattedText {
  const marked = parse(text, parseMode, entities ?? []);
  const trimmed = trim(marked);
  return { text: trimmed.text, entities: withDetectedEntities(trimmed.text, trimmed.entities) };
}

function parse(
  text: string,
  parseMode: string | undefined,
  entities: readonly MessageEntity[],
): FormattedText {
  const mode = parseMode?.toLowerCase() ?? '';
  if (mode === 'html') return parseHtml(text);
  if (mode.startsWith('markdown')) {
    throw badRequest(`unsupported parse_mode: this emulator reads HTML, not ${parseMode} (emulator)`);
  }
  if (mode !== '') throw badRequest('unsupported parse_mode');
  for (const entity of entities) checkRange(entity, text);
  return { text, entities };
}

function checkRange(entity: MessageEntity, text: string): void {
  if (entity.offset < 0 || entity.offset > text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${entity.offset}`);
  }
  if (entity.length <= 0 || entity.offset + entity.length > text.length) {
    const end = entity.offset + entity.length;
    throw badRequest(
      `entity beginning at UTF-16 offset ${entity.offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
}

/** White space around the text is dropped, and entities are moved and clipped with it. */
function trim({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trim();
  const cut = text.length - text.trimStart().length;
  const moved = entities.map((entity) => clip(entity, cut, trimmed.length));
  return { text: trimmed, entities: moved.filter((entity) => entity.length > 0) };
}

function clip(entity: MessageEntity, cut: number, textLength: number): MessageEntity {
  const from = Math.max(0, entity.offset - cut);
  const to = Math.min(textLength, entity.offset + entity.length - cut);
  return { ...entity, offset: from, length: to - from };
}
