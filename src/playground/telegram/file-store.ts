// Files that people and the bot have sent, by the identifiers Telegram gives them.
import { createHash } from 'node:crypto';

/** A file may be downloaded through the Bot API up to this size, in bytes. */
export const DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024;
/** A bot may upload a file up to this size, in bytes. */
export const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024;
/** A bot may upload a photo up to this size, in bytes. */
export const PHOTO_LIMIT_BYTES = 10 * 1024 * 1024;

export type FileKind = 'photo' | 'document' | 'video' | 'audio' | 'voice' | 'animation';

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly kind: FileKind;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. May exceed the content's length: a person can send what is too big to keep here. */
  readonly size: number;
  readonly content: Uint8Array;
  /** Where `/file/bot<token>/<path>` serves it. */
  readonly path: string;
}

export interface NewFile {
  readonly kind: FileKind;
  readonly name: string;
  readonly mimeType?: string | undefined;
  readonly content: Uint8Array;
  /** Bytes, where the emulated file is bigger than the content given. */
  readonly size?: number | undefined;
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  pdf: 'application/pdf',
  zip: 'application/zip',
  json: 'application/json',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
};

export class FileStore {
  private readonly byId = new Map<string, StoredFile>();
  private readonly byPath = new Map<string, StoredFile>();

  add({ kind, name, mimeType, content, size }: NewFile): StoredFile {
    const number = this.byId.size + 1;
    const digest = createHash('sha256').update(content).update(`${number}`).digest('base64url');
    const extension = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
    const file = {
      id: `BQ${digest}`,
      uniqueId: `Ag${digest.slice(0, 14)}`,
      kind,
      name,
      mimeType: mimeType ?? MIME_TYPES[extension] ?? 'application/octet-stream',
      size: size ?? content.byteLength,
      content,
      path: `${kind}s/file_${number}${extension === '' ? '' : `.${extension}`}`,
    };
    this.byId.set(file.id, file);
    this.byPath.set(file.path, file);
    return file;
  }

  find(fileId: string): StoredFile | undefined {
    return this.byId.get(fileId);
  }

  findByPath(path: string): StoredFile | undefined {
    return this.byPath.get(path);
  }
}
