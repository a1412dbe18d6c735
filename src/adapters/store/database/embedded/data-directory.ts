// The embedded database's directory on disk: what lies where, who may read it, and which PostgreSQL wrote it.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../../../../domain/instant.ts';
import { DatabaseFault } from '../database-fault.ts';
import { damagedFiles } from './engine-fault.ts';
import { EMBEDDED_POSTGRES_MAJOR } from './engine-parameters.ts';
import { syncDirectory, syncTree } from './sync-tree.ts';

/** Neither the files nor the socket ask for a password, so only the desk's own user may reach them. */
const PRIVATE = 0o700;
const POSTGRES = 'postgres';
const PARTIAL = 'postgres.partial-';
const REPLACED = 'postgres.replaced-';

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
 * Lets `initialise` fill a new PostgreSQL directory, unless there is one.
 * @throws DatabaseFault `data_directory_unusable` when a restore was cut short just before it put the new data in place.
 */
export async function ensureInitialised(
  directory: DataDirectory,
  initialise: (emptyDirectory: string) => Promise<void>,
): Promise<void> {
  await removePartial(directory);
  if (existsSync(directory.postgres)) return;
  await assertNothingMovedAside(directory);
  await fillDirectory(directory, initialise);
}

/**
 * Lets `fill` make the PostgreSQL directory aside, and gives it its name once it is whole and on the disk: neither a
 * kill nor a power cut leaves a directory that only looks finished.
 */
export async function fillDirectory(
  directory: DataDirectory,
  fill: (emptyDirectory: string) => Promise<void>,
  makeRoom: () => void = () => {},
): Promise<void> {
  const partial = path.join(directory.root, `${PARTIAL}${process.pid}`);
  mkdirSync(partial, { mode: PRIVATE });
  await fill(partial);
  syncTree(partial);
  makeRoom();
  renameSync(partial, directory.postgres);
  syncDirectory(directory.root);
}

/**
 * Refuses files of another major version, which PostgreSQL would refuse with an error that does not say so.
 * @throws DatabaseFault `data_directory_other_version`; `data_corrupted` when the files name no version.
 */
export async function assertReadableVersion(directory: DataDirectory): Promise<void> {
  const version = await readFile(path.join(directory.postgres, 'PG_VERSION'), 'utf8').catch(() => '');
  const found = version.trim();
  if (!/^\d+$/.test(found)) throw damagedFiles('PG_VERSION names no version', directory.postgres);
  if (found === EMBEDDED_POSTGRES_MAJOR) return;
  throw new DatabaseFault(
    'data_directory_other_version',
    `${directory.postgres} was written by PostgreSQL ${found}, and this Deskhand embeds PostgreSQL ${EMBEDDED_POSTGRES_MAJOR}. ` +
      'Nothing was changed. Start the Deskhand that wrote it, run its `deskhand export`, then start this one ' +
      'on an empty DESKHAND_DATA and `deskhand import` the file.',
  );
}

/** Moves the PostgreSQL directory aside under a name that tells when; its new name. */
export function moveAside(directory: DataDirectory, at: Instant): string {
  const when = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  const aside = path.join(directory.root, `${REPLACED}${when}`);
  renameSync(directory.postgres, aside);
  return aside;
}

/** Data that were moved aside with nothing in their place must not be answered by an empty desk. */
async function assertNothingMovedAside(directory: DataDirectory): Promise<void> {
  const aside = (await readdir(directory.root)).filter((entry) => entry.startsWith(REPLACED)).sort();
  const latest = aside.at(-1);
  if (latest === undefined) return;
  throw new DatabaseFault(
    'data_directory_unusable',
    `${directory.root} holds no database, but one that a restore moved aside and then did not replace: ${latest}. ` +
      `Run the restore again, or rename ${latest} to ${POSTGRES} to go on with the old data.`,
  );
}

/** Removes what was left by a filling that was cut short. */
export async function removePartial(directory: DataDirectory): Promise<void> {
  const entries = await readdir(directory.root);
  const partial = entries.filter((entry) => entry.startsWith(PARTIAL));
  await Promise.all(
    partial.map((entry) => rm(path.join(directory.root, entry), { recursive: true, force: true })),
  );
}
