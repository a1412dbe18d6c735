// How Telegram's client sends what a person attaches: pictures as photos, everything else as documents.
import type { Attachment } from '../telegram/actor-content.ts';
import { PHOTO_LIMIT_BYTES } from '../telegram/file-store.ts';
import { imageSize } from '../telegram/image-size.ts';
import { pictureTypeOf } from './picture-type.ts';
import type { UploadedFile } from './uploads.ts';

/** One attachment a file. An album holds either photos or documents, so one document makes all of them documents. */
export function attachmentsOf(files: readonly UploadedFile[]): readonly Attachment[] {
  return files.every(isPhoto)
    ? files.map(({ content }) => ({ photo: content }))
    : files.map((document) => ({ document }));
}

function isPhoto({ content }: UploadedFile): boolean {
  const type = pictureTypeOf(content);
  const isStill = type === 'image/png' || type === 'image/jpeg';
  return isStill && content.byteLength <= PHOTO_LIMIT_BYTES && imageSize(content) !== undefined;
}
