// What of a message can be sent again elsewhere, and where it was first written.
import type { StoredMessage } from './chat-state.ts';
import type { Content, Message, MessageOrigin } from './wire.ts';

/** Whether the message carries a file, and so may have a caption. */
export function hasMedia(wire: Message): boolean {
  const { photo, document, video, audio, voice, animation } = wire;
  return [photo, document, video, audio, voice, animation].some((media) => media !== undefined);
}

/** What goes along when a message is copied or forwarded; service and protected messages have nothing. */
export function transferable({ wire }: StoredMessage): Content | undefined {
  if (wire.has_protected_content === true) return undefined;
  if (wire.text === undefined && !hasMedia(wire)) return undefined;
  const { text, entities, caption, caption_entities, link_preview_options } = wire;
  const { photo, document, video, audio, voice, animation } = wire;
  const everything: Content = { text, entities, caption, caption_entities, link_preview_options };
  return withoutGaps({ ...everything, photo, document, video, audio, voice, animation });
}

/** The origin that a forwarded message names: that of the first in a row of forwards. */
export function originOf({ wire }: StoredMessage): MessageOrigin {
  if (wire.forward_origin !== undefined) return wire.forward_origin;
  if (wire.sender_chat !== undefined) return { type: 'chat', date: wire.date, sender_chat: wire.sender_chat };
  return { type: 'user', date: wire.date, sender_user: wire.from };
}

function withoutGaps(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}
