// Files on their way from the page into a message: first their bytes come, then the act that sends them.
import { randomUUID } from 'node:crypto';
import { NotNow } from './refusal.ts';

export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface Uploads {
  /** Keeps the file until it is taken, and returns the id under which it is. */
  add(file: UploadedFile): string;
  /** Hands the files over, each once. Throws NotNow when one of them is not there. */
  take(ids: readonly string[]): readonly UploadedFile[];
}

/** A page that is closed halfway leaves its files behind: beyond this the oldest go. */
const mostBytesKept = 300 * 1024 * 1024;

export function createUploads(limitBytes = mostBytesKept): Uploads {
  const waiting = new Map<string, UploadedFile>();

  function makeRoom(): void {
    let keptBytes = 0;
    for (const [id, { content }] of [...waiting].reverse()) {
      keptBytes += content.byteLength;
      if (keptBytes > limitBytes) waiting.delete(id);
    }
  }

  return {
    add(file) {
      const id = randomUUID();
      waiting.set(id, file);
      makeRoom();
      return id;
    },
    take(ids) {
      return ids.map((id) => {
        const file = waiting.get(id);
        if (file === undefined) throw new NotNow('The file is no longer there: attach it again.');
        waiting.delete(id);
        return file;
      });
    },
  };
}
