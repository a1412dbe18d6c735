// Seals samples: encrypts what may be malware into a ZIP archive on its way through, in constant memory.
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipWriter } from '@zip.js/zip.js';
import { FileLostError, type OpenedFile } from '../app/files.ts';
import { MessengerError } from '../app/ports.ts';
import { type SealedSample, samplePassword } from '../app/samples.ts';

/** Sealing and then sending one must end before the delivery's lease does, in milliseconds. */
const sealWithinMs = 15_000;

/** What a machine of the usual kind seals within that time. */
const largestSampleBytes = 100_000_000;

/** Says nothing of when the sample was made or sent. */
const neutralDate = new Date(1980, 0, 1);

/**
 * See `SealSample`. The archive is spooled to a file, since those who take it ask for its size before its bytes and
 * compression makes that known only at the end. Nothing but sealed bytes ever touches the disk, and the file has no
 * name from the start, so that even a killed process leaves none behind.
 */
export async function sealSample(sample: OpenedFile, entryName: string): Promise<SealedSample> {
  if (sample.sizeBytes > largestSampleBytes) {
    await sample.bytes.cancel();
    throw new FileLostError('tooLarge');
  }
  const file = await namelessFile().catch(async (error: unknown) => {
    await sample.bytes.cancel();
    throw error;
  });
  try {
    const read = measured();
    // The original archive encryption, since every tool of the trade opens it: the password is known to everybody.
    const zip = new ZipWriter(writableTo(file), {
      password: samplePassword,
      zipCrypto: true,
      extendedTimestamp: false,
      lastModDate: neutralDate,
      useWebWorkers: false,
      signal: AbortSignal.timeout(sealWithinMs),
    });
    await zip.add(entryName, sample.bytes.pipeThrough(read.stream));
    await zip.close();
    const { size } = await file.stat();
    return {
      sha256: read.hash.digest('hex'),
      sizeBytes: read.sizeBytes(),
      open: async () => ({ bytes: bytesOf(file), sizeBytes: size }),
      discard: () => file.close(),
    };
  } catch (error) {
    await file.close();
    if (error instanceof FileLostError || error instanceof MessengerError) throw error;
    // It broke off, took too long, or the disk is full.
    const reason = `a sample could not be sealed (${String(error)})`;
    throw new MessengerError({ kind: 'retry', reason, afterMs: null });
  }
}

/** Readable and writable by this process alone. */
async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `deskhand-sample-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  return file;
}

const writableTo = (file: FileHandle): WritableStream<Uint8Array> =>
  new WritableStream({
    write: async (chunk) => {
      await file.appendFile(chunk);
    },
  });

const chunkBytes = 64 * 1024;

/** Leaves the file open, to be read again. */
function bytesOf(file: FileHandle): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      const buffer = new Uint8Array(chunkBytes);
      const { bytesRead } = await file.read({ buffer, position });
      position += bytesRead;
      if (bytesRead === 0) controller.close();
      else controller.enqueue(buffer.subarray(0, bytesRead));
    },
  });
}

/** Passes bytes on as they are, and knows their hash and number. */
function measured(): {
  readonly stream: TransformStream<Uint8Array, Uint8Array>;
  readonly hash: Hash;
  sizeBytes(): number;
} {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  return { stream, hash, sizeBytes: () => sizeBytes };
}
