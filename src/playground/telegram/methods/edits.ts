// Editing captions, files and buttons of the bot's own messages.
import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { boolean, json } from '../params.ts';
import { hasMedia } from '../transfer.ts';
import type { Message } from '../wire.ts';
import { mediaDetails, mediaItem } from './albums.ts';
import { captionContent, captionParams } from './caption.ts';
import { editedMessage, editing } from './edit-common.ts';
import { inputMedia } from './input-file.ts';

export const editMethods = {
  editMessageCaption: method(
    { ...editing, ...captionParams, show_caption_above_media: boolean.optional() },
    (params, backend) => {
      const content = captionContent(params);
      return editedMessage(backend, params, (wire) => {
        if (!hasMedia(wire)) throw badRequest('there is no caption in the message to edit');
        const { caption: _, caption_entities: __, show_caption_above_media: ___, ...rest } = wire;
        return { ...rest, ...content };
      });
    },
  ),

  editMessageMedia: method({ ...editing, media: json('media', mediaItem) }, (params, backend, call) => {
    const { media } = params;
    const content = {
      ...inputMedia(backend, call, media.type, media.media, mediaDetails(media)),
      ...captionContent(media),
    };
    return editedMessage(backend, params, (wire) => {
      if (wire.media_group_id !== undefined && wire[media.type] === undefined) {
        throw badRequest("can't use media of the specified type in the album");
      }
      return { ...withoutContent(wire), ...content };
    });
  }),

  editMessageReplyMarkup: method(editing, (params, backend) =>
    editedMessage(backend, params, (wire) => wire),
  ),
};

/** The message without what it says and shows. */
function withoutContent(wire: Message): Message {
  const {
    text: _text,
    entities: _entities,
    caption: _caption,
    caption_entities: _captionEntities,
    ...rest
  } = wire;
  const { photo, document, video, audio, voice, animation, show_caption_above_media, ...bare } = rest;
  return bare;
}
