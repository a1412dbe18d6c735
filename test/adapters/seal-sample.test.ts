// A sample goes out sealed: an archive that the trade's tools open, made in constant memory and leaving nothing behind.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, it } from 'vitest';
import { sealSample } from '../../src/adapters/seal-sample.ts';
import { FileLostError } from '../../src/app/files.ts';
import { MessengerError } from '../../src/app/ports.ts';
import { samplePassword } from '../../src/app/samples.ts';

const eicar = Buffer.from(String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`);

const opened = (bytes: Uint8Array<ArrayBuffer>) => ({
  bytes: new Blob([bytes]).stream(),
  sizeBytes: bytes.byteLength,
});

const collected = async (bytes: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(bytes).arrayBuffer());

const spooled = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('deskhand-sample-'));

/** Bytes that do not compress, made as they are read. */
function generated(sizeBytes: number): ReadableStream<Uint8Array> {
  const chunk = 64 * 1024;
  let left = sizeBytes;
  let state = 1;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) return controller.close();
      const bytes = new Uint8Array(Math.min(chunk, left));
      for (let at = 0; at < bytes.length; at += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        bytes[at] = state >>> 24;
      }
      left -= bytes.length;
      controller.enqueue(bytes);
    },
  });
}

/** What is not needed any more must not count as needed. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

it('opens with the usual password and holds the same bytes under a neutral name', async () => {
  const sealed = await sealSample(opened(eicar), 'sample-1.bin');
  const archive = await collected((await sealed.open()).bytes);
  await sealed.discard();
  const [entry] = await new ZipReader(new Uint8ArrayReader(archive)).getEntries();
  expect(entry).toMatchObject({ filename: 'sample-1.bin', encrypted: true });
  expect(entry?.lastModDate.getFullYear(), 'no date tells of its origin').toBe(1980);
  if (entry === undefined || entry.directory) throw new Error('the archive has no file');
  const bytes = await entry.getData(new Uint8ArrayWriter(), { password: samplePassword });
  expect(Buffer.from(bytes)).toEqual(eicar);
});

it('does not hold the sample’s own bytes anywhere', async () => {
  const sealed = await sealSample(opened(eicar), 'sample-1.bin');
  const archive = Buffer.from(await collected((await sealed.open()).bytes));
  await sealed.discard();
  expect(archive.includes('EICAR')).toBe(false);
});

it('tells the hash and size of the sample, and the size of the archive before its bytes', async () => {
  const sealed = await sealSample(opened(eicar), 'sample-1.bin');
  const { bytes, sizeBytes } = await sealed.open();
  expect((await collected(bytes)).byteLength).toBe(sizeBytes);
  await sealed.discard();
  expect(sealed).toMatchObject({
    sha256: createHash('sha256').update(eicar).digest('hex'),
    sizeBytes: eicar.byteLength,
  });
});

it('can be opened again, also after it was left half-read', async () => {
  const sealed = await sealSample(opened(eicar), 'sample-1.bin');
  const first = await sealed.open();
  await first.bytes.cancel();
  const again = await sealed.open();
  expect((await collected(again.bytes)).byteLength).toBe(again.sizeBytes);
  await sealed.discard();
});

it('leaves no file behind, not even while it is there', async () => {
  const before = spooled();
  const sealed = await sealSample(opened(eicar), 'sample-1.bin');
  expect(spooled()).toEqual(before);
  await sealed.discard();
});

it('takes the memory of a few chunks, however large the sample is', async () => {
  const size = 20 * 1024 * 1024;
  const collectGarbage = garbageCollector();
  let most = 0;
  let seen = 0;
  const look = (): void => {
    seen += 1;
    if (seen % 20 !== 0) return;
    collectGarbage();
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  };
  const watched = generated(size).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        look();
        controller.enqueue(chunk);
      },
    }),
  );
  collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  const sealed = await sealSample({ bytes: watched, sizeBytes: size }, 'sample-1.bin');
  expect(sealed.sizeBytes).toBe(size);
  const { bytes } = await sealed.open();
  for await (const _ of bytes) look();
  await sealed.discard();
  expect(seen).toBeGreaterThan(600);
  expect(most - before, 'far from the whole of it').toBeLessThan(size / 2);
}, 30_000);

it('takes none that would hold everything else up', async () => {
  const { bytes } = opened(eicar);
  const sealing = sealSample({ bytes, sizeBytes: 100_000_001 }, 'sample-1.bin');
  await expect(sealing).rejects.toMatchObject({ loss: 'tooLarge' });
});

it('may be tried again where its bytes break off', async () => {
  const bytes = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  await expect(sealSample({ bytes, sizeBytes: 10 }, 'sample-1.bin')).rejects.toThrow(MessengerError);
});

it('says what is wrong with a sample that is gone', async () => {
  const bytes = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new FileLostError('gone'));
    },
  });
  await expect(sealSample({ bytes, sizeBytes: 10 }, 'sample-1.bin')).rejects.toThrow(FileLostError);
});
