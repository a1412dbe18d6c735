// Sending and editing text.

import { badRequest } from '../api-error.ts';
import { method } from '../method.ts';
import { entities, linkPreviewOptions, string } from '../params.ts';
import { messageText } from '../text.ts';
import type { Content } from '../wire.ts';
import { sendAsBot, sending } from './common.ts';
import { editedMessage, editing } from './edit-common.ts';

const textParams = {
  text: string,
  parse_mode: string.optional(),
  entities: entities.optional(),
  link_preview_options: linkPreviewOptions.optional(),
};

interface TextParams {
  readonly text: string;
  readonly parse_mode?: string | undefined;
  readonly entities?: Content['entities'];
  readonly link_preview_options?: Record<string, unknown> | undefined;
}

function textContent(params: TextParams): Content {
  const { text, entities } = messageText({
    text: params.text,
    parseMode: params.parse_mode,
    entities: params.entities,
  });
  return {
    text,
    ...(entities.length > 0 && { entities: [...entities] }),
    ...(params.link_preview_options && { link_preview_options: params.link_preview_options }),
  };
}

export const textMethods = {
  sendMessage: method({ ...sending, ...textParams }, (params, backend) =>
    sendAsBot(backend, params, textContent(params)),
  ),

  editMessageText: method({ ...editing, ...textParams }, (params, backend) => {
    const content = textContent(params);
    return editedMessage(backend, params, (wire) => {
      if (wire.text === undefined) throw badRequest('there is no text in the message to edit');
      const { entities: _, link_preview_options: __, ...rest } = wire;
      return { ...rest, ...content };
    });
  }),
};
