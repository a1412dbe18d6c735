// `deskhand backup`: a copy of the embedded database in one file, taken from the running desk or from its directory.
import { existsSync, statSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { BACKUP_PATH, type Control, readControlFile } from '../adapters/control-file.ts';
import { DatabaseFault } from '../adapters/store/database/database-fault.ts';
import { syncDirectory } from '../adapters/store/database/embedded/sync-tree.ts';
import { type OpenDatabaseOptions, openDatabase } from '../adapters/store/database/open-database.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/config.ts';

export interface BackupOptions {
  /** A file that is not there yet, or a directory, in which the backup is named after its time. */
  readonly target: string;
  /** One JSON object instead of words. */
  readonly json: boolean;
  readonly config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
  readonly clock: Clock;
  readonly logger: OpenDatabaseOptions['logger'];
}

export interface BackupReport {
  readonly lines: readonly string[];
  /** 1 when there is no backup now. */
  readonly exitCode: 0 | 1;
}

/** Takes the backup; a file under the final name is always whole and on the disk. */
export async function runBackup(options: BackupOptions): Promise<BackupReport> {
  const { config, clock } = options;
  if (config.databaseUrl !== null) return failed(...serverInstead);
  if (!existsSync(config.dataDirectory))
    return failed(`There is no desk in ${config.dataDirectory}: set DESKHAND_DATA to its data.`);
  const startedAt = clock.now();
  const file = fileOf(options.target, startedAt);
  if (existsSync(file)) return failed(`${file} exists already. Name another file, or a directory.`);
  try {
    const from = await writeWhole(file, (into) => takeBackup(options, into));
    const report = { file, bytes: statSync(file).size, tookMs: clock.now() - startedAt, from };
    return { lines: options.json ? [JSON.stringify(report)] : words(report), exitCode: 0 };
  } catch (error) {
    return failed(`There is no backup: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Source = 'running desk' | 'data directory';

const failed = (...lines: readonly string[]): BackupReport => ({ lines, exitCode: 1 });

const serverInstead = [
  'The desk keeps its data on a PostgreSQL server (DATABASE_URL), which has its own tool for this:',
  '  pg_dump --format=custom --file=deskhand.dump "$DATABASE_URL"',
  'and to restore it into an empty database:',
  '  pg_restore --no-owner --dbname="$DATABASE_URL" deskhand.dump',
];

function fileOf(target: string, at: number): string {
  const isDirectory = existsSync(target) ? statSync(target).isDirectory() : target.endsWith(path.sep);
  const when = new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return path.resolve(isDirectory ? path.join(target, `deskhand-${when}.zip`) : target);
}

/** Asks the desk that runs on the data; where none does, opens them itself. */
async function takeBackup(options: BackupOptions, into: WritableStream<Uint8Array>): Promise<Source> {
  const control = readControlFile(options.config.dataDirectory);
  const answer = control === null ? null : await askDesk(control);
  if (answer !== null) {
    await answer.pipeTo(into).catch((cause: unknown) => {
      throw new Error(`it broke off (${reasonOf(cause)}); the log of the desk may say why.`, { cause });
    });
    return 'running desk';
  }
  await backUpDirectory(options, into);
  return 'data directory';
}

/** Null where the file was left by a desk that has died: nobody listens there, or somebody who does not know the key. */
async function askDesk({ address, key }: Control): Promise<ReadableStream<Uint8Array> | null> {
  const response = await fetch(address + BACKUP_PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
  }).catch(() => null);
  if (response?.status === 409) throw new Error('another one is being taken. Try again when it is done.');
  if (response?.ok && response.headers.get('content-type') === 'application/zip') return response.body;
  await response?.body?.cancel();
  return null;
}

async function backUpDirectory(
  { config, clock, logger }: BackupOptions,
  into: WritableStream<Uint8Array>,
): Promise<void> {
  const onFatal = (fault: DatabaseFault): void => logger.error({ err: fault }, fault.message);
  const { dataDirectory } = config;
  const database = await openDatabase({ dataDirectory, logger, clock, onFatal }).catch((error: unknown) => {
    throw inUse(error) ? new Error(`${reasonOf(error)} ${comeLater}`, { cause: error }) : error;
  });
  try {
    if (database.kind === 'embedded') await database.backUp(into);
  } finally {
    await database.close();
  }
}

const comeLater = 'That one does not answer yet or any more: try again when it is open, or stop it.';

const inUse = (error: unknown): boolean =>
  error instanceof DatabaseFault && error.code === 'data_directory_in_use';

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Lets `write` fill a file beside `file`, which gets its name once it is whole and on the disk. */
async function writeWhole<T>(
  file: string,
  write: (into: WritableStream<Uint8Array>) => Promise<T>,
): Promise<T> {
  const partial = `${file}.partial-${process.pid}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    const result = await write(writableTo(handle));
    await handle.sync();
    await handle.close();
    await rename(partial, file);
    syncDirectory(path.dirname(file));
    return result;
  } catch (error) {
    await handle.close();
    await rm(partial, { force: true });
    throw error;
  }
}

const writableTo = (file: FileHandle): WritableStream<Uint8Array> =>
  new WritableStream({
    write: async (chunk) => {
      await file.appendFile(chunk);
    },
  });

const words = ({
  file,
  bytes,
  tookMs,
  from,
}: {
  file: string;
  bytes: number;
  tookMs: number;
  from: Source;
}) => [
  `Wrote ${file}: ${(bytes / 1_000_000).toFixed(1)} MB in ${(tookMs / 1_000).toFixed(1)} s, from the ${from}.`,
  'It holds everything that the desk keeps, personal data too, and is not encrypted: keep it where nobody else reads.',
];
