// A file as a bot hands it in: uploaded with the call, or known already by its file_id.
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import { type FileKind, PHOTO_LIMIT_BYTES, type StoredFile } from '../file-store.ts';
import { type MediaDetails, mediaOf } from '../media.ts';
import type { Call, UploadedFile } from '../method.ts';
import type { Media } from '../wire.ts';

const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  photo: 'Photo',
  document: 'Document',
  video: 'Video',
  audio: 'Audio',
  voice: 'VoiceNote',
  animation: 'Animation',
};

/** The message content for a file parameter. Throws Telegram's complaint about the file. */
export function inputMedia(
  backend: Backend,
  call: Call,
  kind: FileKind,
  reference: string,
  details?: MediaDetails,
): Media {
  const file = inputFile(backend, call, kind, reference);
  const media = mediaOf(backend.world.files, file, details);
  if (media === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  return media;
}

function inputFile(backend: Backend, call: Call, kind: FileKind, reference: string): StoredFile {
  if (reference.startsWith('attach://')) {
    return uploaded(backend, kind, call.files.get(reference.slice('attach://'.length)));
  }
  if (/^https?:\/\//.test(reference)) throw badRequest('failed to get HTTP URL content');
  const file = backend.world.files.find(reference);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) {
    throw badRequest(`can't use file of type ${KIND_NAMES[file.kind]} as ${KIND_NAMES[kind]}`);
  }
  return file;
}

function uploaded(backend: Backend, kind: FileKind, file: UploadedFile | undefined): StoredFile {
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  const { name, mimeType, content } = file;
  if (content.byteLength === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo' && content.byteLength > PHOTO_LIMIT_BYTES) {
    throw badRequest(
      `file of size ${content.byteLength} bytes is too big for a photo; the maximum size is ${PHOTO_LIMIT_BYTES} bytes`,
    );
  }
  return backend.world.files.add({ kind, name, mimeType, content });
}
