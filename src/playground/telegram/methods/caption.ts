// Captions: the text below a file, with the parameters that every sending of a file shares.
import { boolean, entities, string } from '../params.ts';
import { messageCaption } from '../text.ts';
import type { Content, MessageEntity } from '../wire.ts';

export const captionParams = {
  caption: string.optional(),
  parse_mode: string.optional(),
  caption_entities: entities.optional(),
};

/** For pictures and films, which can show their caption above. */
export const visualParams = {
  show_caption_above_media: boolean.optional(),
  has_spoiler: boolean.optional(),
};

export interface CaptionParams {
  readonly caption?: string | undefined;
  readonly parse_mode?: string | undefined;
  readonly caption_entities?: readonly MessageEntity[] | undefined;
  readonly show_caption_above_media?: boolean | undefined;
  readonly has_spoiler?: boolean | undefined;
}

/** The caption's part of a message's content; none for an empty one. */
export function captionContent(params: CaptionParams): Content {
  const flags: Content = {
    ...(params.show_caption_above_media === true && { show_caption_above_media: true }),
    ...(params.has_spoiler === true && { has_media_spoiler: true }),
  };
  const { text, entities } = messageCaption({
    text: params.caption ?? '',
    parseMode: params.parse_mode,
    entities: params.caption_entities,
  });
  if (text === '') return flags;
  return { ...flags, caption: text, ...(entities.length > 0 && { caption_entities: [...entities] }) };
}
