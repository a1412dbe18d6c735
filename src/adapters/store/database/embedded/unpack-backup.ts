// Unpacks a backup, and refuses one that is damaged, foreign or of another PostgreSQL before anything depends on it.
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { type Entry, type FileEntry, Reader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { DatabaseFault } from '../database-fault.ts';
import {
  type BackupManifest,
  backupManifest,
  laterManifest,
  MANIFEST_ENTRY,
  POSTGRES_ENTRIES,
} from './backup-manifest.ts';
import { EMBEDDED_POSTGRES_MAJOR } from './engine-parameters.ts';

/** A backup that cannot be restored; `reason` follows a colon. */
export function unusableBackup(file: string, reason: string, cause?: unknown): DatabaseFault {
  return new DatabaseFault('backup_unusable', `${file} cannot be restored: ${reason}`, { cause });
}

/**
 * Writes the PostgreSQL directory of the backup into `target`, which is empty, and checks every file's checksum.
 * @throws DatabaseFault `backup_unusable` or `disk_full`.
 */
export async function unpackBackup(file: string, target: string): Promise<BackupManifest> {
  const handle = await open(file).catch((cause: unknown) => {
    throw unusableBackup(file, `it cannot be read (${String(cause)}).`, cause);
  });
  try {
    const entries = await entriesOf(file, handle);
    const manifest = await manifestOf(file, entries);
    const inside = entries.filter(({ filename }) => filename.startsWith(POSTGRES_ENTRIES));
    const files = inside.filter((entry) => !entry.directory);
    if (files.length !== manifest.files)
      throw unusableBackup(file, `it should hold ${manifest.files} files and holds ${files.length}.`);
    for (const entry of inside) await unpack(file, entry, target);
    return manifest;
  } finally {
    await handle.close();
  }
}

const DAMAGED = 'it is cut short or damaged. Take another backup.';
const FOREIGN = 'it is not a backup of Deskhand. Those of "deskhand backup" end in .zip.';
const LATER = 'it was made by a later Deskhand. Restore it with that one.';
/** Characters; ours has some hundred. */
const LONGEST_MANIFEST = 10_000;
/** Every ZIP begins with it, one that is cut short as well. */
const ZIP_BEGINS = 'PK';

async function entriesOf(file: string, handle: FileHandle): Promise<readonly Entry[]> {
  try {
    return await new ZipReader(new FileReader(handle), { useWebWorkers: false }).getEntries();
  } catch (cause) {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2), position: 0 });
    const isZip = bytesRead === 2 && buffer.toString('latin1') === ZIP_BEGINS;
    throw unusableBackup(file, isZip ? DAMAGED : FOREIGN, cause);
  }
}

async function manifestOf(file: string, entries: readonly Entry[]): Promise<BackupManifest> {
  const entry = entries.find(({ filename }) => filename === MANIFEST_ENTRY);
  if (entry === undefined || entry.directory) throw unusableBackup(file, FOREIGN);
  const told = await jsonOf(entry).catch((cause: unknown) => {
    throw unusableBackup(file, DAMAGED, cause);
  });
  const manifest = backupManifest.safeParse(told);
  if (!manifest.success) throw unusableBackup(file, isLater(told) ? LATER : DAMAGED, manifest.error);
  const { postgresMajor } = manifest.data;
  if (postgresMajor !== EMBEDDED_POSTGRES_MAJOR) throw otherVersion(file, postgresMajor);
  return manifest.data;
}

async function jsonOf(entry: FileEntry): Promise<unknown> {
  if (entry.uncompressedSize > LONGEST_MANIFEST) throw new Error('the manifest is too long');
  return JSON.parse(await entry.getData(new TextWriter(), { checkSignature: true }));
}

const isLater = (told: unknown): boolean => laterManifest.safeParse(told).success;

function otherVersion(file: string, found: string): DatabaseFault {
  return unusableBackup(
    file,
    `it holds PostgreSQL ${found}, and this Deskhand embeds PostgreSQL ${EMBEDDED_POSTGRES_MAJOR}. Restore it with the ` +
      'Deskhand that made it, run its "deskhand export", and "deskhand import" the file here.',
  );
}

async function unpack(file: string, entry: Entry, target: string): Promise<void> {
  const place = path.resolve(target, entry.filename.slice(POSTGRES_ENTRIES.length));
  if (place !== target && !place.startsWith(target + path.sep)) throw unusableBackup(file, FOREIGN);
  try {
    if (entry.directory) await mkdir(place, { recursive: true, mode: 0o700 });
    else await unpackFile(entry, place);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')
      throw new DatabaseFault('disk_full', `The disk has no room to unpack ${file}. Free some space.`, {
        cause,
      });
    throw unusableBackup(file, DAMAGED, cause);
  }
}

async function unpackFile(entry: FileEntry, place: string): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const into = Writable.toWeb(createWriteStream(place, { flags: 'wx', mode: 0o600 }));
  await entry.getData(into as WritableStream<Uint8Array>, { checkSignature: true });
}

/** Lets the library read the archive piece by piece. */
class FileReader extends Reader<FileHandle> {
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    super(file);
    this.#file = file;
  }

  override async init(): Promise<void> {
    await super.init?.();
    this.size = (await this.#file.stat()).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await this.#file.read({ buffer, position: index });
    return buffer.subarray(0, bytesRead);
  }
}
