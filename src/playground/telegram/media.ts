// How a stored file reads in a message, by its kind.
import type { FileKind, FileStore, StoredFile } from './file-store.ts';
import { imageSize } from './image-size.ts';
import type { FileInfo, Media, PhotoSize } from './wire.ts';

/** The longer side of the copies Telegram makes of a photo, in pixels. */
const PHOTO_STEPS = [90, 320, 800, 1280] as const;

/** What a bot may say about a file that Telegram does not look for itself. */
export interface MediaDetails {
  /** Seconds. */
  readonly duration?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly performer?: string | undefined;
  readonly title?: string | undefined;
}

/** The media field of a message for this file. Undefined where a photo is no picture. */
export function mediaOf(files: FileStore, file: StoredFile, details: MediaDetails = {}): Media | undefined {
  if (file.kind === 'photo') {
    const photo = photoSizes(files, file);
    return photo === undefined ? undefined : { photo };
  }
  const info = { ...fileInfo(file), ...requiredDetails(file.kind, details) };
  if (file.kind === 'animation') return { animation: info, document: fileInfo(file) };
  return { [file.kind]: info };
}

function fileInfo(file: StoredFile): FileInfo {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size };
  const named = file.kind === 'voice' ? {} : { file_name: file.name };
  return { ...named, mime_type: file.mimeType, ...common };
}

function requiredDetails(kind: FileKind, details: MediaDetails): Partial<FileInfo> {
  const { duration = 0, width = 0, height = 0, performer, title } = details;
  if (kind === 'video' || kind === 'animation') return { duration, width, height };
  if (kind === 'voice') return { duration };
  if (kind === 'audio') return { duration, ...(performer && { performer }), ...(title && { title }) };
  return {};
}

/** The copies from small to the original. They are not scaled here: each holds the whole picture. */
function photoSizes(files: FileStore, original: StoredFile): PhotoSize[] | undefined {
  const full = imageSize(original.content);
  if (full === undefined || full.width === 0 || full.height === 0) return undefined;
  const longer = Math.max(full.width, full.height);
  const smaller = PHOTO_STEPS.filter((step) => step < longer).map((step) => {
    const scale = step / longer;
    const width = Math.max(1, Math.round(full.width * scale));
    const height = Math.max(1, Math.round(full.height * scale));
    return photoSize(files.add(original), width, height);
  });
  return [...smaller, photoSize(original, full.width, full.height)];
}

function photoSize(file: StoredFile, width: number, height: number): PhotoSize {
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, width, height };
}
