// Files that come with a Telegram message, named where Telegram leaves them without a name.
import type { Attachment } from '../../domain/events.ts';
import { PLATFORM } from './place.ts';
import type { Message, WireFile } from './wire.ts';

/** The files of one message; an animation is listed once, though Telegram sends it as a document too. */
export function attachmentsOf(message: Message): readonly Attachment[] {
  const { message_id, photo, sticker } = message;
  const document = message.animation === undefined ? message.document : undefined;
  return [
    named(largest(photo), `photo-${message_id}.jpg`, 'image/jpeg'),
    named(document, `file-${message_id}`, 'application/octet-stream'),
    named(message.video, `video-${message_id}.mp4`, 'video/mp4'),
    named(message.animation, `animation-${message_id}.mp4`, 'video/mp4'),
    named(message.video_note, `video-${message_id}.mp4`, 'video/mp4'),
    named(message.voice, `voice-${message_id}.ogg`, 'audio/ogg'),
    named(message.audio, `audio-${message_id}.mp3`, 'audio/mpeg'),
    named(sticker, ...stickerDefaults(message_id, sticker)),
  ].filter((attachment) => attachment !== null);
}

function named(file: WireFile | undefined, name: string, mediaType: string): Attachment | null {
  if (file === undefined) return null;
  return {
    platform: PLATFORM,
    fileId: file.file_id,
    name: file.file_name ?? name,
    mediaType: file.mime_type ?? mediaType,
    sizeBytes: file.file_size ?? null,
  };
}

/** Telegram lists the sizes of a photo in rising order. */
function largest(sizes: readonly WireFile[] | undefined): WireFile | undefined {
  return sizes?.at(-1);
}

function stickerDefaults(messageId: number, sticker: Message['sticker']): [name: string, mediaType: string] {
  if (sticker?.is_animated) return [`sticker-${messageId}.tgs`, 'application/x-tgsticker'];
  if (sticker?.is_video) return [`sticker-${messageId}.webm`, 'video/webm'];
  return [`sticker-${messageId}.webp`, 'image/webp'];
}
