// Copying and forwarding messages.
import { existingMessage, reachableChat } from '../access.ts';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { StoredMessage } from '../chat-state.ts';
import { method } from '../method.ts';
import { boolean, chatId, integer } from '../params.ts';
import type { Content, MessageOrigin } from '../wire.ts';
import { captionContent, captionParams } from './caption.ts';
import { sendAsBot, sending, whereTo } from './common.ts';
import { hasMedia } from './edit-common.ts';

const source = { from_chat_id: chatId, message_id: integer };

function sourceMessage(
  { world }: Backend,
  params: { from_chat_id: number | string; message_id: number },
  what: string,
): StoredMessage {
  const chat = reachableChat(world, params.from_chat_id, 'read');
  return existingMessage(chat, params.message_id, what);
}

/** What of a message goes along when it is sent again; a service message has nothing. */
function transferable({ wire }: StoredMessage): Content | undefined {
  if (wire.has_protected_content === true) return undefined;
  if (wire.text === undefined && !hasMedia(wire)) return undefined;
  const { text, entities, caption, caption_entities, link_preview_options } = wire;
  const { photo, document, video, audio, voice, animation } = wire;
  const everything: Content = { text, entities, caption, caption_entities, link_preview_options };
  return withoutGaps({ ...everything, photo, document, video, audio, voice, animation });
}

function withoutGaps(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function withoutCaption({ caption: _, caption_entities: __, ...rest }: Content): Content {
  return rest;
}

/** Where a forwarded message was first written. */
export function originOf({ wire }: StoredMessage): MessageOrigin {
  if (wire.forward_origin !== undefined) return wire.forward_origin;
  if (wire.sender_chat !== undefined) return { type: 'chat', date: wire.date, sender_chat: wire.sender_chat };
  if (wire.from === undefined) throw badRequest("the message can't be forwarded");
  return { type: 'user', date: wire.date, sender_user: wire.from };
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
