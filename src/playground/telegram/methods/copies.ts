// Copying and forwarding messages.
import { existingMessage, reachableChat } from '../access.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { StoredMessage } from '../chat-state.ts';
import { method } from '../method.ts';
import { boolean, chatId, integer } from '../params.ts';
import { hasMedia, originOf, transferable } from '../transfer.ts';
import type { Content } from '../wire.ts';
import { captionContent, captionParams } from './caption.ts';
import { sendAsBot, sending, whereTo } from './common.ts';

const source = { from_chat_id: chatId, message_id: integer };

function sourceMessage(
  { world }: Backend,
  params: { from_chat_id: number | string; message_id: number },
  what: string,
): StoredMessage {
  const chat = reachableChat(world, params.from_chat_id, 'read');
  return existingMessage(chat, params.message_id, what);
}

function withoutCaption({ caption: _, caption_entities: __, ...rest }: Content): Content {
  return rest;
}

export const copyMethods = {
  copyMessage: method(
    { ...sending, ...source, ...captionParams, show_caption_above_media: boolean.optional() },
    (params, backend) => {
      const original = sourceMessage(backend, params, 'message to copy');
      const content = transferable(original);
      if (content === undefined) throw badRequest("the message can't be copied");
      const recaptioned = params.caption !== undefined && hasMedia(original.wire);
      const copy = recaptioned ? { ...withoutCaption(content), ...captionContent(params) } : content;
      return { message_id: sendAsBot(backend, params, copy).message_id };
    },
  ),

  forwardMessage: method({ ...whereTo, ...source }, (params, backend) => {
    const original = sourceMessage(backend, params, 'message to forward');
    const content = transferable(original);
    if (content === undefined) throw badRequest("the message can't be forwarded");
    return sendAsBot(backend, params, { ...content, forward_origin: originOf(original) });
  }),
};
