// `deskhand restore FILE`: makes a data directory of a backup.
import { DatabaseFault } from '../adapters/store/database/database-fault.ts';
import { type RestoreOptions, restoreBackup } from '../adapters/store/database/embedded/restore-backup.ts';
import type { Config } from '../config/config.ts';

export interface RestoreReport {
  readonly lines: readonly string[];
  /** 1 when nothing was restored; what was there is still there then. */
  readonly exitCode: 0 | 1;
}

/** Restores the backup into the data directory of the configuration. */
export async function runRestore({
  config,
  ...options
}: Omit<RestoreOptions, 'dataDirectory'> & {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
}): Promise<RestoreReport> {
  const { databaseUrl, dataDirectory } = config;
  if (databaseUrl !== null) return { lines: serverInstead, exitCode: 1 };
  try {
    const { manifest, movedTo } = await restoreBackup({ ...options, dataDirectory });
    const old = movedTo === null ? [] : [`The data that were there are in ${movedTo} now.`];
    return {
      lines: [`Restored the desk of ${manifest.takenAt} into ${dataDirectory}. Start it.`, ...old],
      exitCode: 0,
    };
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error;
    return { lines: [error.message], exitCode: 1 };
  }
}

const serverInstead = [
  'DATABASE_URL is set, so the desk keeps its data on a PostgreSQL server. Restore those with pg_restore, or unset',
  'DATABASE_URL to restore a backup of the embedded database.',
];
