// Opens the archives that samples come in, as an analyst would.
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { samplePassword } from '../../src/app/samples.ts';

/** The one file in the archive; throws where there is another number of them, or the password is another. */
export async function unsealed(
  archive: Uint8Array<ArrayBuffer>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [entry, ...others] = await new ZipReader(new Uint8ArrayReader(archive)).getEntries();
  if (entry === undefined || entry.directory || others.length > 0) throw new Error('it holds not one file');
  if (!entry.encrypted) throw new Error('it is not sealed');
  const bytes = await entry.getData(new Uint8ArrayWriter(), { password: samplePassword });
  return { name: entry.filename, bytes: Buffer.from(bytes) };
}
