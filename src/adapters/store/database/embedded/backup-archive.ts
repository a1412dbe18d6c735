// The archive that a backup is written to: a ZIP, written as a stream, whose checksums tell when it was damaged.
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { TextReader, ZipWriter } from '@zip.js/zip.js';

export interface BackupArchive {
  /** Adds a file of the directory; false when it is gone, as that of a table that was just dropped. */
  addFile(name: string): Promise<boolean>;
  addDirectory(name: string): Promise<void>;
  addText(entry: string, text: string): Promise<void>;
  /** Completes the archive; one that was not completed cannot be read. */
  close(): Promise<void>;
}

/** Writes to `into` what lies in `root`, as entries whose names begin with `prefix`. */
export function openBackupArchive(
  into: WritableStream<Uint8Array>,
  root: string,
  prefix: string,
): BackupArchive {
  const zip = new ZipWriter(into, { useWebWorkers: false, extendedTimestamp: false });
  return {
    async addFile(name) {
      const file = await openUnlessGone(path.join(root, name));
      if (file === null) return false;
      try {
        await zip.add(prefix + name, await bytesOf(file));
      } finally {
        await file.close();
      }
      return true;
    },
    addDirectory: async (name) => void (await zip.add(`${prefix}${name}/`, undefined, { directory: true })),
    addText: async (entry, text) => void (await zip.add(entry, new TextReader(text))),
    close: async () => void (await zip.close()),
  };
}

async function openUnlessGone(file: string): Promise<FileHandle | null> {
  try {
    return await open(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const CHUNK_BYTES = 256 * 1024;

/** The file up to the size that it has now: what is appended meanwhile is left out. */
async function bytesOf(file: FileHandle): Promise<ReadableStream<Uint8Array>> {
  const { size } = await file.stat();
  if (size === 0) return new Blob([]).stream();
  const read = file.createReadStream({
    start: 0,
    end: size - 1,
    highWaterMark: CHUNK_BYTES,
    autoClose: false,
  });
  return Readable.toWeb(read) as ReadableStream<Uint8Array>;
}
