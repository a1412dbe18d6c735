// Makes a data directory of a backup, and proves it by opening the database before it takes its place.
import { existsSync } from 'node:fs';
import type { Clock } from '../../../../app/ports.ts';
import type { DatabaseLogger } from '../database.ts';
import { DatabaseFault } from '../database-fault.ts';
import type { BackupManifest } from './backup-manifest.ts';
import {
  type DataDirectory,
  fillDirectory,
  moveAside,
  prepareDataDirectory,
  removePartial,
} from './data-directory.ts';
import { lockDirectory } from './directory-lock.ts';
import { startEngine } from './engine.ts';
import { compileEngineSmall } from './engine-memory.ts';
import { prepareEngineSocket } from './engine-socket.ts';
import { unpackBackup, unusableBackup } from './unpack-backup.ts';

export interface RestoreOptions {
  /** The archive that `backUp` wrote. */
  readonly file: string;
  readonly dataDirectory: string;
  /** Moves data that is there aside; without it they stand in the way. */
  readonly replace: boolean;
  readonly clock: Clock;
  readonly logger: DatabaseLogger;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Where the data lie that were there before; null where there were none. */
  readonly movedTo: string | null;
}

/**
 * Restores the backup. Unless it succeeds, what was in the directory stays as it was.
 * @throws DatabaseFault `data_directory_not_empty` without `replace`; `data_directory_in_use` while a desk runs on it;
 *   `backup_unusable` for a file that is truncated, damaged, of another PostgreSQL or no backup; those of the engine.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const directory = await prepareDataDirectory(options.dataDirectory);
  const lock = lockDirectory(directory.root);
  let movedTo: string | null = null;
  const makeRoom = (): void => {
    if (existsSync(directory.postgres)) movedTo = moveAside(directory, options.clock.now());
  };
  const { promise: manifest, resolve } = Promise.withResolvers<BackupManifest>();
  try {
    if (existsSync(directory.postgres) && !options.replace) throw notEmpty(directory);
    await removePartial(directory);
    const unpackAndProve = async (partial: string): Promise<void> => {
      resolve(await unpackBackup(options.file, partial));
      await proveThatItOpens(options, directory, partial);
    };
    await fillDirectory(directory, unpackAndProve, makeRoom);
    return { manifest: await manifest, movedTo };
  } catch (error) {
    await removePartial(directory);
    throw error;
  } finally {
    lock.release();
  }
}

/** Replays the log that came with the files, which has to reach the end of the backup, and closes cleanly. */
async function proveThatItOpens(
  { file, logger }: RestoreOptions,
  directory: DataDirectory,
  postgresDirectory: string,
): Promise<void> {
  compileEngineSmall();
  const socket = prepareEngineSocket(directory.root);
  const unexpected = (fault: DatabaseFault): void =>
    logger.error({ err: fault }, 'the restored database stopped');
  try {
    const engine = await startEngine({ postgresDirectory, address: socket.address }, logger, unexpected);
    await engine.stop();
  } catch (error) {
    if (!(error instanceof DatabaseFault) || error.code === 'disk_full') throw error;
    throw unusableBackup(file, `the database in it does not open: ${error.message}`, error);
  } finally {
    socket.remove();
  }
}

function notEmpty({ root, postgres }: DataDirectory): DatabaseFault {
  return new DatabaseFault(
    'data_directory_not_empty',
    `${root} holds a database already (${postgres}), and nothing was changed. Restore into another directory by ` +
      'DESKHAND_DATA, or add --replace: it moves the data that are there aside and deletes nothing.',
  );
}
