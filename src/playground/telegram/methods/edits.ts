// Editing captions and buttons of the bot's own messages.
import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { boolean } from '../params.ts';
import { hasMedia } from '../transfer.ts';
import { captionContent, captionParams } from './caption.ts';
import { editedMessage, editing } from './edit-common.ts';

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

  editMessageReplyMarkup: method(editing, (params, backend) =>
    editedMessage(backend, params, (wire) => wire),
  ),
};
