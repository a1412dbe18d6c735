// The embedded database's directory on disk: what lies where, who may read it, and which PostgreSQL wrote it.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseFault } from '../database-fault.ts';
import { EMBEDDED_POSTGRES_MAJOR } from './engine-parameters.ts';

/** Neither the files nor the socket ask for a password, so only the desk's own user may reach them. */
const PRIVATE = 0o700;
const POSTGRES = 'postgres';
const PARTIAL = 'postgres.partial-';

export interface DataDirectory {
  /** The directory with every symbolic link resolved: two names of one place are one place. */
  readonly root: string;
  /** PostgreSQL's own files. */
  readonly postgres: string;
}

/**
 * Makes the directory when it is missing.
 * @throws DatabaseFault `data_directory_unusable` when it cannot be made or written.
 */
export async function prepareDataDirectory(directory: string): Promise<DataDirectory> {
  try {
    await mkdir(directory, { recursive: true, mode: PRIVATE });
    const root = await realpath(directory);
    return { root, postgres: path.join(root, POSTGRES) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseFault(
      'data_directory_unusable',
      `The data directory ${directory} cannot be used (${reason}). Set DESKHAND_DATA to a directory that this user may write.`,
      { cause },
    );
  }
}

/**
 * Lets `initialise` fill a new PostgreSQL directory, unless there is one, and moves it into place whole: a
 * process killed half-way leaves no directory that looks finished.
 */
export async function ensureInitialised(
  directory: DataDirectory,
  initialise: (emptyDirectory: string) => Promise<void>,
): Promise<void> {
  await removePartial(directory);
  if (existsSync(directory.postgres)) return;
  const partial = path.join(directory.root, `${PARTIAL}${process.pid}`);
  await mkdir(partial, { mode: PRIVATE });
  await initialise(partial);
  await rename(partial, directory.postgres);
}

/**
 * Refuses files of another major version, which PostgreSQL would refuse with an error that does not say so.
 * @throws DatabaseFault `data_directory_other_version`.
 */
export async function assertReadableVersion(directory: DataDirectory): Promise<void> {
  const found = (await readFile(path.join(directory.postgres, 'PG_VERSION'), 'utf8')).trim();
  if (found === EMBEDDED_POSTGRES_MAJOR) return;
  throw new DatabaseFault(
    'data_directory_other_version',
    `${directory.postgres} was written by PostgreSQL ${found}, and this Deskhand embeds PostgreSQL ${EMBEDDED_POSTGRES_MAJOR}. ` +
      'Nothing was changed. Start the Deskhand that wrote it, run its `deskhand export`, then start this one ' +
      'on an empty DESKHAND_DATA and `deskhand import` the file.',
  );
}

async function removePartial(directory: DataDirectory): Promise<void> {
  const entries = await readdir(directory.root);
  const partial = entries.filter((entry) => entry.startsWith(PARTIAL));
  await Promise.all(
    partial.map((entry) => rm(path.join(directory.root, entry), { recursive: true, force: true })),
  );
}
