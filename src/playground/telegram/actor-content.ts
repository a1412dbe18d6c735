// What a person writes or attaches, made into the content of a message within the client's limits.
import type { FileKind } from './file-store.ts';
import { mediaOf } from './media.ts';
import { PlayError } from './play-error.ts';
import { CAPTION_LIMIT, codePoints, messageCaption, messageText, TEXT_LIMIT } from './text.ts';
import type { Content, Media, Message } from './wire.ts';
import type { World } from './world.ts';

export interface PlayedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly mimeType?: string;
  /** Bytes, to play a file bigger than the content given. */
  readonly size?: number;
}

/** One file; a photo may be given as its bytes alone. */
export interface Attachment {
  readonly photo?: Uint8Array;
  readonly document?: PlayedFile;
  readonly video?: PlayedFile;
  readonly audio?: PlayedFile;
  readonly voice?: PlayedFile;
  readonly caption?: string | undefined;
}

export interface SendOptions extends Attachment {
  /** A forum topic by its message_thread_id. */
  readonly topic?: number;
  readonly replyTo?: Pick<Message, 'message_id'> & { readonly chat: { readonly id: number } };
}

/** A text message, or a file with `caption` (or the text) below it. */
export function actorContent(world: World, text: string, options: SendOptions): Content {
  const media = attachedMedia(world, options);
  if (media === undefined) return textContent(text || (options.caption ?? ''));
  return { ...media, ...captionContent(options.caption ?? text) };
}

/** The message with a new text, or a new caption where it carries a file. */
export function reworded(wire: Message, words: string): Message {
  const { text, entities: _, caption: __, caption_entities: ___, ...rest } = wire;
  return { ...rest, ...(text === undefined ? captionContent(words) : textContent(words)) };
}

function textContent(text: string): Content {
  if (text.trim() === '') throw new PlayError('there is nothing to send');
  if (codePoints(text) > TEXT_LIMIT) throw new PlayError(`a message holds ${TEXT_LIMIT} characters`);
  const formatted = messageText({ text });
  const { entities } = formatted;
  return { text: formatted.text, ...(entities.length > 0 && { entities: [...entities] }) };
}

function captionContent(caption: string): Content {
  if (codePoints(caption) > CAPTION_LIMIT) throw new PlayError(`a caption holds ${CAPTION_LIMIT} characters`);
  const { text, entities } = messageCaption({ text: caption });
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: [...entities] }) };
}

function attachedMedia(world: World, attachment: Attachment): Media | undefined {
  const { photo, document, video, audio, voice } = attachment;
  if (photo !== undefined) return stored(world, 'photo', { name: 'photo.jpg', content: photo });
  if (document !== undefined) return stored(world, 'document', document);
  if (video !== undefined) return stored(world, 'video', video);
  if (audio !== undefined) return stored(world, 'audio', audio);
  return voice === undefined ? undefined : stored(world, 'voice', voice);
}

function stored(world: World, kind: FileKind, file: PlayedFile): Media {
  const media = mediaOf(world.files, world.files.add({ kind, ...file }));
  if (media === undefined) throw new PlayError('this is no picture');
  return media;
}
